import { idsOfCase } from '../../../shared/cases/model.ts';
import { Consultations } from '../../../shared/consultations/streams.ts';
import { Screenings } from '../../../shared/freezes/screening/streams.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { readOnly } from '../../../shared/journal/kind.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { type Change, change, idOfStream, type StreamType } from '../../../shared/journal/stream.ts';
import type { Fact } from '../../../shared/kernel/decision.ts';
import { ListedCases } from '../../../shared/listed-cases/streams.ts';
import { Meetings } from '../../../shared/meetings/streams.ts';
import { Objections } from '../../../shared/objections/streams.ts';
import { CaseClocks } from '../../../shared/procedure-clocks/clocks-model.ts';
import { RegionalMeasures } from '../../../shared/regional/measure/measures.ts';
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
  termsOfObjection,
  termsOfProposal,
  termsOfScreening,
} from '../../../shared/terms/terms-of.ts';
import { findCase } from '../../lookups/cases.ts';
import { appendOnce } from '../../platform/append-once.ts';
import type { FactOf, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** One append changes at most so many terms, and the register beside them. */
const AT_ONCE = 30;

/** A thing, and the terms that it has now. */
interface TermsNow {
  readonly id: string;
  readonly terms: readonly TermOfThing[];
}

/**
 * The reaction that keeps the terms of a kind of thing, with a register of what is kept. The things as they stand at this run decide, so a
 * fact that comes twice, or late, changes nothing more.
 *
 * @param termsNow the things that the fact concerns
 */
function keeper<On extends KnownFact>(
  name: string,
  termsNow: (journal: Journal, recorded: RecordedFact) => Promise<readonly TermsNow[]>,
): Reaction<On, CoordinationTools> {
  return {
    name,
    does: 'puts the terms that run, as they are now, on the lists of the agencies that they concern, and takes the others off',
    react: async ({ recorded }, { journal, now }) => {
      const at = now();
      const attempt = async () => {
        const things = await termsNow(journal, recorded);
        for (const [place, { id, terms }] of things.entries()) {
          const { changes, more } = await changesOf(journal, id, termsByStream(terms), at);
          if (changes.length > 0) return { kind: 'plan', changes, result: more || place < things.length - 1 } as const;
        }
        return { kind: 'plan', changes: [], result: false } as const;
      };
      const keep = () => appendOnce(journal, commandOf(name, recorded, at), attempt, { remember: false });
      for (let became = await keep(); became.outcome === 'done' && became.result === true; became = await keep());
    },
  };
}

/** The terms of the thing that the fact is of. */
function ofThing<State, F extends Fact>(type: StreamType<State, F>, termsOf: (state: State) => readonly TermOfThing[]) {
  return async (journal: Journal, { stream }: RecordedFact): Promise<readonly TermsNow[]> => {
    const { id, state } = await journal.load(type, idOfStream(stream));
    return [{ id, terms: state === undefined ? [] : termsOf(state) }];
  };
}

/** The changes that make the kept terms of a thing what they should be, at most so many at once; `more` if some are left. */
async function changesOf(journal: Journal, id: string, wanted: ReadonlyMap<string, RunningTerm>, at: string) {
  const register = await journal.load(TermRegisters, id);
  const before = register.state?.open ?? [];
  const known = [...new Set([...before, ...wanted.keys()])];
  const kept = await loadAll(journal, RunningTerms, known);
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
export const keepTermsOfConsultation = keeper<FactOf<ConsultationTerms>>(
  'keepTermsOfConsultation',
  ofThing(Consultations, termsOfConsultation),
);

type CaseTerms = 'case-clocks.started' | 'case-clocks.extended' | 'case-clocks.settled' | 'case-clocks.stopped' | 'case.absorbed';
export const keepTermsOfCase = keeper<FactOf<CaseTerms>>('keepTermsOfCase', termsOfCases);

const ReadClocks = readOnly('case-clocks', CaseClocks);

/** The terms of a case, and of those that were merged into the one that goes on: they concern the agencies that answer for that. */
async function termsOfCases(journal: Journal, { stream }: RecordedFact): Promise<readonly TermsNow[]> {
  const found = await findCase(journal, idOfStream(stream));
  if (found === undefined) return [];
  const { reference, district, agencies } = found.fraudCase;
  const clocks = await journal.loadMany(ReadClocks, idsOfCase(found.fraudCase));
  return clocks.map(({ id, state }) => ({
    id,
    terms: state === undefined ? [] : termsOfCaseClocks({ ...state, reference, district, agencies }),
  }));
}

type MeetingTerms = 'meeting.scheduled' | 'meeting.held' | 'meeting.cancelled';
export const keepTermsOfMeeting = keeper<FactOf<MeetingTerms>>('keepTermsOfMeeting', ofThing(Meetings, termsOfMeeting));

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
export const keepTermsOfListing = keeper<FactOf<ListingTerms>>('keepTermsOfListing', ofThing(ListedCases, termsOfListing));

type MeasureTerms =
  | 'regional-measure.notice-issued'
  | 'regional-measure.interview-called'
  | 'regional-measure.warning-posted'
  | 'regional-measure.evidence-submitted'
  | 'regional-measure.correction-accepted'
  | 'regional-measure.lifted';
export const keepTermsOfMeasure = keeper<FactOf<MeasureTerms>>('keepTermsOfMeasure', ofThing(RegionalMeasures, termsOfMeasure));

type ProposalTerms =
  | 'proposal.consultation-opened'
  | 'proposal.adopted'
  | 'proposal.declined'
  | 'proposal.enacted'
  | 'proposal.lapsed'
  | 'proposal.withdrawn';
export const keepTermsOfProposal = keeper<FactOf<ProposalTerms>>('keepTermsOfProposal', ofThing(Proposals, termsOfProposal));

type ScreeningTerms = 'screening.opened' | 'screening.found' | 'screening.lapsed' | 'screening.ended' | 'screening.owner-told';
export const keepTermOfScreening = keeper<FactOf<ScreeningTerms>>('keepTermOfScreening', ofThing(Screenings, termsOfScreening));

type ObjectionTerms =
  | 'objection.raised'
  | 'objection.joined'
  | 'objection.assigned'
  | 'objection.upheld'
  | 'objection.rejected'
  | 'objection.withdrawn'
  | 'objection.supervision-requested'
  | 'objection.maintained'
  | 'objection.correction-demanded'
  | 'objection.corrected'
  | 'objection.correction-refused';
export const keepTermsOfObjection = keeper<FactOf<ObjectionTerms>>('keepTermsOfObjection', ofThing(Objections, termsOfObjection));
