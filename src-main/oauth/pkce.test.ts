import { expect, test } from 'vitest';
import { challengeOf } from './pkce.ts';

test('the challenge is as the standard has it, and in hex where the platform wants that', () => {
  // The example of RFC 7636, appendix B.
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'base64url')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  expect(challengeOf('desk-pkce-check_0123456789.abcdefghijklmnopqrstuvwxyz~AB', 'hex')).toBe(
    '1ee6c174d9d2e519d6d20a2911d3a0c583120c17c60a85c6a660173de920be77',
  );
});
