import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#shared/contract/bridge.ts';
import { channels } from './channels.ts';

// Runs sandboxed beside the page. Only what has no web equivalent, and never a channel chosen by the page.

function listen(channel: string, listener: (text: string) => void): () => void {
  const heard = (_event: unknown, text: unknown) => {
    if (typeof text === 'string') listener(text);
  };
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.off(channel, heard);
  };
}

const bridge: Bridge = {
  host: 'electron',
  onUpdateReady(listener) {
    const stop = listen(channels.updateReady, listener);
    ipcRenderer.send(channels.whichUpdate);
    return stop;
  },
  installUpdate: () => ipcRenderer.send(channels.installUpdate),
  onOpenPath: (listener) => listen(channels.openPath, listener),
};

contextBridge.exposeInMainWorld('picscripter', bridge);
