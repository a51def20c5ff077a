import type { RecordedCall } from './recorder.ts';

/** The calls of one flow, to be sent again as another flow's. */
export interface Flow {
  readonly calls: readonly Pick<RecordedCall, 'operation' | 'input'>[];
  /** So many of them were sent before the order was at its bank. */
  readonly toBank: number;
  /** The items that the flow reads and does not write, as they were. */
  readonly shared: readonly unknown[];
}

/** Makes a flow of what was recorded; `arrivedAt` is when the order was at its bank. */
export function flowOf(recorded: readonly RecordedCall[], arrivedAt: number): Flow {
  const written = writtenKeys(recorded);
  const shared = new Map<string, unknown>();
  for (const item of recorded.flatMap(({ operation, output }) => itemsRead(operation, output))) {
    const key = `${textOf(item['pk'])} ${textOf(item['sk'])}`;
    if (!written.has(textOf(item['pk'])) && !shared.has(key)) shared.set(key, item);
  }
  const calls = recorded.map(({ operation, input }) => ({ operation, input: asObject(own(input, written)) }));
  return { calls, toBank: recorded.filter(({ at }) => at <= arrivedAt).length, shared: [...shared.values()] };
}

/** Takes the place of the flow's number in its keys. */
const MARK = '~flow~';

/** The input of the n-th flow, ready for the SDK: keys of its own, and bytes as bytes. */
export function inputOf(input: unknown, n: number): unknown {
  if (Array.isArray(input)) return input.map((part: unknown) => inputOf(part, n));
  if (!isObject(input)) return input;
  const { S, B } = input;
  if (typeof S === 'string') return { S: S.replace(MARK, `~${n}`) };
  if (typeof B === 'string') return { B: Buffer.from(B, 'base64') };
  return Object.fromEntries(Object.entries(input).map(([name, part]) => [name, inputOf(part, n)]));
}

/** Conditions hold for any flow: they ask for an attribute that no item has. */
const HOLDS = 'attribute_not_exists(neverThere)';

/** The input with a place for a number in the keys that the flow writes, and with conditions that hold. */
function own(part: unknown, written: ReadonlySet<string>): unknown {
  if (Array.isArray(part)) return part.map((each: unknown) => own(each, written));
  if (!isObject(part)) return part;
  const { S, ConditionExpression } = part;
  if (typeof S === 'string') return { S: written.has(S) ? `${S}${MARK}` : S };
  // the SDK gives each transaction a token of its own
  const { ClientRequestToken: _token, ...asked } = part;
  if (ConditionExpression === undefined) return mapped(asked, written);
  const { ExpressionAttributeNames: _names, ExpressionAttributeValues: _values, ...rest } = asked;
  return { ...mapped(rest, written), ConditionExpression: HOLDS };
}

function mapped(part: Readonly<Record<string, unknown>>, written: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, own(each, written)]));
}

function writtenKeys(recorded: readonly RecordedCall[]): ReadonlySet<string> {
  return new Set(recorded.flatMap(({ input }) => itemsWritten(input).map((item) => textOf(item['pk']))));
}

/** The items that a call puts, as AWS JSON. */
export function itemsWritten(input: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const puts = listOf(input['TransactItems']).map((part) => asObject(part)['Put']);
  return [input, ...puts].flatMap((put) => (isObject(put) && isObject(put['Item']) ? [put['Item']] : []));
}

function itemsRead(operation: string, output: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  if (operation === 'GetItem') return isObject(output['Item']) ? [output['Item']] : [];
  if (operation !== 'BatchGetItem') return [];
  return Object.values(asObject(output['Responses'])).flatMap(listOf).filter(isObject);
}

function textOf(value: unknown): string {
  return String(asObject(value)['S']);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
