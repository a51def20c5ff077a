import type { Case } from '../../cases/model.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import { referenceOf } from '../../kernel/phone-reference.ts';
import type { CaseReturns, CaseReturnsFact } from './case-returns.ts';
import type { ReturnRoundFact } from './round-facts.ts';
import { roundLifecycle } from './round-lifecycle.ts';
import { type EndRound, type OpenRound, openPayments, type ReturnRound } from './round-model.ts';

/** What is looked up for a new round. */
export interface KnownToRound {
  readonly fraudCase: Pick<Case, 'caseId' | 'reference' | 'district' | 'agency' | 'status'>;
  /** The rounds of the case so far; undefined before the first. */
  readonly returns: CaseReturns | undefined;
  /** The name of the person who opens it, as the token gives it. */
  readonly name: string;
}

type RoundFacts = ReturnRoundFact | CaseReturnsFact;

/**
 * Opens a round of return for a filed case. A case has one open round at a time, so that no two share out the same money. Claims of earlier
 * rounds stand in it.
 *
 * @returns `return-round.opened` and `case-returns.opened`, or CASE_NOT_FILED, RETURN_ROUND_OPEN with the `returnId` of the open one
 */
export function openRound(
  { reason }: OpenRound,
  { fraudCase, returns, name }: KnownToRound,
  { now, actor, newId }: Context,
): Created<RoundFacts> {
  const { caseId, reference: caseReference, district, agency, status } = fraudCase;
  if (status !== 'filed') return refuse('CASE_NOT_FILED');
  if (returns?.open !== undefined) return refuse('RETURN_ROUND_OPEN', { returnId: returns.open });
  const returnId = newId('ret');
  return create<RoundFacts>(
    returnId,
    {
      type: 'return-round.opened',
      data: {
        ...{
          at: now,
          returnId,
          reference: referenceOf('return', district, now, returnId),
          caseId,
          caseReference,
          district,
          agency,
        },
        ...{ number: (returns?.rounds ?? 0) + 1, reason, claims: returns?.claims ?? { count: 0, lossFen: 0 } },
        openedBy: personActing(actor, name),
      },
    },
    { type: 'case-returns.opened', data: { at: now, caseId, returnId } },
  );
}

/**
 * Closes a round in which every payment is over. What was not paid stays frozen, within its term.
 *
 * @returns `return-round.closed` and `case-returns.ended`, or RETURN_STATE_FORBIDS, RETURN_PAYMENTS_OPEN with their number
 */
export function closeRound(round: ReturnRound, { reason }: EndRound, context: Context): Decision<RoundFacts> {
  const forbidden = roundLifecycle.refusal(round.status, 'close');
  if (forbidden !== undefined) return forbidden;
  const open = openPayments(round);
  if (open > 0) return refuse('RETURN_PAYMENTS_OPEN', { open });
  const { now, actor } = context;
  return accept<RoundFacts>({ type: 'return-round.closed', data: { at: now, by: actor.agency, reason } }, ended(round, context));
}

/**
 * Gives a round up before its plan is approved and while no notice runs. Nothing is paid; claims stand for the next round.
 *
 * @returns `return-round.abandoned` and `case-returns.ended`, or RETURN_STATE_FORBIDS
 */
export function abandonRound(round: ReturnRound, { reason }: EndRound, context: Context): Decision<RoundFacts> {
  const { now, actor } = context;
  return (
    roundLifecycle.refusal(round.status, 'abandon') ??
    accept<RoundFacts>({ type: 'return-round.abandoned', data: { at: now, by: actor.agency, reason } }, ended(round, context))
  );
}

function ended({ caseId, returnId, claims }: ReturnRound, { now }: Context): CaseReturnsFact {
  return { type: 'case-returns.ended', data: { at: now, caseId, returnId, claims } };
}
