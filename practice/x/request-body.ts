import type { z } from 'zod';
import type { Call } from '../endpoint.ts';
import type { Reply } from '../reply.ts';
import { invalidContent, invalidRequest, problem } from './problems.ts';

/** The refusal of a body that is not JSON. */
export function wrongBody(call: Call): Reply {
  if (call.body.kind === 'malformed') return invalidRequest('The body of the request is not valid JSON.');
  return problem(
    415,
    'Unsupported Media Type',
    'Content-Type must be application/json.',
    'https://api.x.com/2/problems/invalid-request',
  );
}

/** X names an unknown field by its path and refuses the whole request. */
export function schemaRefusal(error: z.ZodError): Reply {
  const [issue] = error.issues;
  if (issue === undefined) return invalidRequest('Invalid request.');
  const path = ['$', ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys') {
    const field = `${path}.${issue.keys[0]}`;
    return invalidRequest(
      `${field}: is not defined in the schema and the schema does not allow additional properties`,
    );
  }
  if (issue.code === 'too_big' && issue.path.includes('media_ids')) {
    return invalidContent('A Tweet can have a maximum of 4 items of media.');
  }
  return invalidRequest(`${path}: ${issue.message}`);
}
