import * as z from 'zod';

/** The name of the one table. */
export const TableName = z.string().min(1);
/** The ARN of a secret. */
export const SecretArn = z.string().min(1);
/** Whether banks may be reached over loopback: only in the local runtime. */
export const Switch = z.enum(['true', 'false']);
/** The name of the bucket of evidence, and its own host. */
export const EvidenceBucket = z.string().min(1);
export const EvidenceBucketHost = z.string().min(1);
