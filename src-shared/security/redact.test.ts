import { describe, expect, it } from 'vitest';
import { redact, redactText } from './redact.ts';

const TOKEN = 'MARKED-t0ken.value_1';

describe('redact in texts', () => {
  it.each([
    `https://graph.facebook.com/v25.0/me?fields=id&access_token=${TOKEN}`,
    `GET /oauth/access_token?client_secret=${TOKEN}&grant_type=fb_exchange_token&fb_exchange_token=${TOKEN}`,
    `http://127.0.0.1:4711/callback?state=abc&code=${TOKEN}`,
    `code=${TOKEN}&grant_type=authorization_code`,
    `https://x.com/callback#access_token=${TOKEN}`,
    `PUT https://www.googleapis.com/upload/youtube/v3/videos?uploadType=resumable&upload_id=${TOKEN}`,
    `PUT https://open-upload.tiktokapis.com/video/?upload_id=${TOKEN}&upload_token=${TOKEN}`,
    `POST https://rupload.facebook.com/video-upload/v26.0/${TOKEN} got no answer`,
    `{"uri":"https://rupload.facebook.com/ig-api-upload/v26.0/${TOKEN}"}`,
    `{"body":"{\\"uploadUrl\\":\\"https://rupload.facebook.com/video-upload/v26.0/${TOKEN}\\"}"}`,
    `?key=${TOKEN}`,
    `Authorization: Bearer ${TOKEN}`,
    `authorization: Basic ${btoa(TOKEN)}`,
    `request failed with Bearer ${TOKEN}, giving up`,
    `Cookie: session=${TOKEN}; other=${TOKEN}`,
    `Set-Cookie: refresh=${TOKEN}; HttpOnly`,
    `{"access_token":"${TOKEN}","expires_in":7200}`,
    `{"token_type": "bearer", "refreshToken" : "${TOKEN}"}`,
    `{"body":"{\\"client_secret\\":\\"${TOKEN}\\"}"}`,
    `{"code":"${TOKEN}"}`,
    `{"error":"no","access_token":"${TOKEN}`,
    `{"error":"no","client_secret":"${TOKEN}\\`,
  ])('hides the secret of %s', (text) => {
    const shown = redactText(text);
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain(btoa(TOKEN));
    expect(shown).toContain('[hidden]');
  });

  it.each([
    'EAABsbCS1iHgBAKZCZBzMarkedFacebookToken0123456789',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.c2lnbmF0dXJlLW1hcmtlZA',
    'AIzaSyMarkedKeyMarkedKeyMarkedKeyMarked1',
    'pina_AMarkedPinterestAccessToken0123456789',
    'act.AMarkedTikTokAccessToken0123456789!4521.e1',
    'rft.AMarkedTikTokRefreshToken0123456789',
    'pinr.eyMarkedPinterestRefreshToken0123456789',
  ])('knows a token by its look: %s', (token) => {
    expect(redactText(`the platform said ${token} is over`)).toBe('the platform said [hidden] is over');
  });

  it.each([
    'Facebook answered {"error":{"code":190,"error_subcode":463,"type":"OAuthException"}}',
    '{"code":"NOT_CONNECTED","message":"Connect the account again."}',
    '{"code":"some_lower_case_reason"}',
    'code=190 subcode=463',
    'https://api.x.com/2/tweets?expansions=author_id&max_results=25',
    'Posted: 3 photos',
    'Invalid OAuth access token - Cannot parse access token',
    'Basic formats of a token: it ends tomorrow',
    'OAuth 2.0 bearer tokens are needed here',
    'access_token=&fields=id',
  ])('leaves readable: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('keeps the rest of the text and can be done twice', () => {
    const once = redactText(`POST /token?client_id=abc&client_secret=${TOKEN}&redirect=1`);
    expect(once).toBe('POST /token?client_id=abc&client_secret=[hidden]&redirect=1');
    expect(redactText(once)).toBe(once);
  });
});

describe('redact in values', () => {
  it('hides by field name at any depth and inside texts', () => {
    const facts = {
      headers: { Authorization: `Bearer ${TOKEN}`, 'x-request-id': 'r1' },
      grant: { accessToken: TOKEN, refreshToken: TOKEN, expiresAt: 5, scopes: ['tweet.write'] },
      list: [`https://example.com/?access_token=${TOKEN}`],
      map: new Map([['clientSecret', TOKEN]]),
      error: new Error(`refused access_token=${TOKEN}`, { cause: { client_secret: TOKEN } }),
      bytes: new TextEncoder().encode(TOKEN),
    };
    const shown = redact(facts);
    expect(JSON.stringify(shown)).not.toContain(TOKEN);
    expect(shown).toMatchObject({
      headers: { Authorization: '[hidden]', 'x-request-id': 'r1' },
      grant: { accessToken: '[hidden]', expiresAt: 5, scopes: ['tweet.write'] },
      error: { name: 'Error', message: 'refused access_token=[hidden]' },
      bytes: `[${TOKEN.length} bytes]`,
    });
    expect(facts.grant.accessToken).toBe(TOKEN);
  });

  it('leaves codes, numbers and empty fields, and survives circles', () => {
    const circle: Record<string, unknown> = { code: 190, ok: true, token: null, refreshToken: '' };
    circle['self'] = circle;
    expect(redact(circle)).toEqual({
      code: 190,
      ok: true,
      token: null,
      refreshToken: '',
      self: '[repeated]',
    });
  });
});
