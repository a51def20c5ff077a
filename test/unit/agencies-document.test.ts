import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { noticeExample } from '../../functions/inbox/examples.ts';
import { signBody } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { PushedNotice, RegisterWebhook } from '../../shared/notifications/model.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import { context } from '../support/samples.ts';

const guide = readFileSync(new URL('../../docs/agencies.md', import.meta.url), 'utf8');

type IsFromCordon = (body: Buffer, signature: string, jwks: unknown, agency: string) => boolean;
const Snippet = z.object({ isFromCordon: z.custom<IsFromCordon>((value) => typeof value === 'function') });

/** The blocks of the guide in this language. */
function blocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
}

test('docs/agencies.md shows a notice as the gateway sends it, and explains each of its fields', () => {
  const [shown = '', ...others] = blocks('json');
  expect(others).toEqual([]);
  expect(PushedNotice.parse(JSON.parse(shown))).toEqual(noticeExample);
  const section = guide.slice(guide.indexOf('## 3. '), guide.indexOf('## 4. '));
  const explained = [...section.matchAll(/^\| `(\w+)` \| /gm)].map(([, field]) => field);
  expect(explained.toSorted()).toEqual(Object.keys(PushedNotice.shape).toSorted());
});

test('the registration in docs/agencies.md is accepted as it stands', () => {
  const [, body = ''] = /-d '(.*?)' "\$API\/v1\/webhooks\//.exec(guide) ?? [];
  const decision = registerWebhook(undefined, RegisterWebhook.parse(JSON.parse(body)), { allowLoopback: false }, context());
  expect(decision).toMatchObject({ kind: 'acceptance', facts: [{ type: 'webhook.registered' }] });
});

test('the code in docs/agencies.md tells what Cordon signed for the agency from everything else', async () => {
  const [code = ''] = blocks('js');
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
  const { isFromCordon } = Snippet.parse(module);
  const key = signingKeyOf(new Uint8Array(32).fill(7));
  const other = signingKeyOf(new Uint8Array(32).fill(8));
  const body = Buffer.from(JSON.stringify(noticeExample));
  const signature = await signBody(body, key, { audience: 'court-city', at: noticeExample.at, about: { purpose: 'notice' } });
  const jwks = { keys: [other.publicJwk, key.publicJwk] };
  expect(isFromCordon(body, signature, jwks, 'court-city')).toBe(true);
  expect(isFromCordon(Buffer.concat([body, Buffer.from(' ')]), signature, jwks, 'court-city')).toBe(false);
  expect(isFromCordon(body, signature, jwks, 'court-haidian')).toBe(false);
  expect(isFromCordon(body, signature, { keys: [other.publicJwk] }, 'court-city')).toBe(false);
  expect(isFromCordon(body, 'no signature', jwks, 'court-city')).toBe(false);
});
