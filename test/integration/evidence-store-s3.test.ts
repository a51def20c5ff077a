import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createEvidenceStore } from '../../functions/platform/evidence-store.ts';
import { instant } from '../../shared/kernel/time.ts';
import { evidenceStoreContract } from '../support/evidence-store-contract.ts';

/** A bucket of S3 and the right to it, if the environment names one (`docs/testing.md`). */
const Place = z.object({
  CORDON_S3_BUCKET: z.string(),
  CORDON_S3_HOST: z.string(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().exactOptional(),
});
const place = Place.safeParse(process.env).data;

if (place === undefined)
  test('without a bucket in the environment there is nothing to compare S3 with', () => {
    expect(process.env['CORDON_S3_BUCKET']).toBeUndefined();
  });
else
  describe('S3', () => {
    const { AWS_SESSION_TOKEN: sessionToken } = place;
    const store = createEvidenceStore({
      ...{ bucket: place.CORDON_S3_BUCKET, host: place.CORDON_S3_HOST, region: place.AWS_REGION },
      credentials: {
        accessKeyId: place.AWS_ACCESS_KEY_ID,
        secretAccessKey: place.AWS_SECRET_ACCESS_KEY,
        ...(sessionToken === undefined ? {} : { sessionToken }),
      },
    });
    evidenceStoreContract(() => ({ store, now: () => instant(Date.now()) }));
  });
