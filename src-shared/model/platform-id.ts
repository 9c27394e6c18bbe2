import { z } from 'zod';

export const platformIds = [
  'x',
  'facebook',
  'instagram',
  'linkedin',
  'pinterest',
  'youtube',
  'tiktok',
] as const;
export const platformIdSchema = z.enum(platformIds);
export type PlatformId = z.infer<typeof platformIdSchema>;

/** What a target is on its platform. Which of them a platform has is said by its rule pack. */
export const targetKinds = [
  'text',
  'link',
  'image',
  'images',
  'video',
  'reel',
  'story',
  'document',
  'thread',
] as const;
export const targetKindSchema = z.enum(targetKinds);
export type TargetKind = z.infer<typeof targetKindSchema>;
