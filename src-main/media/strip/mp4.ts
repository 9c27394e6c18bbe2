import type { FileHandle } from 'node:fs/promises';
import { type Box, boxesIn } from '../boxes.ts';
import { samplesOf } from './samples.ts';

/** Boxes that say where, when, by whom and with what a video was made. */
const telling = new Set(['udta', 'meta', 'uuid']);
/** Tracks that are seen, heard, or count the time; in others cameras write where they were, frame by frame. */
const neededTracks = new Set(['vide', 'soun', 'tmcd']);
const ZEROS = Buffer.alloc(64 * 1024);

/**
 * Overwrites in an MP4 or MOV what it tells beside picture and sound. Nothing moves: what is taken out becomes empty space, so
 * that all places that its tables name stay right. False: there was nothing.
 */
export async function stripMp4(file: FileHandle, size: number): Promise<boolean> {
  const top = await boxesIn(file, 0, size);
  const inMovie = await childrenOf(file, top, 'moov');
  const inTracks = await childrenOf(file, inMovie, 'trak');
  const told = [...top, ...inMovie, ...inTracks].filter(({ type }) => telling.has(type));
  const tracks = [];
  for (const track of inMovie.filter(({ type }) => type === 'trak')) {
    if (!neededTracks.has(await handlerOf(file, track))) tracks.push(track);
  }
  for (const track of tracks) {
    for (const sample of await samplesOf(file, track))
      await erase(file, sample.start, Math.min(sample.end, size));
  }
  for (const box of [...told, ...tracks]) {
    await file.write('free', box.start + 4, 'latin1');
    await erase(file, box.content, box.end);
  }
  return told.length + tracks.length > 0;
}

async function childrenOf(file: FileHandle, boxes: readonly Box[], parent: string): Promise<Box[]> {
  const children = [];
  for (const box of boxes)
    if (box.type === parent) children.push(...(await boxesIn(file, box.content, box.end)));
  return children;
}

/** What a track is for, such as "vide". */
async function handlerOf(file: FileHandle, track: Box): Promise<string> {
  const media = await childrenOf(file, [track], 'trak');
  const [handler] = (await childrenOf(file, media, 'mdia')).filter(({ type }) => type === 'hdlr');
  // Nothing is known of it, so nothing is done to it.
  if (handler === undefined) return 'vide';
  const name = Buffer.alloc(4);
  await file.read(name, 0, 4, handler.content + 8);
  return name.toString('latin1');
}

async function erase(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += ZEROS.length)
    await file.write(ZEROS, 0, Math.min(ZEROS.length, to - at), at);
}
