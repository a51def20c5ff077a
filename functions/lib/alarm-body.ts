import * as z from 'zod';
import { type AlarmTaken, type NotTaken, RaiseAlert } from '../../shared/alerts/model.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';

/** What an alarm is taken without: the clock and the money do not wait for it. Who reports, when, where and how much has to be there. */
const optional: ReadonlySet<string> = new Set([
  '/victim',
  '/victim/name',
  '/victim/idNumber',
  '/victim/phone',
  '/fraudType',
  '/summary',
]);

/** So much is kept of what could not be taken, for an officer to read. */
const MAX_KEPT = 500;

/**
 * An alarm, read member by member: what is odd and not essential holds up no alarm. It is kept as it came, and the answer names it.
 * Where something essential is wrong, or a member is not known, the alarm is refused with every place.
 */
export const AlarmBody = z.unknown().transform((raw, context): AlarmTaken => {
  const parsed = RaiseAlert.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const taken = withoutOdd(raw, issues);
  if (taken !== undefined) return taken;
  context.issues.push(...issues.map((issue) => ({ ...issue, input: undefined })));
  return z.NEVER;
});

/** A bank's report: an alarm whose source is the bank. A report that names a source is refused, as any member that is not known. */
export const ReportBody = z
  .unknown()
  .transform((raw, { issues }): unknown => {
    const body = z.record(z.string(), z.unknown()).safeParse(raw).data;
    if (body === undefined) return raw;
    if (Object.hasOwn(body, 'source')) {
      issues.push({ code: 'unrecognized_keys', keys: ['source'], path: [], input: undefined });
      return z.NEVER;
    }
    return { ...body, source: 'bank-report' };
  })
  .pipe(AlarmBody);

/** The alarm with what can be taken of it, and what cannot; undefined where that is not enough. */
function withoutOdd(raw: unknown, issues: readonly z.core.$ZodIssue[]): AlarmTaken | undefined {
  const paths = [...new Set(issues.map(({ path }) => path.map((member) => `/${String(member)}`).join('')))];
  if (issues.some(({ code }) => code === 'unrecognized_keys') || !paths.every((path) => optional.has(path))) return undefined;
  const rest = RaiseAlert.safeParse(paths.reduce(without, raw));
  if (!rest.success) return undefined;
  const faults = fieldErrors('body', issues).map(({ path, rule }): NotTaken => ({ path, rule, ...asSent(raw, path) }));
  return { ...rest.data, notTaken: faults };
}

const Members = z.record(z.string(), z.unknown());

/** A body without the member at this place. */
function without(raw: unknown, path: string): unknown {
  const [, member = '', ...deeper] = path.split('/');
  const { [member]: value, ...others } = Members.parse(raw);
  return deeper.length === 0 ? others : { ...others, [member]: without(value, `/${deeper.join('/')}`) };
}

/** What stood at a place, readable and not too long. */
function asSent(raw: unknown, path: string): Pick<NotTaken, 'asSent'> {
  const [, ...members] = path.split('/');
  const value = members.reduce<unknown>((at, member) => Members.safeParse(at).data?.[member], raw);
  if (value === undefined || value === null) return {};
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { asSent: text.slice(0, MAX_KEPT).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\u{fffd}') };
}
