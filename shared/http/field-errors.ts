import type * as z from 'zod';
import type { FieldError } from './problems.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with an input, as places and rules. Nothing that the caller sent comes back: neither values nor the names of
 * unknown fields.
 */
export function fieldErrors(part: FieldError['in'], issues: readonly Issue[]): readonly FieldError[] {
  return issues.slice(0, MAX_ERRORS).map((issue) => ({ in: part, path: pointer(issue), rule: rule(issue) }));
}

/** So that a body of a hundred thousand mistakes is not answered with a hundred thousand lines. */
const MAX_ERRORS = 100;

function pointer(issue: Issue): string {
  // The key that breaks a record's rule is the caller's own text; the record is named instead.
  const path = issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path;
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function rule(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is required';
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => String(value)).join(', ')}`;
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? 'has a field that is not known' : `has ${issue.keys.length} fields that are not known`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `must be a valid ${issue.format}` : issue.message;
    case 'custom':
      return issue.message;
    case 'invalid_key':
      return 'has a name that is not allowed';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return 'has none of the shapes allowed';
    case 'invalid_element':
      return 'has an entry that is not allowed';
  }
}

function bound(origin: string, how: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${how} ${limit} characters`;
  if (origin === 'array' || origin === 'set' || origin === 'map') return `have ${how} ${limit} entries`;
  return `be ${how} ${limit}`;
}
