import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { caseParts } from '../../shared/cases/model.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type CaseDesk, createCaseDesk, Page } from '../support/case-desk.ts';
import { chaoyang, city, colleague, haidian, prosecutor } from '../support/case-samples.ts';
import { conveneInput, judge, police } from '../support/consultation-samples.ts';
import { hour } from '../support/samples.ts';

let desk: CaseDesk;
let caseId: string;
let grantId: string;

beforeEach(async () => {
  desk = await createCaseDesk();
  caseId = await desk.opened();
  grantId = await desk.shared(caseId, { parts: ['summary', 'persons'] });
});

const post = (actor: Actor, path: string, body: object = {}) => desk.api.call(actor, 'POST', path, { body });
const reads = (id = caseId) => desk.items(haidian, `/v1/cases/${id}/reads`);

/** A consultation that the prosecutors and the court take part in, with these parts of the case in its bundle. */
async function consulting(parts: readonly string[], caseIds = [caseId], parties = [prosecutor, judge]): Promise<string> {
  const input = conveneInput({ caseIds, parties: parties.map(({ agency }) => agency) });
  const base = `/v1/consultations/${String((await post(police, '/v1/consultations', input)).body['consultationId'])}`;
  for (const party of parties) await post(party, `${base}/accept`);
  const add = caseIds.flatMap((id) => parts.map((part) => ({ caseId: id, part })));
  expect((await post(police, `${base}/bundle`, { add })).status).toBe(200);
  return base;
}
const idOf = (base: string) => String(base.split('/').at(-1));

describe('evidence that is seen in a consultation', () => {
  test('is a look at its case: who, at which parts, by which grant, in which consultation', async () => {
    const base = await consulting(['summary', 'filing']);
    await desk.shared(caseId, { parts: ['timeline'], purpose: 'another' });
    expect((await desk.get(prosecutor, base)).status).toBe(200);
    expect(await reads()).toEqual([
      {
        at: desk.api.now,
        caseId,
        ...{ agency: prosecutor.agency, subject: prosecutor.subject, what: 'consultation', parts: ['summary'], ground: 'grant' },
        grants: [{ grantId, purpose: 'opinion' }],
        consultationId: idOf(base),
      },
    ]);
  });

  test('there is no look by the agency whose case it is, and none if nothing of it is shown', async () => {
    const base = await consulting(['summary']);
    await desk.get(police, base);
    await desk.get(haidian, base);
    await desk.get(judge, base);
    await desk.get(chaoyang, base);
    await desk.get(prosecutor, '/v1/consultations');
    await desk.get(prosecutor, `${base}/opinions`);
    expect(await reads()).toEqual([]);
    desk.api.now = hour(24);
    await desk.get(prosecutor, base);
    expect(await reads()).toEqual([]);
  });

  test('the title of a case is of its summary: to see it is a look, also where the bundle holds nothing of the case', async () => {
    const bare = await consulting(['filing']);
    expect((await desk.get(judge, bare)).body['cases']).toEqual([{ caseId, withheld: [...caseParts] }]);
    expect(await reads()).toEqual([]);
    expect((await desk.get(prosecutor, bare)).body['cases']).toEqual([
      {
        caseId,
        reference: expect.stringMatching(/^C-HD-/),
        title: expect.stringContaining('诈骗'),
        withheld: expect.not.arrayContaining(['summary']),
      },
    ]);
    expect(await reads()).toMatchObject([{ agency: prosecutor.agency, what: 'consultation', parts: ['summary'] }]);
    await desk.revoke(caseId, grantId);
    expect((await desk.get(prosecutor, bare)).body['cases']).toEqual([{ caseId, withheld: [...caseParts] }]);
  });

  test('gives each party no more of the case than the grant does', async () => {
    const base = await consulting(['summary', 'filing']);
    await desk.get(judge, base);
    expect((await desk.get(judge, `/v1/cases/${caseId}`)).status).toBe(404);
    const { body } = await desk.get(prosecutor, `/v1/cases/${caseId}`);
    expect(body['parts']).toEqual(['summary', 'persons']);
  });

  test('is looked at by office where the police of the city take part', async () => {
    const base = await consulting(['summary'], [caseId], [city]);
    await desk.get(city, base);
    expect(await reads()).toMatchObject([{ agency: city.agency, what: 'consultation', ground: 'office', grants: [] }]);
  });

  test('evidence of two cases is a look at each; of two that became one, at that one', async () => {
    const other = await desk.opened();
    await desk.shared(other);
    const base = await consulting(['summary'], [caseId, other]);
    await desk.get(prosecutor, base);
    expect(await reads()).toHaveLength(1);
    expect(await reads(other)).toHaveLength(1);
    await post(haidian, `/v1/cases/${other}/merge`, { into: caseId, reason: 'r' });
    await desk.shared(caseId);
    await desk.get(prosecutor, base);
    expect((await reads()).filter(({ caseId: of }) => of === caseId)).toHaveLength(2);
  });

  test('is recorded when it is read in the audit of the consultation, page by page', async () => {
    const base = await consulting(['persons']);
    const audit = `/v1/audit/${idOf(base)}`;
    const first = await desk.get(prosecutor, audit, { limit: '2' });
    expect(first.status).toBe(200);
    expect(await reads()).toEqual([]);
    await desk.get(prosecutor, audit, { limit: '2', cursor: Page.parse(first.body).next ?? '' });
    expect(await reads()).toMatchObject([{ what: 'consultation', parts: ['persons'], consultationId: idOf(base) }]);
  });

  test('is recorded before it is shown, and only as it was looked at: a share that is revoked meanwhile shows nothing', async () => {
    const base = await consulting(['summary']);
    const Seen = z.object({ bundle: z.object({ exhibits: z.array(z.looseObject({ visible: z.boolean() })) }) });
    const [look, revoked] = await Promise.all([desk.get(prosecutor, base), desk.revoke(caseId, grantId)]);
    expect([look.status, revoked.status]).toEqual([200, 200]);
    const shown = Seen.parse(look.body).bundle.exhibits.filter(({ visible }) => visible);
    expect(await reads()).toHaveLength(shown.length);
    await desk.get(colleague, base);
    expect(await reads()).toHaveLength(shown.length);
  });
});
