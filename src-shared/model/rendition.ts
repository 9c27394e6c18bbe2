import { z } from 'zod';

/** A rendition is unpacked in memory, three bytes a pixel; no platform wants more than this. */
export const MOST_PIXELS = 40_000_000;

/** From 0 to 1 of the picture's width and height. */
const shareSchema = z.number().min(0).max(1);

/** What a picture that is made from another must be. The same recipe for the same picture gives the same file. */
export const recipeSchema = z
  .strictObject({
    type: z.enum(['image/jpeg', 'image/png']),
    /** Pixels. */
    width: z.number().int().min(1).max(20_000),
    height: z.number().int().min(1).max(20_000),
    /** `crop`: what does not fit into the shape is cut off. `pad`: all is shown, on white where the shape is larger. */
    frame: z.enum(['crop', 'pad']),
    /** What a crop keeps in sight: its middle, as far as the edges let it. */
    focus: z.strictObject({ x: shareSchema, y: shareSchema }),
    maxBytes: z.number().int().positive(),
  })
  .refine(({ width, height }) => width * height <= MOST_PIXELS, 'A rendition has at most 40 megapixels.');
export type Recipe = z.infer<typeof recipeSchema>;
export type Focus = Recipe['focus'];

export const middle: Focus = { x: 0.5, y: 0.5 };

/** Where a cut of `kept` out of `all` begins, with the focus (0..1) in its middle as far as the edges let it. */
export function cropStart(focus: number, all: number, kept: number): number {
  return Math.min(Math.max(focus * all - kept / 2, 0), all - kept);
}
