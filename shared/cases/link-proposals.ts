import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import type { Context } from '../kernel/context.ts';
import { CaseId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { isSameCase } from './gates.ts';
import type { Case } from './model.ts';

/** What two cases have in common, so that they may belong together (串并案): a victim, or an account that money went to. */
export const linkGrounds = ['victim', 'account'] as const;
export type LinkGround = (typeof linkGrounds)[number];

const LinkProposal = z.strictObject({ at: UtcInstant, with: CaseId, ground: z.enum(linkGrounds) });

const LinkProposals = z.strictObject({ proposals: z.array(LinkProposal) });
export type LinkProposals = z.infer<typeof LinkProposals>;

export const LinkProposalFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('case-proposals.link-proposed'),
    data: LinkProposal.extend({
      caseId: CaseId,
      /** The two cases are of different districts. */
      across: z.literal(true).optional(),
    }),
  }),
]);
export type LinkProposalFact = z.infer<typeof LinkProposalFact>;

/**
 * The other cases with which Cordon proposes to link a case, by the case's id. A stream of its own beside the case: a proposal changes
 * nothing of the case, so it must not make an officer's version stale.
 */
export const CaseProposals: StreamType<LinkProposals, LinkProposalFact> = {
  name: 'case-proposals',
  schemaVersion: 1,
  state: LinkProposals,
  fact: LinkProposalFact,
  evolve: (before, { data: { at, with: other, ground } }) => ({
    proposals: [...(before?.proposals ?? []), { at, with: other, ground }],
  }),
  index: () => ({ entries: {}, card: {} }),
};

/** So many proposals are kept of a case: as many as it can have links, on each ground. */
export const MAX_PROPOSALS = 40;

/** A case, and the other that it may belong together with. */
interface TwoCases {
  readonly fraudCase: Case;
  readonly other: Case;
}

/**
 * Proposes to link a case with another, once for each ground; no fact if the two are one case or are linked already.
 *
 * @param list the proposals of the case so far
 */
export function proposeLink(
  list: LinkProposals | undefined,
  ground: LinkGround,
  { fraudCase, other }: TwoCases,
  { now: at }: Pick<Context, 'now'>,
): readonly LinkProposalFact[] {
  const { proposals = [] } = list ?? {};
  const known = proposals.some((one) => one.ground === ground && isSameCase(other, one.with));
  if (known || proposals.length >= MAX_PROPOSALS || belongTogether(fraudCase, other)) return [];
  const across = fraudCase.district === other.district ? {} : { across: true as const };
  return [
    { type: 'case-proposals.link-proposed', data: { at, caseId: fraudCase.caseId, with: other.caseId, ground, ...across } },
  ];
}

/** Whether two cases are one, or are linked, so that Cordon has nothing to propose. */
export function belongTogether(fraudCase: Case, other: Case): boolean {
  return isSameCase(fraudCase, other.caseId) || fraudCase.links.some(({ caseId }) => isSameCase(other, caseId));
}
