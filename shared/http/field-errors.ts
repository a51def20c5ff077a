import type * as z from 'zod';
import type { FieldError } from './problem-body.ts';

type Issue = z.core.$ZodIssue;

/**
 * The faults of an input, as places and rules. The answer repeats no value of the caller, and of the names of unknown fields only those
 * that look like the name of a field.
 *
 * @param known the names that this input knows at its top; with them a rule says which they are
 */
export function fieldErrors(
  part: FieldError['in'],
  issues: readonly Issue[],
  known: readonly string[] = [],
): readonly FieldError[] {
  const told = issues.slice(0, MAX_ERRORS).filter((issue) => !isSaidBetter(issue, issues));
  return told
    .flatMap((issue) => brokenRules(issue, known))
    .slice(0, MAX_ERRORS)
    .map((broken) => ({ in: part, ...broken }));
}

/** The answer to a body of a hundred thousand mistakes must not have a hundred thousand lines. */
const MAX_ERRORS = 100;

/** A name that a developer may have misspelt. Any other text in the place of a name may be a person's data, and is not repeated. */
export const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/;

function brokenRules(issue: Issue, known: readonly string[]): readonly Omit<FieldError, 'in'>[] {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue, issue.path.length === 0 ? known : []);
  // The key that breaks a record's rule is the caller's own text; the record is named instead.
  return [{ path: pointer(issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path), rule: rule(issue) }];
}

/** Unknown fields are named one by one if they may be; otherwise they are counted at the object that has them. */
function unknownFields(
  { path, keys }: z.core.$ZodIssueUnrecognizedKeys,
  known: readonly string[],
): readonly Omit<FieldError, 'in'>[] {
  const which = known.length === 0 ? '' : `; known are ${known.join(', ')}`;
  const { named = [], unnamed = [] } = Object.groupBy(keys, (key) => (FIELD_NAME.test(key) ? 'named' : 'unnamed'));
  const fields = unnamed.length === 1 ? 'a field that is' : `${unnamed.length} fields that are`;
  return [
    ...named.map((key) => ({ path: pointer([...path, key]), rule: `is not known${which}` })),
    ...(unnamed.length === 0 ? [] : [{ path: pointer(path), rule: `has ${fields} not known${which}` }]),
  ];
}

function pointer(path: Issue['path']): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A number beyond all exact ones breaks two bounds: the field's own bound says more. */
function isSaidBetter(issue: Issue, issues: readonly Issue[]): boolean {
  if (!((issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'int')) return false;
  const place = pointer(issue.path);
  return issues.some((other) => other.code === issue.code && other.origin === 'number' && pointer(other.path) === place);
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

function rule(issue: Exclude<Issue, z.core.$ZodIssueUnrecognizedKeys>): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is required';
      // a member that is never taken says what to do instead
      if (issue.expected === 'never' && !issue.message.startsWith('Invalid')) return issue.message;
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${bound(issue.origin, howMuch(issue, 'at least', 'more than'), issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, howMuch(issue, 'at most', 'less than'), issue.maximum)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => String(value)).join(', ')}`;
    case 'invalid_format':
      if (!issue.message.startsWith('Invalid')) return issue.message;
      return issue.format === 'regex' ? 'has a form that is not allowed' : `must be a valid ${issue.format}`;
    case 'custom':
      return issue.message;
    case 'invalid_key':
      return 'has a name that is not allowed';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return issue.message.startsWith('Invalid') ? 'has none of the shapes allowed' : issue.message;
    case 'invalid_element':
      return 'has an entry that is not allowed';
  }
}

interface Bound {
  readonly exact?: boolean | undefined;
  readonly inclusive?: boolean | undefined;
}

function howMuch({ exact, inclusive }: Bound, within: string, beyond: string): string {
  if (exact === true) return 'exactly';
  return inclusive === false ? beyond : within;
}

function bound(origin: string, how: string, limit: number | bigint): string {
  const one = Number(limit) === 1;
  if (origin === 'string') return `have ${how} ${limit} ${one ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set' || origin === 'map') return `have ${how} ${limit} ${one ? 'entry' : 'entries'}`;
  return `be ${how} ${limit}`;
}
