import { Reply } from './reply.ts';

/** Markup that is safe to send as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Html | undefined | false | readonly Piece[];

/** Template tag: everything put in is escaped unless it is markup made by this tag. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.reduce((text, part, index) => text + rendered(pieces[index - 1]) + part));
}

function rendered(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(rendered).join('');
  return String(piece)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** No `form-action`: a consent form is answered by a redirect to the app that asked. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A whole page with the reminder that nothing here is public. */
export function page(title: string, main: Html, status = 200): Reply {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Practice</title>
<link rel="stylesheet" href="/practice.css">
</head>
<body>
<header>
<p class="notice"><strong>Practice:</strong> nothing here is public.</p>
<nav aria-label="Practice server"><a href="/">Feed</a> <a href="/panel">Panel</a></nav>
</header>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
  return new Reply(
    status,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
    document.text,
  );
}
