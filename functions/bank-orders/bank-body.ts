import * as z from 'zod';
import { cutOf, type OutflowLine, outflowMembers, type Unread } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { type ResultClass, ResultCode, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { BankResult, type TakenResult, TellOutflows, type ToldOutflows } from '../../shared/freezes/model.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { isPlaceholder } from '../../shared/kernel/reference.ts';

/** So many bytes of unreadable input are kept as they came: of a line, and of a whole body. */
const MAX_GIVEN = { line: 4 * 1024, body: 32 * 1024 } as const;

const JsonObject = z.record(z.string(), z.unknown());

/**
 * A bank's result, read so that nothing odd in it holds up the stop: it must have the code, and with 0000 and 1200 the moment and the sum.
 * The reader leaves out any other member that it cannot read, and keeps it beside the result as it came, with the rule that it breaks; the
 * same for a line of the outflows.
 */
export const ResultBody = z.unknown().transform((raw, context): TakenResult => {
  const { outflows, rest } = parted(raw);
  const read = readable(rest, BankResult.safeParse, (member) => isEssential(member, rest));
  if (!read.success) {
    context.issues.push(...read.issues.map((issue) => ({ ...issue, input: undefined })));
    return z.NEVER;
  }
  return { ...read.data, outflows: linesOf(outflows), unread: read.unread };
});

/** Outflows that a bank tells beside its result, each read by itself. */
export const OutflowsBody = z.unknown().transform((raw, context): ToldOutflows => {
  const { outflows, rest } = parted(raw);
  const lines = linesOf(outflows);
  if (lines.length === 0) {
    context.issues.push({ code: 'custom', path: ['outflows'], message: 'must name at least one outflow', input: undefined });
    return z.NEVER;
  }
  const read = readable(rest, TellOutflows.omit({ outflows: true }).safeParse, () => false);
  return { remark: read.success ? read.data.remark : undefined, outflows: lines, unread: read.success ? read.unread : undefined };
});

/** The outflows of a body, and its other members. A null member counts as absent: many clients write such members. */
function parted(raw: unknown): { readonly outflows: unknown; readonly rest: unknown } {
  const body = JsonObject.safeParse(raw);
  if (!body.success) return { outflows: undefined, rest: raw };
  const { outflows, ...rest } = withoutNull(body.data);
  return { outflows, rest };
}

function withoutNull(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** The members without which a result is worth nothing. */
function isEssential(member: string, body: unknown): boolean {
  if (member === 'code' || member === 'instructionId') return true;
  const code = ResultCode.safeParse(JsonObject.safeParse(body).data?.['code']).data;
  const resultClass: ResultClass | undefined = code === undefined ? undefined : resultCodes[code].class;
  const executed = resultClass === 'stopped' || resultClass === 'partly';
  return executed && (member === 'effectiveAt' || member === 'stoppedFen');
}

type Issues = readonly z.core.$ZodIssue[];
type Parsing<T> = (body: unknown) => z.ZodSafeParseResult<T>;

/** The readable part of a body: members at fault are left out, unless one of them is essential. */
function readable<T>(
  body: unknown,
  parse: Parsing<T>,
  essential: (member: string) => boolean,
):
  | { readonly success: true; readonly data: T; readonly unread: Unread | undefined }
  | { readonly success: false; readonly issues: Issues } {
  const object = JsonObject.safeParse(body).data;
  const parsed = parse(body);
  if (parsed.success) return { success: true, data: parsed.data, unread: undefined };
  const { issues } = parsed.error;
  const members = membersAtFault(issues);
  if (
    object === undefined ||
    members.length === 0 ||
    members.some((member) => essential(member) || !Object.hasOwn(object, member))
  )
    return { success: false, issues };
  const left = Object.fromEntries(Object.entries(object).filter(([name]) => !members.includes(name)));
  const again = readable(left, parse, essential);
  if (!again.success) return again;
  const given = Object.fromEntries(members.map((name) => [name, object[name]]));
  return { ...again, unread: together(unreadOf(issues, given, MAX_GIVEN.body), again.unread) };
}

/** The members that issues are about, including unknown ones. */
function membersAtFault(issues: Issues): readonly string[] {
  return [
    ...new Set(
      issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [String(issue.path[0])],
      ),
    ),
  ];
}

function unreadOf(issues: Issues, given: unknown, most: number): Unread {
  const faults = fieldErrors('body', issues).map(({ path, rule }) => ({ path, rule }));
  const asGiven = JSON.stringify(given);
  if (Buffer.byteLength(asGiven) <= most) return { faults, asGiven };
  return { faults: [...faults, { path: '', rule: `has more than the ${most} bytes that are kept of what cannot be read` }] };
}

function together(first: Unread, second: Unread | undefined): Unread {
  if (second === undefined) return first;
  const given = [first, second].flatMap(({ asGiven }) => asGiven ?? []);
  return { faults: [...first.faults, ...second.faults], ...(given.length === 0 ? {} : { asGiven: given.join('\n') }) };
}

/** The lines of the outflows. One that stands by itself is a list of one, as systems that turn XML into JSON send it. */
function linesOf(outflows: unknown): readonly OutflowLine[] {
  if (outflows === undefined) return [];
  return (Array.isArray(outflows) ? outflows : [outflows]).map(readLine);
}

const Line = z
  .strictObject({
    ...outflowMembers,
    accountNumber: outflowMembers.accountNumber.refine(
      (number) => !isPlaceholder(number),
      'must be an account, not a placeholder',
    ),
  })
  .partial();

/** The readable part of one line of any form: unreadable members are kept as they came, with the reason. */
export function readLine(raw: unknown): OutflowLine {
  const object = JsonObject.safeParse(raw);
  if (!object.success) return { cut: 'account-missing', unread: unreadOf(object.error.issues, raw, MAX_GIVEN.line) };
  const given = withoutNull(object.data);
  const issues = Line.safeParse(given).error?.issues ?? [];
  const odd = membersAtFault(issues);
  const members = Line.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !odd.includes(name))));
  // an unreadable currency is not taken for yuan
  const cut = cutOf(members) ?? (odd.includes('currency') ? 'other-currency' : undefined);
  const kept = cut === undefined ? Object.fromEntries(odd.map((name) => [name, given[name]])) : given;
  return {
    ...members,
    ...(cut === undefined ? {} : { cut }),
    ...(issues.length === 0 ? {} : { unread: unreadOf(issues, kept, MAX_GIVEN.line) }),
  };
}
