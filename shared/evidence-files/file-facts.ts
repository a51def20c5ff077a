import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { Arrival, EvidenceFile, fileRejections, ScanOutcome } from './model.ts';

const { linkUntil, recheckAt } = EvidenceFile.shape;

/** Everything that can happen to a file. `at` is when it was recorded. */
export const EvidenceFileFact = z.discriminatedUnion('type', [
  fact('evidence-file.announced', {
    file: EvidenceFile.pick({
      fileId: true,
      caseId: true,
      itemId: true,
      name: true,
      sizeBytes: true,
      sha256: true,
      type: true,
      announcedBy: true,
      linkUntil: true,
      recheckAt: true,
    }),
  }),
  fact('evidence-file.link-renewed', { linkUntil, recheckAt }),
  /** No word of the upload, or of the scan, has come: Cordon has to look itself. */
  fact('evidence-file.recheck-due', {}),
  fact('evidence-file.arrived', { arrival: Arrival.omit({ at: true }) }),
  fact('evidence-file.scan-asked', { recheckAt }),
  fact('evidence-file.released', { scan: ScanOutcome.exclude(['infected']) }),
  fact('evidence-file.rejected', { reason: z.enum(fileRejections), found: z.string().optional() }),
  fact('evidence-file.lapsed', {}),
  fact('evidence-file.withdrawn', { by: EvidenceFile.shape.announcedBy, reason: z.string() }),
]);
export type EvidenceFileFact = z.infer<typeof EvidenceFileFact>;
export type EvidenceFileFactType = EvidenceFileFact['type'];
