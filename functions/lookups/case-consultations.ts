import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { type Case, idsOfCase } from '../../shared/cases/model.ts';
import {
  CaseEntries,
  type CaseEntry,
  CaseEntryCard,
  type CaseEntryFact,
  caseEntriesOf,
  caseEntryId,
} from '../../shared/consultations/case-entries.ts';
import { Consultation } from '../../shared/consultations/consultation.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { Seats, seatId } from '../../shared/consultations/seats.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { consultationsOfCase } from '../../shared/journal/keys.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import { type Change, change, fresh, type Loaded } from '../../shared/journal/stream.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';

/** Entries in one read of a case's file: they are small. */
const ENTRIES = 1_000;
/** As many consultations as are read at once. */
const AT_ONCE = 25;

type Named = Pick<Consultation, 'caseIds' | 'consultationId' | 'convenedAt'>;

/** The entries in the files of its cases that a new consultation gets, as changes of the append that convenes it. */
export function enteredInCases(consultation: Named, at: string): readonly Change[] {
  return caseEntriesOf(consultation).map((entry) => entered(fresh(CaseEntries, caseEntryId(entry)), entry, at));
}

/** Those that it lacks: a consultation that an earlier release convened has none. */
export async function missingInCases(journal: Journal, consultation: Named, at: string): Promise<readonly Change[]> {
  const wanted = new Map(caseEntriesOf(consultation).map((entry) => [caseEntryId(entry), entry]));
  const loaded = await loadAll(journal, CaseEntries, [...wanted.keys()]);
  return loaded.flatMap((stream) => {
    const entry = wanted.get(stream.id);
    return stream.state !== undefined || entry === undefined ? [] : [entered(stream, entry, at)];
  });
}

function entered(stream: Loaded<CaseEntry, CaseEntryFact>, entry: CaseEntry, at: string): Change {
  return change(stream, { type: 'case-consultation.entered', data: { at, entry } });
}

/** Of a consultation, what the board of its case tells, and what decides who may know of it. */
const ToldConsultation = z.object(
  Consultation.pick({
    ...{ consultationId: true, reference: true, status: true, kind: true, title: true, convener: true, parties: true },
    ...{ deputy: true, convenedAt: true, touchedAt: true },
  }).shape,
);
const ToldConsultations = readOnly('consultation', ToldConsultation);

/** A consultation on a case, and whether something in it has run out. */
export interface CaseConsultation {
  readonly consultation: z.infer<typeof ToldConsultation>;
  readonly overdue: boolean;
}

/**
 * The consultations on a case, and on those merged into it, in which the caller's agency takes part: the newest first, and one more than asked
 * for if there is one. An agency that was only asked does not learn which cases a consultation is about, and no reader of the case learns of
 * the others' consultations.
 *
 * It reads the entries of the case, and the caller's seats; only where the agency has a seat it reads the consultation, which decides.
 */
export async function consultationsOn(
  journal: Journal,
  fraudCase: Case,
  actor: Actor,
  limit: number,
): Promise<readonly CaseConsultation[]> {
  const ids = await entriesIn(journal, fraudCase);
  const seats = await loadAll(
    journal,
    Seats,
    ids.map((id) => seatId(id, actor.agency)),
  );
  const overdue = new Map(seats.flatMap(({ state }) => (state === undefined ? [] : [[state.of, state.overdue === true]])));
  const shown: CaseConsultation[] = [];
  for (const some of chunks([...overdue.keys()], AT_ONCE)) {
    const loaded = await journal.loadMany(ToldConsultations, some);
    for (const { state: consultation } of loaded)
      if (consultation !== undefined && takesPart(consultation, actor))
        shown.push({ consultation, overdue: overdue.get(consultation.consultationId) === true });
    if (shown.length > limit) break;
  }
  return shown.slice(0, limit + 1);
}

function takesPart(consultation: z.infer<typeof ToldConsultation>, actor: Actor): boolean {
  const access = decideAccess('consultation.read', actor, consultationThing(consultation));
  return access.outcome === 'allowed' && access.fields === 'full';
}

/** The ids of the consultations that name the case, or one that was merged into it, each once, the newest first. */
async function entriesIn(journal: Journal, fraudCase: Case): Promise<readonly string[]> {
  const files = await Promise.all(
    idsOfCase(fraudCase).map(async (caseId) => {
      const found: { readonly sk: string; readonly id: string }[] = [];
      for await (const page of pagesOf(journal, { index: 'file', pk: consultationsOfCase(caseId), limit: ENTRIES }))
        found.push(...page.map(({ sk, card }) => ({ sk, id: parseTolerantly(CaseEntryCard, card).consultationId })));
      return found;
    }),
  );
  const newestFirst = files.flat().toSorted((a, b) => (a.sk < b.sk ? 1 : -1));
  return [...new Set(newestFirst.map(({ id }) => id))];
}
