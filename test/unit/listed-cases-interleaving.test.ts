import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { postStep } from '../support/approvals.ts';
import { command, districtUnit, listingApproval, proposal } from '../support/listing-samples.ts';
import { createRelayBench, createTestPlatform } from '../support/relay-kit.ts';
import { T0 } from '../support/samples.ts';
import { scheduledJournal } from '../support/scheduled-journal.ts';

/** An API whose journal answers when the scheduler says so, from `begin` on, and the relay over the same journal. */
function cityOver(s: fc.Scheduler) {
  const memory = createCityJournal();
  const { journal, turn, begin } = scheduledJournal(memory, s);
  const platform = { ...createTestPlatform(), journal: memory };
  platform.clock.now = T0;
  const api = createApiOver(journal);
  api.now = T0;
  const { drain } = createRelayBench(platform);
  return { api, turn, drain, begin };
}

const Page = z.looseObject({ items: z.array(z.looseObject({ caseId: z.string(), status: z.string() })) });
const newCase = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };

test('after any order of merger, proposals, approvals and relay, the case that goes on has one listing, in force once approved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), fc.boolean(), async (s, first, second) => {
      const { api, turn, drain, begin } = cityOver(s);
      const post = (actor: Actor, path: string, body: object) => postStep(api.call, actor, path, body);
      const made = async (path: string, body: object, field: string) =>
        z.string().parse((await post(districtUnit, path, body)).body[field]);
      const [gone, into] = [await made('/v1/cases', newCase, 'caseId'), await made('/v1/cases', newCase, 'caseId')];
      const input = (caseId: string) => proposal({ caseId, grounds: ['severe-harm'] });
      const listings: string[] = [];
      for (const [proposed, caseId] of [
        [first, gone],
        [second, into],
      ] as const)
        if (proposed) listings.push(await made('/v1/listed-cases', input(caseId), 'listedCaseId'));
      begin();
      const answers = await s.waitFor(
        Promise.all([
          post(command, `/v1/cases/${gone}/merge`, { into, reason: 'r' }),
          ...[gone, into].map((caseId) => post(districtUnit, '/v1/listed-cases', input(caseId))),
          ...listings.map((id) => post(command, `/v1/listed-cases/${id}/approve`, { approval: listingApproval() })),
          ...[1, 2, 3].map(async () => {
            for (let turns = 0; turns < 3; turns += 1) await turn();
            await drain();
            return { status: 200 };
          }),
        ]),
      );
      for (const { status } of answers) expect([200, 201, 409]).toContain(status);
      await drain();
      const page = s.waitFor(api.call(command, 'GET', '/v1/listed-cases'));
      const { items } = Page.parse((await page).body);
      const approved = answers.slice(3, 3 + listings.length).some(({ status }) => status === 200);
      expect(items).toMatchObject([{ caseId: into, status: approved ? 'listed' : 'proposed' }]);
    }),
    { numRuns: 150 },
  );
});
