import type { Consultation, Unopened } from '../../shared/consultations/consultation.ts';
import {
  type ConsultationOpenings,
  ConsultationOpeningsOf,
  openedBy,
  openingsId,
  unopenedBy,
} from '../../shared/consultations/openings.ts';
import { bundleAt } from '../../shared/consultations/standing.ts';
import type { NamedFile } from '../../shared/evidence-files/model.ts';
import type { EvidencePiece } from '../../shared/evidence-files/pieces.ts';
import { EvidenceFiles, EvidencePieces } from '../../shared/evidence-files/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { findCases } from './cases.ts';

/** What was looked up, and the streams that it rests on. */
interface Opened<T> {
  readonly of: T;
  readonly rests: readonly AnyLoaded[];
}

/** The exhibits of this version of the bundle of which the actor has opened files. */
export async function openedByActor(
  journal: Journal,
  consultation: Consultation,
  version: number,
  { agency, subject }: Actor,
): Promise<Opened<readonly number[]>> {
  const openings = await journal.load(ConsultationOpeningsOf, openingsId(consultation.consultationId, agency));
  return { of: openedBy(consultation, version, openings.state, subject), rests: [openings] };
}

/** By party, the exhibits of the bundle as it is now that have files of which it has opened none. Read once, for a conclusion. */
export async function unopenedByParties(journal: Journal, consultation: Consultation): Promise<Opened<readonly Unopened[]>> {
  const { consultationId, parties } = consultation;
  const taking = parties.filter(({ answer }) => answer === 'accepted').map(({ agency }) => openingsId(consultationId, agency));
  const [withFiles, openings] = await Promise.all([
    exhibitsWithFiles(journal, consultation),
    journal.loadMany(ConsultationOpeningsOf, taking),
  ]);
  const byAgency = new Map<string, ConsultationOpenings>(
    openings.flatMap(({ state }) => (state === undefined ? [] : [[state.agency, state]])),
  );
  return { of: unopenedBy(consultation, withFiles, byAgency), rests: openings };
}

/**
 * The numbers of the exhibits of evidence that have files which can be opened: of the piece, or of any piece of the whole list. A file that
 * never came, or was rejected, is none that a party left unopened.
 */
async function exhibitsWithFiles(journal: Journal, consultation: Consultation): Promise<readonly number[]> {
  const exhibits = bundleAt(consultation, consultation.bundleVersion).filter(({ part }) => part === 'evidence');
  const whole = exhibits.filter(({ item }) => item === undefined).map(({ caseId }) => caseId);
  const { files: cases } = await findCases(journal, whole);
  const itemsOf = ({ caseId, item }: (typeof exhibits)[number]): readonly string[] =>
    item === undefined ? (cases.get(caseId)?.evidence ?? []).map(({ itemId }) => itemId) : [item];
  const pieces = await loadAll(journal, EvidencePieces, [...new Set(exhibits.flatMap(itemsOf))]);
  const filled = await withOpenFile(
    journal,
    pieces.flatMap(({ state }) => state ?? []),
  );
  return exhibits.filter((exhibit) => itemsOf(exhibit).some((itemId) => filled.has(itemId))).map(({ n }) => n);
}

/** The files of each piece of evidence in the bundle as it is now, by the piece: one read, however many. */
export async function filesOfExhibits(
  journal: Journal,
  consultation: Consultation,
): Promise<ReadonlyMap<string, readonly NamedFile[]>> {
  const exhibits = bundleAt(consultation, consultation.bundleVersion).filter(({ part }) => part === 'evidence');
  const pieces = await loadAll(journal, EvidencePieces, [...new Set(exhibits.flatMap(({ item }) => item ?? []))]);
  return new Map(
    pieces.flatMap(({ id, state }) =>
      state === undefined ? [] : [[id, state.files.map(({ sha256: _, ...file }) => file)] as const],
    ),
  );
}

/**
 * The ids of the pieces that have a file which can be opened. Mostly the first file of a piece tells; only of pieces where it does not the
 * next is read.
 */
async function withOpenFile(journal: Journal, pieces: readonly EvidencePiece[]): Promise<ReadonlySet<string>> {
  const filled = new Set<string>();
  for (let n = 0, left = pieces; left.length > 0; n += 1) {
    const nth = left.flatMap(({ files }) => files.slice(n, n + 1));
    const files = await loadAll(
      journal,
      EvidenceFiles,
      nth.map(({ fileId }) => fileId),
    );
    for (const { state } of files) if (state?.status === 'available') filled.add(state.itemId);
    left = left.filter(({ itemId, files: of }) => of.length > n + 1 && !filled.has(itemId));
  }
  return filled;
}
