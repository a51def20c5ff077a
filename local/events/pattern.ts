import * as z from 'zod';
import { CityError } from '../city-error.ts';

/** Tells whether an event passes. */
export type Filter = (event: unknown) => boolean;

/** Tests one value; `undefined` stands for a field that is not there. */
type Test = (value: unknown) => boolean;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Range = z
  .array(z.union([z.string(), z.number()]))
  .min(2)
  .max(4);
const Operator = z.union([
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ 'equals-ignore-case': z.string() }),
  z.strictObject({ numeric: Range }),
  z.strictObject({
    'anything-but': z.union([
      Scalar,
      z.array(Scalar),
      z.strictObject({ prefix: z.string() }),
      z.strictObject({ suffix: z.string() }),
    ]),
  }),
]);

/**
 * The filter of an event source mapping: an event passes when one of the patterns fits, or when there is no pattern.
 * Semantics of Lambda's event filtering: every field of a pattern must fit, and within a field's list one entry must.
 * @param where names the mapping in errors
 * @throws CityError for a pattern that is not JSON, or an operator that event filtering does not have
 */
export function compileFilter(patterns: readonly string[], where: string): Filter {
  const tests = patterns.map((text) => {
    let pattern: unknown;
    try {
      pattern = JSON.parse(text);
    } catch {
      throw new CityError(`${where}: a filter pattern is not JSON`);
    }
    return compileObject(pattern, where);
  });
  return (event) => tests.length === 0 || tests.some((test) => test(event));
}

function compileObject(pattern: unknown, where: string): Test {
  const fields = z.record(z.string(), z.unknown()).safeParse(pattern);
  if (!fields.success) throw new CityError(`${where}: a filter pattern must be an object whose leaves are lists`);
  const tests = Object.entries(fields.data).map(([key, value]): Test => {
    if (key === '$or') {
      const choices = z
        .array(z.unknown())
        .parse(value)
        .map((choice) => compileObject(choice, where));
      return (event) => choices.some((choice) => choice(event));
    }
    const test = Array.isArray(value) ? compileList(value, `${where}: ${key}`) : compileObject(value, where);
    return (event) => test(fieldOf(event, key));
  });
  return (event) => tests.every((test) => test(event));
}

/** A field holding a list fits when one of its entries does. */
function compileList(entries: readonly unknown[], where: string): Test {
  const tests = entries.map((entry) => compileEntry(entry, where));
  return (value) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some(test));
  };
}

function compileEntry(entry: unknown, where: string): Test {
  const scalar = Scalar.safeParse(entry);
  if (scalar.success) return (value) => value === scalar.data;
  const operator = Operator.safeParse(entry);
  if (!operator.success) throw new CityError(`${where}: event filtering does not know ${JSON.stringify(entry)}`);
  return compileOperator(operator.data, where);
}

function compileOperator(operator: z.infer<typeof Operator>, where: string): Test {
  if ('exists' in operator) return (value) => (value !== undefined) === operator.exists;
  if ('prefix' in operator) return (value) => typeof value === 'string' && value.startsWith(operator.prefix);
  if ('suffix' in operator) return (value) => typeof value === 'string' && value.endsWith(operator.suffix);
  if ('equals-ignore-case' in operator) {
    const wanted = operator['equals-ignore-case'].toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
  }
  if ('numeric' in operator) return compileNumeric(operator.numeric, where);
  const refused = operator['anything-but'];
  if (typeof refused === 'object' && refused !== null && !Array.isArray(refused)) {
    const test = compileOperator(refused, where);
    return (value) => value !== undefined && !test(value);
  }
  const list = Array.isArray(refused) ? refused : [refused];
  return (value) => value !== undefined && !list.some((entry) => entry === value);
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `["=", 5]`, `[">", 0, "<=", 10]`. Numbers in DynamoDB records are text (`{ "N": "5" }`) and count as numbers. */
function compileNumeric(range: readonly (string | number)[], where: string): Test {
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < range.length; at += 2) {
    const compare = comparisons[String(range[at])];
    const bound = range[at + 1];
    if (!compare || typeof bound !== 'number')
      throw new CityError(`${where}: event filtering does not know numeric ${JSON.stringify(range)}`);
    tests.push((value) => compare(value, bound));
  }
  return (value) => {
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return tests.every((test) => test(number));
  };
}

function fieldOf(event: unknown, key: string): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return undefined;
  return Object.hasOwn(event, key) ? Reflect.get(event, key) : undefined;
}
