interface Operation {
  summary?: string;
  operationId?: string;
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** A plain page of the API for people: every route with what it does and what it may answer. */
export function apiPage(document: object): Response {
  const { paths = {}, info } = document as {
    paths?: Record<string, Record<string, Operation>>;
    info: { title: string; version: string; description: string };
  };
  const sections = Object.entries(paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, item]) =>
      methods
        .flatMap((method) => (item[method] === undefined ? [] : [operation(method, path, item[method])]))
        .join(''),
    )
    .join('');
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(info.title)}</title><meta name="color-scheme" content="light dark"><style>${style}</style></head><body><main><h1>${escape(info.title)} <small>${escape(info.version)}</small></h1><p>${escape(info.description)}</p><p>The same as a machine reads it: <a href="/api/openapi.json">openapi.json</a>.</p>${sections}</main></body></html>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
}

function operation(method: string, path: string, { summary = '', responses = {} }: Operation): string {
  const answers = Object.entries(responses)
    .map(([status, { description = '' }]) => `<li><code>${escape(status)}</code> ${escape(description)}</li>`)
    .join('');
  return `<section><h2><code>${method.toUpperCase()} /api${escape(path)}</code></h2><p>${escape(summary)}</p><ul>${answers}</ul></section>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `body{font:14px/1.6 system-ui,sans-serif;margin:0}main{max-width:52rem;margin:0 auto;padding:2rem 1.5rem}h1{font-size:1.4rem}h1 small{font-weight:400;opacity:.7}h2{font-size:1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0}ul{margin:.25rem 0;padding-left:1.2rem}code{font-family:ui-monospace,monospace}`;
