import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import type { Context } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, ConsultationId, EvidenceFileId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { type EvidenceFile, OpenedAs } from './model.ts';

/** An opening of a file (查阅证据文件): by which person of which agency, how, and in which consultation. */
const Opening = {
  fileId: EvidenceFileId,
  agency: AgencyId,
  subject: z.string(),
  as: OpenedAs,
  consultationId: ConsultationId.optional(),
};

export const EvidenceOpeningsFact = z.discriminatedUnion('type', [fact('evidence-openings.noted', Opening)]);
export type EvidenceOpeningsFact = z.infer<typeof EvidenceOpeningsFact>;

/** A line of the list of openings of a file. */
export const OpeningEntry = z.strictObject({ at: UtcInstant, ...Opening });

const Openings = z.strictObject({ fileId: EvidenceFileId, count: z.int().positive(), lastAt: UtcInstant });
type Openings = z.infer<typeof Openings>;

/**
 * The openings of a file, by the file's id: each of them, those of the agency that handed it in too. Beside the file, since an opening
 * changes nothing of it. Looks of other agencies stand at the case as well (`case-reads`), with the ground on which they were taken.
 */
export const EvidenceOpenings: StreamType<Openings, EvidenceOpeningsFact> = {
  name: 'evidence-openings',
  schemaVersion: 1,
  state: Openings,
  fact: EvidenceOpeningsFact,
  evolve: (before, { data: { fileId, at } }) => ({ fileId, count: (before?.count ?? 0) + 1, lastAt: at }),
  index: () => ({ entries: {}, card: {} }),
};

/** The fact that the actor opens the file, to be recorded before the actor gets a link. */
export function openingNoted(
  { fileId }: Pick<EvidenceFile, 'fileId'>,
  how: { readonly as: OpenedAs; readonly consultationId?: string | undefined },
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): EvidenceOpeningsFact {
  const { agency, subject } = actor;
  const { as, consultationId } = how;
  return {
    type: 'evidence-openings.noted',
    data: { at: now, fileId, agency, subject, as, ...(consultationId === undefined ? {} : { consultationId }) },
  };
}
