import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What does not fit in a request, as a sentence, and the field it is about ("" for the request itself). Sentences that
 * the contract gives are kept; zod's own speak to programmers and are put into words here.
 */
export function inputFault(issue: Issue): { message: string; field: string } {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0] ?? ''].map(String).join('.');
    return { message: `There is no field "${field}" in this request.`, field };
  }
  const name = path === '' ? 'The request' : `"${path}"`;
  return { message: isOurs(issue.message) ? issue.message : `${name} ${whatIsWrong(issue)}.`, field: path };
}

function isOurs(message: string): boolean {
  return !/^(Invalid|Too (big|small)|Unrecognized)\b/.test(message);
}

function whatIsWrong(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return / received undefined/.test(issue.message) ? 'is missing' : `must be ${kindOf(issue.expected)}`;
    case 'too_big':
      return `is too ${measured(issue.origin).large}: at most ${issue.maximum}${measured(issue.origin).unit}`;
    case 'too_small':
      return `is too ${measured(issue.origin).small}: at least ${issue.minimum}${measured(issue.origin).unit}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    default:
      return 'is not written as it should be';
  }
}

function kindOf(expected: string): string {
  return kinds[expected] ?? 'of another kind';
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
};

function measured(origin: string): { large: string; small: string; unit: string } {
  if (origin === 'string') return { large: 'long', small: 'short', unit: ' characters' };
  if (origin === 'array') return { large: 'long', small: 'short', unit: ' entries' };
  return { large: 'large', small: 'small', unit: '' };
}
