import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Key = z.record(z.string(), z.string());
const Vectors = z.strictObject({
  now: z.string(),
  orderId: z.string(),
  body: z.string(),
  privateKeys: z.array(Key),
  vectors: z.array(z.strictObject({ name: z.string(), faults: z.array(z.string()), signature: z.string() })),
});

/** The test vectors that docs/banks.md gives to banks, with the public keys that belong to the private ones. */
export function signatureVectors() {
  const guide = readFileSync(new URL('../../docs/banks.md', import.meta.url), 'utf8');
  const text = [...guide.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json).find((json) => json.includes('"vectors"'));
  const read = Vectors.parse(JSON.parse(text ?? ''));
  return { ...read, keys: read.privateKeys.map(({ d: _, ...key }) => key) };
}
