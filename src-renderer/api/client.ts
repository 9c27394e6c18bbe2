import { type ClientContext, type ClientLink, createORPCClient, ORPCError } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { type DesktopClient, desktopContract } from '#shared/contract/desktop.ts';
import { isAborted, parseApiError, toApiError, unreachable } from './api-error.ts';

const link = new OpenAPILink(desktopContract, {
  url: () => new URL('/api', location.href),
  fetch: (request, init) =>
    fetch(request, init).catch((error: unknown) => {
      throw isAborted(error) ? error : unreachable();
    }),
  customErrorResponseBodyDecoder: (body, response) => {
    const error = parseApiError(body);
    if (error === null) return null;
    return new ORPCError(error.code, {
      status: response.status,
      message: error.message,
      data: body,
      defined: true,
    });
  },
});

/** Every call that fails throws an ApiError, so that screens know one kind of error only. */
const plainErrors: ClientLink<ClientContext> = {
  call: (path, input, options) =>
    link.call(path, input, options).catch((error: unknown) => {
      throw isAborted(error) ? error : toApiError(error);
    }),
};

/** The desktop, typed by its contract. */
export const client = createORPCClient<DesktopClient>(plainErrors);
