import type { Http, HttpRequest, HttpResponse } from '../../publishing/http.ts';

/** What the other side answers to one request; a thrown HttpFailure is a line that broke. */
export type Script = (request: HttpRequest) => unknown;

/** An Http whose other side is a script, for answers that a well-behaved platform never gives. */
export function scripted(script: Script): { http: Http; requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    http: async (request) => {
      requests.push(request);
      const answer = script(request);
      return isResponse(answer) ? answer : { status: 200, headers: {}, text: JSON.stringify(answer) };
    },
  };
}

export function refusal(status: number, code: number, subcode?: number): HttpResponse {
  const error = { message: `(#${code})`, code, error_subcode: subcode, fbtrace_id: 'Axx' };
  return { status, headers: {}, text: JSON.stringify({ error }) };
}

function isResponse(answer: unknown): answer is HttpResponse {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'status' in answer &&
    'headers' in answer &&
    'text' in answer
  );
}
