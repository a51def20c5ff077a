import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { Md5, Sha256 } from '../../infra/native-hashes.ts';

const hex = async (hash: { digest(): Promise<Uint8Array> }) => Buffer.from(await hash.digest()).toString('hex');

test('the hashes that stand in for the SDK’s are those of their names', async () => {
  // the vectors of RFC 1321, FIPS 180 and RFC 4231
  const [md5, sha] = [new Md5(), new Sha256()];
  for (const hash of [md5, sha]) hash.update('abc');
  expect(await hex(md5)).toBe('900150983cd24fb0d6963f7d28e17f72');
  expect(await hex(sha)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const signed = new Sha256('Jefe');
  signed.update('what do ya want for nothing?');
  expect(await hex(signed)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  expect(await hex(new Sha256())).toBe(createHash('sha256').digest('hex'));
});

test('they take text and bytes in parts, go on after a digest, and begin again', async () => {
  const secret = createHash('sha256').update('key').digest();
  const one = new Sha256(secret);
  one.update('海淀');
  one.update(new Uint8Array(Buffer.from('xxab')).subarray(2));
  const soFar = createHmac('sha256', secret).update('海淀ab');
  expect(await hex(one)).toBe(soFar.digest('hex'));
  one.update(Uint8Array.of(0, 255).buffer);
  const further = createHmac('sha256', secret).update('海淀ab').update(Buffer.of(0, 255));
  expect(await hex(one)).toBe(further.digest('hex'));
  one.reset();
  expect(await hex(one)).toBe(createHmac('sha256', secret).digest('hex'));
});
