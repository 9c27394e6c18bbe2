/** What a seller does on the practice platforms' consent pages, without a browser. */
export interface Consent {
  /** X: the user to sign in as. YouTube: the channel. */
  account?: string;
  /** Facebook: only these Pages. */
  pages?: string[];
  /** X: asks for these permissions only, as if the seller could take some off. */
  scopes?: string[];
  /** YouTube: a permission whose box is not left ticked, by the end of its name. */
  unticked?: string;
  decline?: boolean;
}

/**
 * Opens the page, fills in its form, presses a button, and follows the way back to the app.
 * @returns the closing page that the app shows
 */
export async function consent(url: string, answer: Consent = {}): Promise<string> {
  const address = new URL(url);
  if (answer.scopes !== undefined) address.searchParams.set('scope', answer.scopes.join(' '));
  const page = await fetch(address);
  const html = await page.text();
  if (!page.ok) throw new Error(`the consent page said ${page.status}: ${html}`);
  const form = new URLSearchParams(fieldsOf(html, answer));
  const [, yes = ''] = /name="practice_answer" value="(\w+)"/.exec(html) ?? [];
  form.set('practice_answer', answer.decline ? 'cancel' : yes);
  const target = new URL(/<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '', address);
  const sent = await fetch(target, { method: 'POST', body: form, redirect: 'manual' });
  const back = sent.headers.get('location');
  if (back === null) throw new Error(`the platform did not lead back: ${sent.status} ${await sent.text()}`);
  return (await fetch(back)).text();
}

/** The fields as they stand in the page, with the seller's choice. */
function fieldsOf(html: string, { account, pages, unticked }: Consent): [string, string][] {
  const inputs = [...html.matchAll(/<input type="(\w+)" name="([^"]*)" value="([^"]*)"([^>]*)>/g)];
  return inputs.flatMap(([, type, name = '', value = '', rest = '']): [string, string][] => {
    const decoded = unescape(value);
    const chosen = rest.includes('checked');
    if (type === 'hidden') return [[name, decoded]];
    if ((name === 'practice_user' || name === 'practice_channel') && account !== undefined)
      return decoded === account ? [[name, decoded]] : [];
    if (name === 'practice_scope' && unticked !== undefined)
      return decoded.endsWith(unticked) ? [] : [[name, decoded]];
    if (name === 'practice_page' && pages !== undefined)
      return pages.some((page) => decoded.endsWith(` ${page}`)) ? [[name, decoded]] : [];
    return chosen ? [[name, decoded]] : [];
  });
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
