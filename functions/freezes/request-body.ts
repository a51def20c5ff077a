import * as z from 'zod';
import { type RefusedAccount, RequestFreeze, type RequestTaken } from '../../shared/freezes/model.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';

const Accounts = z.looseObject({ accounts: z.array(z.unknown()) });

/**
 * A freeze request, read account by account: an unreadable account holds up no other. If none can be read, or another part of the request
 * is wrong, the request is refused as a whole, with every place.
 */
export const RequestBody = z.unknown().transform((raw, context): RequestTaken => {
  const parsed = RequestFreeze.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const taken = withoutOdd(raw, issues);
  if (taken !== undefined) return taken;
  context.issues.push(...issues.map((issue) => ({ ...issue, input: undefined })));
  return z.NEVER;
});

/** The request with the readable accounts, and the faults of the others. */
function withoutOdd(raw: unknown, issues: readonly z.core.$ZodIssue[]): RequestTaken | undefined {
  const body = Accounts.safeParse(raw).data;
  const byPlace = Map.groupBy(issues, ({ path: [member, place] }) => (member === 'accounts' ? place : undefined));
  if (body === undefined || [...byPlace.keys()].some((place) => typeof place !== 'number')) return undefined;
  const places = body.accounts.flatMap((_, place) => (byPlace.has(place) ? [] : [place]));
  const rest = RequestFreeze.safeParse({ ...body, accounts: places.map((place) => body.accounts[place]) });
  if (!rest.success) return undefined;
  return { ...rest.data, places, odd: [...byPlace].map(([place, broken]) => oddAccount(Number(place), broken, body.accounts)) };
}

function oddAccount(place: number, issues: readonly z.core.$ZodIssue[], accounts: readonly unknown[]): RefusedAccount {
  const bankId = z.looseObject({ bankId: AgencyId }).safeParse(accounts[place]).data?.bankId;
  return {
    account: place,
    ...(bankId === undefined ? {} : { bankId }),
    code: 'INPUT_INVALID',
    errors: fieldErrors('body', issues).map(({ path, rule }) => ({ path, rule })),
  };
}
