import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, ConsultationId, EvidenceFileId } from '../kernel/ids.ts';
import type { Consultation, Unopened } from './consultation.ts';
import { bundleAt } from './standing.ts';

const Count = z.int().positive();
const which = { consultationId: ConsultationId, agency: AgencyId };

/**
 * An exhibit of which the agency opened files here: which files, and which persons did so, so many of each at most. A piece has no more files at
 * a time, but files are withdrawn and replaced, and a whole list of evidence has thousands. So the fullest bundle (150 exhibits) fits one item.
 */
const OpenedExhibit = z.strictObject({ n: Count, fileIds: z.array(EvidenceFileId), subjects: z.array(z.string()) });
const MOST_FILES = 20;
const MOST_PERSONS = 40;

/** What one party has opened of the evidence of a consultation. */
const ConsultationOpenings = z.strictObject({ ...which, exhibits: z.array(OpenedExhibit) });
export type ConsultationOpenings = z.infer<typeof ConsultationOpenings>;

export const ConsultationOpeningsFact = z.discriminatedUnion('type', [
  fact('consultation-openings.noted', { ...which, exhibits: z.array(Count), fileId: EvidenceFileId, subject: z.string() }),
]);
export type ConsultationOpeningsFact = z.infer<typeof ConsultationOpeningsFact>;

/**
 * What the parties of a consultation have opened of its evidence, one stream a party (`openingsId`). It holds each file and person once, so
 * that an opinion can say what its author has opened, and a conclusion what a party has not. Every single opening stands at the file.
 */
export const ConsultationOpeningsOf: StreamType<ConsultationOpenings, ConsultationOpeningsFact> = {
  name: 'consultation-openings',
  schemaVersion: 1,
  state: ConsultationOpenings,
  fact: ConsultationOpeningsFact,
  evolve: (before, { data: { consultationId, agency, exhibits, fileId, subject } }) => {
    const known = before?.exhibits ?? [];
    const fresh = exhibits.filter((n) => !known.some((one) => one.n === n)).map((n) => ({ n, fileIds: [], subjects: [] }));
    return {
      ...{ consultationId, agency },
      exhibits: [...known, ...fresh].map((one) =>
        exhibits.includes(one.n)
          ? {
              n: one.n,
              fileIds: hasRoom(one.fileIds, fileId, MOST_FILES) ? [...one.fileIds, fileId] : one.fileIds,
              subjects: hasRoom(one.subjects, subject, MOST_PERSONS) ? [...one.subjects, subject] : one.subjects,
            }
          : one,
      ),
    };
  },
  index: () => ({ entries: {}, card: {} }),
};

/** Whether the list does not have this one and has room for it. */
function hasRoom(list: readonly string[], one: string, most: number): boolean {
  return list.length < most && !list.includes(one);
}

/** The id of the stream of what an agency has opened in a consultation. */
export function openingsId(consultationId: string, agency: string): string {
  return `${consultationId}:${agency}`;
}

/**
 * The exhibits of the bundle as it is now that show a piece of evidence: it by itself, or the whole list of evidence of its case.
 *
 * @param isCase whether an id that the consultation knows leads to the case that the piece is in
 */
export function exhibitsShowing(
  consultation: Consultation,
  itemId: string,
  isCase: (caseId: string) => boolean,
): readonly number[] {
  return bundleAt(consultation, consultation.bundleVersion)
    .filter(({ caseId, part, item }) => part === 'evidence' && isCase(caseId) && (item === undefined || item === itemId))
    .map(({ n }) => n);
}

/**
 * The fact that a person of the party opened a file here.
 *
 * @returns no fact if the party's record has it already, or has as many files and persons for these exhibits as it holds
 */
export function noteOpening(
  openings: ConsultationOpenings | undefined,
  opened: { readonly consultationId: string; readonly agency: string; readonly exhibits: readonly number[] },
  { fileId, subject, at }: { readonly fileId: string; readonly subject: string; readonly at: string },
): readonly ConsultationOpeningsFact[] {
  const isNew = (n: number): boolean => {
    const known = openings?.exhibits.find((one) => one.n === n);
    if (known === undefined) return true;
    return hasRoom(known.fileIds, fileId, MOST_FILES) || hasRoom(known.subjects, subject, MOST_PERSONS);
  };
  const exhibits = opened.exhibits.filter(isNew);
  if (exhibits.length === 0) return [];
  const { consultationId, agency } = opened;
  return [{ type: 'consultation-openings.noted', data: { at, consultationId, agency, exhibits, fileId, subject } }];
}

/** The exhibits of a version of the bundle of which this person has opened files: their numbers. */
export function openedBy(
  consultation: Consultation,
  version: number,
  openings: ConsultationOpenings | undefined,
  subject: string,
): number[] {
  const inBundle = new Set(bundleAt(consultation, version).map(({ n }) => n));
  return (openings?.exhibits ?? []).filter(({ n, subjects }) => inBundle.has(n) && subjects.includes(subject)).map(({ n }) => n);
}

/**
 * For each party that takes part, the exhibits with files of which it has opened none: so that a conclusion says what it was reached
 * without. Parties that opened something of each are left out.
 *
 * @param withFiles the exhibits of the bundle that have files to open
 */
export function unopenedBy(
  { parties }: Pick<Consultation, 'parties'>,
  withFiles: readonly number[],
  openings: ReadonlyMap<string, ConsultationOpenings>,
): Unopened[] {
  return parties.flatMap(({ agency, answer }) => {
    if (answer !== 'accepted') return [];
    const opened = new Set(openings.get(agency)?.exhibits.map(({ n }) => n));
    const exhibits = withFiles.filter((n) => !opened.has(n));
    return exhibits.length === 0 ? [] : [{ agency, exhibits }];
  });
}
