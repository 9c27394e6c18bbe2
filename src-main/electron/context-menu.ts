import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import type { ElectronPieces } from './pieces.ts';

/** The menu under the right mouse button, which Electron leaves out: spelling, cut, copy, paste. */
export function addContextMenu({ Menu }: Pick<ElectronPieces, 'Menu'>, contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = contextItems(params, contents);
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}

function contextItems(params: ContextMenuParams, contents: WebContents): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, misspelledWord, dictionarySuggestions } = params;
  if (!isEditable) return selectionText === '' ? [] : [{ role: 'copy' }];
  const spelling: MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.map((word) => ({
            label: word,
            click: () => contents.replaceMisspelling(word),
          })),
          {
            label: `Add “${misspelledWord}” to the dictionary`,
            click: () => void contents.session.addWordToSpellCheckerDictionary(misspelledWord),
          },
          { type: 'separator' },
        ];
  return [
    ...spelling,
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
}
