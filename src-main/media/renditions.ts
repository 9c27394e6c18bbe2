import { AppError } from '#shared/model/app-error.ts';
import { isPicture } from '#shared/model/content.ts';
import type { Recipe } from '#shared/model/rendition.ts';
import type { Desktop } from '../desktop.ts';
import { findMedia, type MediaRow, reuseRendition, saveRendition } from '../store/media.ts';
import { render } from './render.ts';

/**
 * A picture of the library made over by a recipe. Of a rendition, its source is made over: nothing is recoded twice.
 * @throws AppError NOT_FOUND, MEDIA_REFUSED
 */
export async function renditionOf(
  { store: { db }, media, clock, id: newId }: Pick<Desktop, 'store' | 'media' | 'clock' | 'id'>,
  id: string,
  recipe: Recipe,
): Promise<MediaRow> {
  const source = sourceOf(findMedia(db, id), (id) => findMedia(db, id));
  if (!isPicture(source)) {
    throw new AppError(
      'MEDIA_REFUSED',
      'Only pictures can be fitted here. Change a video with the program it was made with.',
      {
        action: 'choose-media',
      },
    );
  }
  const known = reuseRendition(db, source.id, recipe, clock.now());
  if (known !== undefined && (await media.locate(known.hash, 'file')) !== null) return known;
  const file = await media.locate(source.hash, 'file');
  if (file === null) throw gone();
  const made = await media.ingest(new Blob([Buffer.from(await render(file.path, recipe))]).stream());
  const { altText, name } = source;
  return saveRendition(db, { id: newId(), ...made, altText, name, createdAt: clock.now() }, source, recipe);
}

function sourceOf(file: MediaRow | undefined, find: (id: string) => MediaRow | undefined): MediaRow {
  if (file === undefined) throw gone();
  return file.sourceId === null ? file : (find(file.sourceId) ?? file);
}

const gone = () =>
  new AppError('NOT_FOUND', 'This file is not in the library any more. Add it again.', {
    action: 'choose-media',
  });
