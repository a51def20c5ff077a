import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { haidian, prosecutor } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { hour, minute } from '../support/samples.ts';

const Page = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())) });
const judge = { agency: 'court-city', agencyKind: 'court', roles: ['judge'], subject: 'song' } as const;

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(minute(30));
});

async function shared(caseId: string, over: object = {}): Promise<string> {
  const body = { agency: prosecutor.agency, parts: ['summary'], purpose: 'opinion', until: hour(24), ...over };
  const answer = await city.api.call(haidian, 'POST', `/v1/cases/${caseId}/shares`, { body });
  expect(answer.status, answer.text).toBe(201);
  return String(answer.body['grantId']);
}

const merge = (from: string, into: string) =>
  city.api.call(haidian, 'POST', `/v1/cases/${from}/merge`, { body: { into, reason: 'one gang' } });
const items = async (actor: typeof prosecutor | typeof judge, path: string, query: Record<string, string> = {}) =>
  Page.parse((await city.api.call(actor, 'GET', path, { query })).body).items;
const told = async (actor: typeof prosecutor | typeof judge) =>
  (await items(actor, '/v1/inbox')).filter(({ what }) => what === 'case-share.ended-with-case');

describe('a merger of two cases', () => {
  test('takes the shares of both off the lists, tells those they were given to, once, and leaves what is given after it', async () => {
    const [from, into] = [await city.opened(haidian), await city.opened(haidian)];
    await shared(from);
    await shared(into, { agency: judge.agency, roles: ['judge'] });
    expect((await merge(from, into)).status).toBe(200);
    // given anew before the relay comes
    const anew = await shared(into, { purpose: 'what the case is now' });
    await city.settle();
    expect(await told(prosecutor)).toHaveLength(1);
    expect(await told(judge)).toMatchObject([{ subject: { kind: 'case', id: into } }]);
    expect(await items(prosecutor, '/v1/cases', { shared: 'with-me' })).toMatchObject([{ grantId: anew }]);
    expect(await items(judge, '/v1/cases', { shared: 'with-me' })).toEqual([]);
    await city.replay();
    await city.swept(hour(25));
    expect([(await told(prosecutor)).length, (await told(judge)).length]).toEqual([1, 1]);
    const ended = (await items(prosecutor, '/v1/inbox')).map(({ what }) => what).filter((what) => what === 'case-share.expired');
    expect(ended, 'only the share that was given anew ran out').toEqual(['case-share.expired']);
  });

  test('leaves shares that are revoked with the same answer, before its news has come to them and after it', async () => {
    const [from, into] = [await city.opened(haidian), await city.opened(haidian)];
    const grants = [await shared(from), await shared(into)];
    await merge(from, into);
    const facts = () => city.api.journal.written.filter(({ item }) => item['seq'] !== undefined).length;
    const revokeAll = async () => {
      const before = facts();
      const answers = [from, into].flatMap((caseId) =>
        grants.map((grantId) =>
          city.api.call(haidian, 'POST', `/v1/cases/${caseId}/shares/${grantId}/revoke`, { body: { reason: 'done' } }),
        ),
      );
      const said = (await Promise.all(answers)).map(({ status, body }) => [status, body['grantId'], body['state']]);
      return { said, more: facts() - before };
    };
    const [one, other] = grants.map((grantId) => [200, grantId, 'revoked']);
    const same = { said: [one, other, one, other], more: 0 };
    expect(await revokeAll()).toEqual(same);
    await city.settle();
    expect(await revokeAll()).toEqual(same);
    expect([(await told(prosecutor)).length, await items(prosecutor, '/v1/cases', { shared: 'with-me' })]).toEqual([2, []]);
  });

  test('says nothing of a share that was revoked or had run out before', async () => {
    const [from, into] = [await city.opened(haidian), await city.opened(haidian)];
    const grantId = await shared(from);
    await city.api.call(haidian, 'POST', `/v1/cases/${from}/shares/${grantId}/revoke`, { body: { reason: 'done' } });
    await merge(from, into);
    await city.settle();
    expect(await told(prosecutor)).toEqual([]);
  });
});
