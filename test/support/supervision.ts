import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import type { TestCity } from './city.ts';
import { openDesk } from './desk.ts';

const city = 'police-city';
const district = 'police-haidian';
const Body = z.record(z.string(), z.unknown());

/** What supervisors find in a city, done over the public API by other systems and people. */
export interface Supervision {
  /** A command of a client of the seed. @throws Error with the answer, unless it is carried out */
  ask(client: string, method: 'POST' | 'PUT', path: string, body?: object): Promise<Record<string, unknown>>;
  /** A case of a station in Haidian, filed, and listed by the city. @returns the id of the listing */
  listedCase(station?: string): Promise<string>;
}

export function openSupervision(world: TestCity): Supervision {
  const { now } = openDesk(world);
  const ask: Supervision['ask'] = async (client, method, path, body = {}) => {
    const answer = await world.as(client).request(method, path, body);
    if (answer.status >= 300) throw new Error(`${client} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return Body.parse(answer.body);
  };
  return {
    ask,
    listedCase: async (station) => {
      const file = { title: '系列诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: '四名被害人' };
      const { caseId } = await ask(district, 'POST', '/v1/cases', { ...file, ...(station === undefined ? {} : { station }) });
      await ask(district, 'POST', `/v1/cases/${caseId}/items`, {
        ...{ kind: 'loss', amountFen: 120_000_000, at: plus(await now(), -DAY) },
      });
      const filing = { caseNumber: 'A-SUP-1', decisionNumber: 'A-SUP-1', filedAt: await now() };
      await ask(district, 'POST', `/v1/cases/${caseId}/file`, filing);
      const units = { bureau: 'criminal-police-city', district, cyber: 'cyber-police-city' };
      const proposal = { caseId, level: 'city', units, reason: '损失 120 万元' };
      const { listedCaseId } = await ask(district, 'POST', '/v1/listed-cases', proposal);
      const asked = await ask(city, 'POST', '/v1/approvals', { gate: 'listing', listedCaseId, reason: '建议挂牌' });
      await ask(`${city}-head`, 'POST', `/v1/approvals/${asked['approvalId']}/grant`, { reason: '同意' });
      await ask(city, 'POST', `/v1/listed-cases/${listedCaseId}/approve`, { approvalId: asked['approvalId'] });
      return String(listedCaseId);
    },
  };
}
