import * as z from 'zod';
import { EvidenceBucket, EvidenceBucketHost, TableName } from '../platform/env.ts';

/** Which scanner looks at files. `queue`: one behind a queue · `simulated`: only the EICAR test file is malware · `none`: no one looks. */
export const ScannerKind = z.enum(['none', 'simulated', 'queue']);

/** What the function must be given; `infra/` does not compile without it. */
export const EvidenceIntakeEnv = z.object({
  TABLE_NAME: TableName,
  EVIDENCE_BUCKET: EvidenceBucket,
  EVIDENCE_BUCKET_HOST: EvidenceBucketHost,
  SCANNER: ScannerKind,
  /** Where the scanner takes its work from; empty without such a scanner. */
  SCAN_QUEUE_URL: z.string(),
});
