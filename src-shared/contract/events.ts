import { z } from 'zod';

/**
 * What `/api/events` (server-sent events) tells the window: that something changed, never what it is now. The window
 * asks for the new state by the contract, so there is one truth.
 */
export const appEventSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('post'), postId: z.string() }),
  z.object({ topic: z.literal('connection') }),
  z.object({ topic: z.literal('attempt'), attemptId: z.string() }),
  z.object({ topic: z.literal('notice') }),
  z.object({ topic: z.literal('media') }),
  z.object({ topic: z.literal('settings') }),
  z.object({ topic: z.literal('health') }),
  /** How far an upload to the platform is, 0..1. */
  z.object({ topic: z.literal('progress'), targetId: z.string(), postId: z.string(), done: z.number() }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
