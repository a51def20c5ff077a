import * as z from 'zod';
import { type BankKey, createBankKey } from '../../local/banks/signing.ts';
import { createPolicy } from '../../shared/policy/policy.ts';
import { quietUntil } from '../../shared/warnings/ladder.ts';
import type { MeteredCity } from './metered-city.ts';
import { later, type Operation, POLICE } from './operations.ts';

const SOURCE = 'operator-huabei';
const CITY = 'police-city';
const PROVIDER = 'provider-sms';

let key: Promise<BankKey> | undefined;

/** The provider of messages, which takes every push and says nothing by itself. It is registered once. */
async function providerKey(city: MeteredCity): Promise<BankKey> {
  key ??= createBankKey('cost').then(async (made) => {
    const endpoint = city.endpoints.urlOf(PROVIDER);
    await city.call(CITY, 'PUT', `/v1/channels/${PROVIDER}`, {
      ...{ name: '速达短信', means: ['sms', 'ai-call'], endpoint, jwks: { keys: [made.jwk] } },
    });
    await city.settle();
    return made;
  });
  return key;
}

/** Machines neither send nor call at night. */
async function passQuietHours(city: MeteredCity): Promise<void> {
  const until = quietUntil(city.now(), createPolicy());
  if (until !== undefined) await city.passTo(until);
}

const Told = z.looseObject({ outcomes: z.array(z.looseObject({ outcome: z.string() })) });
const Receipt = z.looseObject({ warningId: z.string() });

async function receive(city: MeteredCity, n: number, risk: number): Promise<string> {
  const person = { phone: `137${String(20_000_000 + n)}` };
  const clue = {
    source: 'operator-model',
    sourceRef: `cost-${n}-${risk}`,
    person,
    district: 'haidian',
    risk,
    seenAt: city.now(),
  };
  const { warningId } = Receipt.parse(await city.call(SOURCE, 'POST', '/v1/warnings', clue));
  await city.settle();
  return warningId;
}

const byMessage: Operation = {
  name: 'warned',
  what: 'a warning of the lowest grade: a provider sends the message, and it arrived',
  prepare: async (city, n) => {
    const made = await providerKey(city);
    await passQuietHours(city);
    return async () => {
      const warningId = await receive(city, n, 10);
      const body = { outcomes: [{ messageId: `${warningId}.1`, outcome: 'informed', at: city.now() }] };
      const { outcomes } = Told.parse(await city.call(PROVIDER, 'POST', '/v1/channels/outcomes', body, made));
      if (outcomes[0]?.outcome !== 'done') throw new Error('the message was not given to its provider');
    };
  },
};

const checklist = { records: true, chats: true, apps: true, transfers: true, protectionOffered: true };

const byVisit: Operation = {
  name: 'visited',
  what: 'a warning of a high grade: an officer takes it and calls, another takes it and meets the person at the door',
  prepare: async (city, n) => async () => {
    const warningId = await receive(city, n, 75);
    for (const [level, visit] of [['sub-bureau', {}] as const, ['station', { checklist }] as const]) {
      await city.call(POLICE, 'POST', '/v1/warnings/next', { level });
      await city.call(POLICE, 'POST', `/v1/warnings/${warningId}/contacts`, { outcome: 'dissuaded', ...visit });
      await city.settle();
    }
  },
};

const unheard: Operation = {
  name: 'climbed',
  what: 'a warning of a high grade that no person contacts: it climbs to the city, which is told',
  prepare: async (city, n) => async () => {
    const at = city.now();
    await receive(city, n, 75);
    for (const minute of [16, 47]) await city.passTo(later(at, minute));
  },
};

/** What comes before an alarm. */
export const warnings: readonly Operation[] = [byMessage, byVisit, unheard];
