import type { z } from 'zod';
import type { Reply } from '../reply.ts';
import { invalidValue, missingField, notConverted } from './errors.ts';

/** The refusal of a body that does not fit: unknown fields, missing ones and wrong values are told apart. */
export function bodyRefusal(error: z.ZodError): Reply {
  const [issue] = error.issues;
  if (issue === undefined) return notConverted('it does not fit');
  const path = `/${issue.path.join('/')}`;
  if (issue.code === 'unrecognized_keys') return notConverted(`unexpected field ${path}/${issue.keys[0]}`);
  const isMissing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
  return isMissing ? missingField(path) : invalidValue(path, issue.message);
}
