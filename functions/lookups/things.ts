import type { Thing } from '../../shared/access/decide-access.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { Approval } from '../../shared/approvals/model.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { District } from '../../shared/kernel/context.ts';
import type { ListedCase } from '../../shared/listed-cases/model.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
import type { RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import type { Proposal } from '../../shared/standards/proposal/proposal-model.ts';

/** The members of an alert that decide who may see it: its district, and the agency that raised it. */
export function alertThing({ district, raisedBy }: Pick<Alert, 'district' | 'raisedBy'>): Thing {
  return { district, agencies: [raisedBy] };
}

export function requestThing({ district, agency }: Pick<FreezeRequest, 'district' | 'agency'>): Thing {
  return { district, agencies: [agency] };
}

export function orderThing({
  district,
  agency,
  account,
}: Pick<StopOrder, 'district' | 'agency'> & { readonly account: Pick<StopOrder['account'], 'bankId'> }): Thing {
  return { district, agencies: [agency], addressedTo: account.bankId };
}

/** A test is visible to its bank alone. */
export function testThing({ account }: { readonly account: Pick<StopOrder['account'], 'bankId'> }): Thing {
  return { addressedTo: account.bankId };
}

export function bankThing(bankId: string): Thing {
  return { itself: bankId };
}

export function proposalThing({ proposedBy }: Pick<Proposal, 'proposedBy'>): Thing {
  return { agencies: [proposedBy] };
}

/** The impact of a proposal concerns its proposer, and each district that is asked: the caller's own, if it is one of them. */
export function impactThing(
  { proposedBy, districts }: Pick<Proposal, 'proposedBy' | 'districts'>,
  own: District | undefined,
): Thing {
  const asked = districts.find((district) => district === own);
  return { agencies: [proposedBy], ...(asked === undefined ? {} : { district: asked }) };
}

export function decisionThing({ district }: Pick<RecordedDecision, 'district'>): Thing {
  return { district };
}

/** A consultation is for its parties; an agency that was asked sees its invitation. */
export function consultationThing({ convener, parties, deputy }: Pick<Consultation, 'convener' | 'parties' | 'deputy'>): Thing {
  const [taking, asked] = [
    parties.filter(({ answer }) => answer === 'accepted'),
    parties.filter(({ answer }) => answer !== 'accepted'),
  ];
  return {
    agencies: [convener.agency],
    parties: taking.map(({ agency }) => agency),
    invited: asked.map(({ agency }) => agency),
    ...(deputy === undefined ? {} : { deputy: deputy.agency }),
  };
}

/** A meeting is for its parties. */
export function meetingThing({ convener, parties }: Pick<Meeting, 'convener' | 'parties'>): Thing {
  return { agencies: [convener.agency], parties };
}

/**
 * A listed case belongs to its district, to the units that work it or asked for it, and to those of a listing it was merged with; the
 * responsible units are its parties.
 */
export function listedCaseThing({
  district,
  units,
  proposal,
  agencies = [],
}: Pick<ListedCase, 'district' | 'units' | 'agencies'> & { readonly proposal?: { readonly by: string } | undefined }): Thing {
  const known = [...agencies, ...(proposal === undefined ? [] : [proposal.by])];
  if (units === undefined) return { district, agencies: known };
  const responsible = [units.bureau, units.district, units.cyber];
  return { district, agencies: [...responsible, ...known], parties: responsible };
}

/** The members of a measure that decide who may see it. */
interface Measured {
  readonly target: Pick<RegionalMeasure['target'], 'district' | 'agency'>;
  readonly issuedBy: string;
  readonly steps: readonly Pick<RegionalMeasure['steps'][number], 'jointWith'>[];
}

/** A measure belongs to its district and its issuer; the agency it is on may see and answer it; agencies called to a step may see it. */
export function measureThing({ target, issuedBy, steps }: Measured): Thing {
  const { district, agency } = target;
  const parties = steps.flatMap(({ jointWith }) => jointWith);
  return { district, agencies: [issuedBy], parties, ...(agency === undefined ? {} : { aimedAt: agency }) };
}

/** An approval is for the police of the district of its thing, and for the agency that asked. */
export function approvalThing({
  district,
  askedBy,
}: Pick<Approval, 'district'> & { readonly askedBy: Pick<Approval['askedBy'], 'agency'> }): Thing {
  return { district, agencies: [askedBy.agency] };
}
