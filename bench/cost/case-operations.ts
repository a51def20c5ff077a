import * as z from 'zod';
import type { MeteredCity } from './metered-city.ts';
import { later, type Operation, POLICE, raiseAlarm } from './operations.ts';

const PROSECUTORS = 'procuratorate-haidian';
const CITY = 'police-city';
const MONTH = 30 * 24 * 60;

const idIn = (field: string) => (answer: Record<string, unknown>) => z.string().parse(answer[field]);
const caseIdIn = idIn('caseId');
const consultationIdIn = idIn('consultationId');
const listedCaseIdIn = idIn('listedCaseId');
const approvalIdIn = idIn('approvalId');

async function openCase(city: MeteredCity, alertId: string): Promise<string> {
  const about = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: '一笔转账' };
  return caseIdIn(await city.call(POLICE, 'POST', '/v1/cases', { ...about, alerts: [alertId] }));
}

async function fileCase(city: MeteredCity, caseId: string, n: number): Promise<void> {
  const filing = { caseNumber: `A110108${String(n).padStart(6, '0')}`, filedAt: city.now(), decisionNumber: `京公立字${n}号` };
  await city.call(POLICE, 'POST', `/v1/cases/${caseId}/file`, filing);
}

const caseOpening: Operation = {
  name: 'case',
  what: 'a case is opened with one alarm, and filed',
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    return async () => {
      await fileCase(city, await openCase(city, alertId), n);
    };
  },
};

const consultation: Operation = {
  name: 'consultation',
  what: 'the police invite the prosecutors, who accept; both give their opinion, and the police conclude',
  prepare: async (city) => async () => {
    const question = { topic: 'nature-of-act', text: '行为定性' };
    const convene = { kind: 'periodic', title: '两卡案件标准', parties: [PROSECUTORS], questions: [question] };
    const on = `/v1/consultations/${consultationIdIn(await city.call(POLICE, 'POST', '/v1/consultations', convene))}`;
    await city.settle();
    await city.call(PROSECUTORS, 'POST', `${on}/accept`);
    for (const agency of [PROSECUTORS, POLICE]) {
      await city.settle();
      await city.call(agency, 'POST', `${on}/opinions`, { question: 1, position: 'yes', text: '足以认定', bundleVersion: 0 });
    }
    await city.settle();
    const conclusion = { minutes: '一致认为足以认定。', findings: [{ question: 1, position: 'yes' }], actions: [] };
    await city.call(POLICE, 'POST', `${on}/conclude`, conclusion);
  },
};

const listing: Operation = {
  name: 'listing',
  what: 'a filed case is proposed for supervision, approved by the head, listed; a month passes, its report says that the aim is reached, and it is delisted',
  prepare: async (city, n) => {
    const caseId = await openCase(city, await raiseAlarm(city, n));
    await fileCase(city, caseId, n);
    const units = { bureau: 'criminal-police-city', district: POLICE, cyber: 'cyber-police-city' };
    const proposal = { caseId, level: 'city', units, grounds: ['social-impact'], reason: '社会影响大。' };
    return async () => {
      const listedCaseId = listedCaseIdIn(await city.call(POLICE, 'POST', '/v1/listed-cases', proposal));
      await city.settle();
      const ask = { gate: 'listing', listedCaseId, reason: '建议市级挂牌督办。' };
      const approvalId = approvalIdIn(await city.call(CITY, 'POST', '/v1/approvals', ask));
      await city.settle();
      await city.call(`${CITY}-head`, 'POST', `/v1/approvals/${approvalId}/grant`, { reason: '同意挂牌督办。' });
      await city.settle();
      await city.call(CITY, 'POST', `/v1/listed-cases/${listedCaseId}/approve`, { approvalId });
      await city.passTo(later(city.now(), MONTH));
      const progress = { informationChain: true, moneyChain: true, arrested: 11, returnedFen: 600_000 };
      const report = { progress, summary: '两条链均已打掉。' };
      await city.call(POLICE, 'POST', `/v1/listed-cases/${listedCaseId}/progress`, report);
      await city.settle();
      await city.call(CITY, 'POST', `/v1/listed-cases/${listedCaseId}/delist`, {});
    };
  },
};

/** What agencies do together. The one in which a month passes comes first: the others leave things that would become due in it. */
export const coordination: readonly Operation[] = [listing, caseOpening, consultation];
