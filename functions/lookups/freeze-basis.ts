import type { Approval } from '../../shared/approvals/model.ts';
import { grantOf } from '../../shared/approvals/open-gate.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { caseNumberKey } from '../../shared/cases/pointers.ts';
import { CaseNumbers } from '../../shared/cases/streams.ts';
import type { Filing } from '../../shared/freezes/order/filing.ts';
import { namedFilingRefusal } from '../../shared/freezes/order/outside-filing.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { filingOfAlert } from './cases.ts';

/** The part of a body about the filing. */
interface NamedBasis {
  readonly filing?: Filing | undefined;
  readonly outsideFilingId?: string | undefined;
}

/** The filing that a freeze needs, or why there is none; and the streams that must stay as they were read. */
export interface FreezeBasis {
  readonly filing?: Filing;
  readonly refusal?: Refusal;
  readonly rests: readonly AnyLoaded[];
  /** Of the alarm's own case: its id, and those of the cases merged into it. */
  readonly caseIds?: readonly [string, ...string[]];
}

type Asking = Pick<Context, 'now' | 'actor'>;

const AT = { paths: ['/outsideFilingId'] };

/**
 * The filing that a freeze of an order of this alarm needs: the recorded filing of the alarm's own case, or that of an outside case that a
 * supervisor has vouched for. A filing named in the body must be that one.
 *
 * @returns it, or the refusal FILING_DIFFERS, CASE_NOT_FILED, CASE_NUMBER_TAKEN, or what `grantOf` says
 */
export async function freezeBasis(journal: Journal, alertId: string, named: NamedBasis, context: Asking): Promise<FreezeBasis> {
  const { filing: typed, outsideFilingId } = named;
  const [own, outside] = await Promise.all([
    filingOfAlert(journal, alertId),
    outsideFilingId === undefined ? undefined : journal.load(Approvals, outsideFilingId),
  ]);
  if (outside === undefined) {
    const refusal = namedFilingRefusal(typed, own.filing);
    return refusal === undefined ? own : { refusal, rests: own.rests };
  }
  const rests = [...own.rests, outside];
  if (own.filing !== undefined) return { refusal: refuse('FILING_DIFFERS', AT), rests };
  const vouched = vouchedFiling(outside.state, alertId, context);
  if ('kind' in vouched) return { refusal: vouched, rests };
  const place = await journal.load(CaseNumbers, caseNumberKey(vouched.caseNumber));
  const taken = place.state === undefined ? undefined : refuse('CASE_NUMBER_TAKEN', AT);
  const refusal = taken ?? namedFilingRefusal(typed, vouched);
  return refusal === undefined ? { filing: vouched, rests: [...rests, place] } : { refusal, rests };
}

/** An approval of another matter that another agency asked for is as unknown to the caller as one that does not exist. */
function vouchedFiling(approval: Approval | undefined, alertId: string, { now, actor }: Asking): Filing | Refusal {
  if (approval === undefined) return refuse('APPROVAL_UNKNOWN', AT);
  const { matter, askedBy } = approval;
  if (matter.gate !== 'outside-filing' || matter.alertId !== alertId)
    return refuse(askedBy.agency === actor.agency ? 'APPROVAL_OF_OTHER_MATTER' : 'APPROVAL_UNKNOWN', AT);
  const granted = grantOf(approval, now, AT);
  return granted.kind === 'refusal' ? granted : matter.filing;
}
