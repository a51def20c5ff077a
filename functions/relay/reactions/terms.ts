import type { Consultation } from '../../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../../shared/consultations/consultation-facts.ts';
import { Consultations } from '../../../shared/consultations/streams.ts';
import type { Journal } from '../../../shared/journal/journal.ts';
import { readOnly } from '../../../shared/journal/kind.ts';
import { type Change, change, idOfStream, type StreamType } from '../../../shared/journal/stream.ts';
import { chunks } from '../../../shared/kernel/chunks.ts';
import type { Fact } from '../../../shared/kernel/decision.ts';
import type { ListedCaseFact } from '../../../shared/listed-cases/listing-facts.ts';
import type { ListedCase } from '../../../shared/listed-cases/model.ts';
import { ListedCases } from '../../../shared/listed-cases/streams.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import type { MeetingFact } from '../../../shared/meetings/meeting-facts.ts';
import { Meetings } from '../../../shared/meetings/streams.ts';
import { CaseClocks } from '../../../shared/procedure-clocks/clocks-model.ts';
import type { MeasureFact } from '../../../shared/regional/measure/measure-facts.ts';
import type { RegionalMeasure } from '../../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../../shared/regional/measure/measures.ts';
import type { Proposal, ProposalFact } from '../../../shared/standards/proposal/proposal-model.ts';
import { Proposals } from '../../../shared/standards/proposal/proposal-streams.ts';
import { termKept, termsByStream } from '../../../shared/terms/keep-terms.ts';
import type { RunningTerm, TermOfThing } from '../../../shared/terms/model.ts';
import { RunningTerms, TermRegisters } from '../../../shared/terms/streams.ts';
import {
  termsOfCaseClocks,
  termsOfConsultation,
  termsOfListing,
  termsOfMeasure,
  termsOfMeeting,
  termsOfProposal,
} from '../../../shared/terms/terms-of.ts';
import { appendOnce } from '../../platform/append-once.ts';
import type { FactOf, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** One append changes at most so many terms, and the register beside them. */
const AT_ONCE = 30;
/** One read takes so many streams. */
const READ_AT_ONCE = 100;

/**
 * The reaction that keeps the terms of a kind of thing, with a register of what is kept. The thing as it stands at this run decides, so a
 * fact that comes twice, or late, changes nothing more.
 */
function keeper<On extends KnownFact, State, F extends Fact>(
  name: string,
  type: StreamType<State, F>,
  termsOf: (state: State) => readonly TermOfThing[],
): Reaction<On, CoordinationTools> {
  return {
    name,
    does: 'puts the terms that run, as they are now, on the lists of the agencies that they concern, and takes the others off',
    react: async ({ recorded }, { journal, now }) => {
      const at = now();
      const id = idOfStream(recorded.stream);
      const attempt = async () => {
        const { state } = await journal.load(type, id);
        const wanted = termsByStream(state === undefined ? [] : termsOf(state));
        const { changes, more } = await changesOf(journal, id, wanted, at);
        return { kind: 'plan', changes, result: more } as const;
      };
      const keep = () => appendOnce(journal, commandOf(name, recorded, at), attempt, { remember: false });
      for (let became = await keep(); became.outcome === 'done' && became.result === true; became = await keep());
    },
  };
}

/** The changes that make the kept terms of a thing what they should be, at most so many at once; `more` if some are left. */
async function changesOf(journal: Journal, id: string, wanted: ReadonlyMap<string, RunningTerm>, at: string) {
  const register = await journal.load(TermRegisters, id);
  const before = register.state?.open ?? [];
  const known = [...new Set([...before, ...wanted.keys()])];
  const kept = (await Promise.all(chunks(known, READ_AT_ONCE).map((ids) => journal.loadMany(RunningTerms, ids)))).flat();
  const due = kept.flatMap((term) => {
    const fact = termKept(term.state, wanted.get(term.id), at);
    return fact === undefined ? [] : [{ id: term.id, change: change(term, fact) }];
  });
  const now = due.slice(0, AT_ONCE);
  const after = new Set(before);
  for (const { id: termId } of now) {
    if (wanted.has(termId)) after.add(termId);
    else after.delete(termId);
  }
  const open = [...after].toSorted();
  const same = open.join() === before.join();
  const changes: readonly Change[] = [
    ...now.map((one) => one.change),
    ...(same ? [] : [change(register, { type: 'term-register.kept', data: { at, open } })]),
  ];
  return { changes, more: due.length > now.length };
}

type ConsultationTerms =
  | 'consultation.convened'
  | 'consultation.accepted'
  | 'consultation.declined'
  | 'consultation.evidence-requested'
  | 'consultation.evidence-answered'
  | 'consultation.concluded'
  | 'consultation.action-done'
  | 'consultation.closed'
  | 'consultation.withdrawn'
  | 'consultation.reopened'
  | 'consultation.reconvened'
  | 'consultation.clock-started'
  | 'consultation.clock-extended'
  | 'consultation.clock-settled'
  | 'consultation.clock-stopped';
export const keepTermsOfConsultation = keeper<FactOf<ConsultationTerms>, Consultation, ConsultationFact>(
  'keepTermsOfConsultation',
  Consultations,
  termsOfConsultation,
);

type CaseTerms = 'case-clocks.started' | 'case-clocks.extended' | 'case-clocks.settled' | 'case-clocks.stopped';
export const keepTermsOfCase = keeper<FactOf<CaseTerms>, CaseClocks, Fact>(
  'keepTermsOfCase',
  readOnly('case-clocks', CaseClocks),
  termsOfCaseClocks,
);

type MeetingTerms = 'meeting.scheduled' | 'meeting.held' | 'meeting.cancelled';
export const keepTermsOfMeeting = keeper<FactOf<MeetingTerms>, Meeting, MeetingFact>(
  'keepTermsOfMeeting',
  Meetings,
  termsOfMeeting,
);

type ListingTerms =
  | 'listed-case.suggested'
  | 'listed-case.proposed'
  | 'listed-case.listed'
  | 'listed-case.rejected'
  | 'listed-case.progress-reported'
  | 'listed-case.extension-requested'
  | 'listed-case.extension-declined'
  | 'listed-case.extended'
  | 'listed-case.handed-over'
  | 'listed-case.delisted'
  | 'listed-case.case-merged'
  | 'listed-case.joined';
export const keepTermsOfListing = keeper<FactOf<ListingTerms>, ListedCase, ListedCaseFact>(
  'keepTermsOfListing',
  ListedCases,
  termsOfListing,
);

type MeasureTerms =
  | 'regional-measure.notice-issued'
  | 'regional-measure.interview-called'
  | 'regional-measure.warning-posted'
  | 'regional-measure.evidence-submitted'
  | 'regional-measure.correction-accepted'
  | 'regional-measure.lifted';
export const keepTermsOfMeasure = keeper<FactOf<MeasureTerms>, RegionalMeasure, MeasureFact>(
  'keepTermsOfMeasure',
  RegionalMeasures,
  termsOfMeasure,
);

type ProposalTerms =
  | 'proposal.consultation-opened'
  | 'proposal.adopted'
  | 'proposal.declined'
  | 'proposal.enacted'
  | 'proposal.lapsed'
  | 'proposal.withdrawn';
export const keepTermsOfProposal = keeper<FactOf<ProposalTerms>, Proposal, ProposalFact>(
  'keepTermsOfProposal',
  Proposals,
  termsOfProposal,
);
