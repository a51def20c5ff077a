import * as z from 'zod';
import { Alerts } from '../../shared/alerts/streams.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { type CaseShare, CaseShares } from '../../shared/cases/case-shares.ts';
import { CaseProposals } from '../../shared/cases/link-proposals.ts';
import { Cases } from '../../shared/cases/streams.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { stateAt } from '../../shared/journal/state-at.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import { type District, districts } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import type { ListedCase } from '../../shared/listed-cases/model.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import type { RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import { StationRankings } from '../../shared/regional/station/station-rankings.ts';
import { isDistrict } from '../../shared/standards/standard/criteria.ts';
import { readOnly } from '../platform/read-only.ts';

/**
 * The members of a thing that decide who is told of its facts, and its names. Nothing about people. They are as they were at the fact, not
 * as they are when the relay reads it: later facts do not change who was concerned.
 */
export interface About {
  readonly district?: District | undefined;
  /** Its reference for the phone. */
  readonly reference?: string | undefined;
  /** The agencies that answer for it: the one that raised, asked, convened, proposed it, or has to work on it. */
  readonly agencies: readonly string[];
  /** The other agencies that take part in it, or watch over it. */
  readonly parties?: readonly string[];
  /** The agencies that are asked to take part and have not answered. */
  readonly invited?: readonly string[];
  /** The agency that asked for it, if it is not one of those. */
  readonly askedBy?: string | undefined;
  /** For a stream that is only the trace of something that people know by another id. */
  readonly subject?: { readonly kind: string; readonly id: string };
}

/** @param seq of the fact that desks are told of */
type LookUp = (journal: Journal, id: string, seq: number) => Promise<About | undefined>;

/** The look-up of a kind of stream whose state has all of it. */
function of<State, F extends Fact>(type: StreamType<State, F>, about: (state: State) => About): LookUp {
  return async (journal, id, seq) => {
    const state = await stateAt(journal, type, id, seq);
    return state === undefined ? undefined : about(state);
  };
}

/** The look-up of a kind of stream whose first fact settles all that matters: it reads only that. */
function born<State>(name: string, state: z.ZodType<State>, about: (state: State) => About): Readonly<Record<string, LookUp>> {
  const type = readOnly(name, state);
  return {
    [name]: async (journal, id) => {
      const loaded = await journal.load(type, id);
      return loaded.state === undefined ? undefined : about(loaded.state);
    },
  };
}

/** By the name of the stream: every kind of thing that has notices. */
export const abouts: Readonly<Record<string, LookUp>> = {
  [Alerts.name]: of(Alerts, ({ district, reference, raisedBy }) => ({ district, reference, agencies: [raisedBy] })),
  // the needed members of the order, the alarm, the share and its case are settled with their first fact
  [StopOrders.name]: async (journal, id) => {
    const { state: order } = await journal.load(StopOrders, id);
    if (order === undefined) return undefined;
    const { state: alert } = await journal.load(Alerts, order.alertId);
    return { district: order.district, reference: alert?.reference, agencies: [order.agency] };
  },
  [Cases.name]: of(Cases, ({ district, reference, agencies }) => ({ district, reference, agencies })),
  [CaseProposals.name]: async (journal, id) => {
    const { state: fraudCase } = await journal.load(Cases, id);
    if (fraudCase === undefined) return undefined;
    const { district, reference, agencies } = fraudCase;
    return { district, reference, agencies, subject: { kind: Cases.name, id } };
  },
  [CaseShares.name]: async (journal, id) => {
    const { state } = await journal.load(CaseShares, id);
    return state === undefined ? undefined : aboutShare(state, journal);
  },
  [Consultations.name]: of(Consultations, aboutConsultation),
  [Meetings.name]: of(Meetings, ({ convener, parties }) => ({
    agencies: [convener.agency],
    parties: parties.filter((agency) => agency !== convener.agency),
  })),
  ...born('proposal', z.object({ proposedBy: z.string() }), ({ proposedBy }) => ({ agencies: [proposedBy] })),
  ...born('standard-line', z.object({ place: z.string() }), ({ place }) => ({
    district: isDistrict(place) ? place : undefined,
    agencies: [],
  })),
  ...born('impact', z.object({ startedBy: z.string() }), ({ startedBy }) => ({ agencies: [startedBy] })),
  ...born('recorded-decision', z.object({ district: z.enum(districts), recordedBy: z.string() }), ({ district, recordedBy }) => ({
    district,
    agencies: [recordedBy],
  })),
  [ListedCases.name]: of(ListedCases, aboutListing),
  [Approvals.name]: of(Approvals, ({ district, reference, askedBy }) => ({ district, reference, agencies: [askedBy.agency] })),
  [RegionalMeasures.name]: of(RegionalMeasures, aboutMeasure),
  [StationRankings.name]: of(StationRankings, ({ month, publishedBy }) => ({ reference: month, agencies: [publishedBy] })),
};

async function aboutShare({ caseId }: CaseShare, journal: Journal): Promise<About> {
  const { state: fraudCase } = await journal.load(Cases, caseId);
  return {
    ...{
      district: fraudCase?.district,
      reference: fraudCase?.reference,
      agencies: fraudCase === undefined ? [] : [fraudCase.agency],
    },
    subject: { kind: Cases.name, id: caseId },
  };
}

function aboutConsultation({ reference, convener, parties }: Consultation): About {
  const which = (answer: Consultation['parties'][number]['answer']) =>
    parties.filter((party) => party.answer === answer && party.agency !== convener.agency).map(({ agency }) => agency);
  return { reference, agencies: [convener.agency], parties: which('accepted'), invited: which('invited') };
}

function aboutListing({ district, reference, units, listing, proposal }: ListedCase): About {
  const agencies = units === undefined ? [] : [units.bureau, units.district, units.cyber];
  const parties = [listing?.supervisor ?? proposal?.by].flatMap((agency) => agency ?? []);
  const askedBy = [...agencies, ...parties].includes(proposal?.by ?? '') ? undefined : proposal?.by;
  return { district, reference, agencies, parties, askedBy };
}

function aboutMeasure({ reference, target, issuedBy }: RegionalMeasure): About {
  return {
    district: target.district,
    reference,
    agencies: target.agency === undefined ? [] : [target.agency],
    parties: [issuedBy],
  };
}
