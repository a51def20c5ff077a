import * as z from 'zod';
import { EvidenceBucket, EvidenceBucketHost, SecretArn, TableName } from '../platform/env.ts';

/** What the function must be given; `infra/` does not compile without it. */
export const EvidenceFilesEnv = z.object({
  TABLE_NAME: TableName,
  DATA_KEY_SECRET_ARN: SecretArn,
  EVIDENCE_BUCKET: EvidenceBucket,
  EVIDENCE_BUCKET_HOST: EvidenceBucketHost,
});
