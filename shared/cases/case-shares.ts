import * as z from 'zod';
import { caseShareEntry, dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import type { Context } from '../kernel/context.ts';
import { AgencyId, CaseId, GrantId } from '../kernel/ids.ts';
import { impossible } from '../kernel/impossible.ts';
import { UtcInstant } from '../kernel/time.ts';
import { type Case, Grant } from './model.ts';

/** The desks that are told when it ends: within the agency, and the agency that gave it. Shares of the first days do not have this. */
const Told = { persons: Grant.shape.persons.optional(), roles: Grant.shape.roles.optional(), grantedBy: AgencyId.optional() };

/**
 * A share as the receiving agency finds it: an entry in the list of shares with it, until the share ends. Access depends on the case alone,
 * never on this; an entry that outlives its grant by a moment shows nothing.
 */
const CaseShare = z.strictObject({
  grantId: GrantId,
  caseId: CaseId,
  agency: AgencyId,
  grantedAt: UtcInstant,
  until: UtcInstant,
  ...Told,
  ended: z.enum(['revoked', 'expired', 'ended-with-case']).optional(),
});
export type CaseShare = z.infer<typeof CaseShare>;

const Ended = z.strictObject({ at: UtcInstant, grantId: GrantId, caseId: CaseId, agency: AgencyId, ...Told });

export const CaseShareFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('case-share.opened'), data: CaseShare.omit({ ended: true }) }),
  z.strictObject({ type: z.literal('case-share.revoked'), data: Ended }),
  z.strictObject({ type: z.literal('case-share.expired'), data: Ended }),
  /** The case was merged with another, for which the share was not granted (并案). */
  z.strictObject({ type: z.literal('case-share.ended-with-case'), data: Ended }),
]);
export type CaseShareFact = z.infer<typeof CaseShareFact>;

/** Shares by their grant's id; found by the agency they are for, the newest first, and by their end. */
export const CaseShares: StreamType<CaseShare, CaseShareFact> = {
  name: 'case-share',
  schemaVersion: 2,
  state: CaseShare,
  fact: CaseShareFact,
  evolve: evolveShare,
  index: (share) => {
    const { agency, grantedAt, grantId, caseId, until } = share;
    const moment = shareEndsAt(share);
    return {
      entries:
        moment === undefined ? {} : { listing: caseShareEntry(agency, grantedAt, grantId), due: dueShard(grantId, moment) },
      card: { grantId, caseId, until },
    };
  },
};

const endedBy = {
  'case-share.revoked': 'revoked',
  'case-share.expired': 'expired',
  'case-share.ended-with-case': 'ended-with-case',
} as const;

function evolveShare(before: CaseShare | undefined, fact: CaseShareFact): CaseShare {
  if (fact.type === 'case-share.opened') return fact.data;
  if (before === undefined) impossible(`${fact.type} cannot be the first fact of a share`);
  if (before.ended !== undefined) impossible(`a share that is ${before.ended} cannot take ${fact.type}`);
  return { ...before, ended: endedBy[fact.type] };
}

/** Notes the end of the share, once, when it has come. The share ends by the clock, noted or not. */
export function advanceShare(share: CaseShare, { now }: Context): readonly CaseShareFact[] {
  return share.ended !== undefined || now < share.until ? [] : [{ type: 'case-share.expired', data: endOf(share, now) }];
}

/**
 * The fact for a share when its case is merged: it ended with the case, and the relay tells its receivers. Its grant is over in the case
 * itself already. A share that has ended otherwise, or was given since, stays as it is.
 *
 * @param file the case that was merged, or that took the other in
 */
export function endWithCase(
  share: CaseShare,
  { status, grants }: Pick<Case, 'status' | 'grants'>,
  { now }: Pick<Context, 'now'>,
): readonly CaseShareFact[] {
  const grant = grants.find(({ grantId }) => grantId === share.grantId);
  const over = status === 'merged' || grant?.revokedAt !== undefined;
  return over && share.ended === undefined ? [{ type: 'case-share.ended-with-case', data: endOf(share, now) }] : [];
}

function endOf({ grantedAt: _, until: __, ended: ___, ...which }: CaseShare, at: string) {
  return { at, ...which };
}

/** When the share ends, or undefined if it has. */
export function shareEndsAt({ until, ended }: CaseShare): string | undefined {
  return ended === undefined ? until : undefined;
}
