import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';

const prosecutors = 'procuratorate-haidian';
const police = 'police-haidian';

const Convened = z.looseObject({ consultationId: z.string() });
const Seen = z.looseObject({ evidenceRequests: z.array(z.looseObject({ overdue: z.boolean() })) });
const Listed = z.object({ items: z.array(z.looseObject({ consultationId: z.string() })) });

let city: TestCity;

beforeAll(async () => {
  // an hour passes in six seconds
  city = await openTestCity(600);
}, 180_000);

afterAll(async () => {
  await city.close();
}, 60_000);

const request = async (client: string, method: 'GET' | 'POST', path: string, body?: object) =>
  (await city.as(client).request(method, path, ...(body === undefined ? [] : [body]))).body;
const open = async (client: string) => Listed.parse(await request(client, 'GET', '/v1/consultations?open=true')).items;

describe('a consultation in the local city', () => {
  test('is found by who was asked, noted when evidence is late, and off the lists when it is over', async () => {
    const question = { topic: 'nature-of-act', text: '行为定性' };
    const input = { kind: 'periodic', title: '两卡案件标准', parties: [police], questions: [question] };
    const { consultationId } = Convened.parse(await request(prosecutors, 'POST', '/v1/consultations', input));
    const base = `/v1/consultations/${consultationId}`;
    expect(await eventually(async () => (await open(police))[0])).toMatchObject({ consultationId, awaits: { answer: true } });
    expect(await request(police, 'GET', base)).toMatchObject({ shows: 'invitation' });

    await request(police, 'POST', `${base}/accept`);
    const { now } = z.object({ now: z.string() }).parse(await (await fetch(`${city.api}/v1/health`)).json());
    const asked = { from: police, text: '三张卡流水', dueAt: plus(now, HOUR) };
    expect(await request(prosecutors, 'POST', `${base}/evidence-requests`, asked)).toMatchObject({ n: 1 });
    const late = async () => Seen.parse(await request(prosecutors, 'GET', base)).evidenceRequests[0]?.overdue || undefined;
    expect(await eventually(late)).toBe(true);

    await request(prosecutors, 'POST', `${base}/withdraw`, { reason: '另案处理' });
    expect(await eventually(async () => ((await open(police)).length === 0 ? 'off the list' : undefined))).toBe('off the list');
  }, 180_000);
});
