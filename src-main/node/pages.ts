import { createHash } from 'node:crypto';
import type { Response } from 'express';

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color:#18181b;background:#fafafa}
h1{font-size:1.4rem}code{background:#e4e4e7;border-radius:4px;padding:.1em .35em}
@media(prefers-color-scheme:dark){body{color:#fafafa;background:#18181b}code{background:#3f3f46}}`;
const styleHash = createHash('sha256').update(style).digest('base64');

const again =
  'In the terminal, run <code>npm start</code> once more. It finds the running Picscripter and opens a fresh link; nothing is started twice and nothing is lost.';

/** Plain pages of the door, shown where the window cannot be. No input of a request is ever in them. */
export const doorPages = {
  used: page(
    'This link has been used',
    `Each link to Picscripter opens it once. A fresh one now stands in the terminal where Picscripter runs.</p><p>${again}`,
  ),
  closed: page(
    'This is not an open door',
    `Picscripter opens only by the link that it printed when it started.</p><p>${again}`,
  ),
};

export function sendPage(response: Response, html: string): void {
  response
    .status(403)
    .set({
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(html);
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Picscripter</title><style>${style}</style><h1>${title}</h1><p>${text}</p></html>`;
}
