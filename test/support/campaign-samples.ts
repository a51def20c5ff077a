import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Coordination, createCoordination } from './coordination-kit.ts';
import { hour, minute, T0 } from './samples.ts';

export const cityOfficer: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
export const leadUnit: Actor = {
  ...{ agency: 'police-haidian', agencyKind: 'police', district: 'haidian' },
  ...{ roles: ['officer', 'supervisor'], subject: 'gao' },
};
export const target: Actor = {
  ...{ agency: 'police-chaoyang', agencyKind: 'police', district: 'chaoyang' },
  ...{ roles: ['officer', 'supervisor'], subject: 'shen' },
};
export const stranger: Actor = {
  agency: 'police-miyun',
  agencyKind: 'police',
  district: 'miyun',
  roles: ['supervisor'],
  subject: 'mi',
};
export const partner: Actor = { agency: 'police-hebei', agencyKind: 'partner', roles: ['partner-officer'], subject: 'jing' };
export const otherPartner: Actor = { ...partner, agency: 'police-tianjin', subject: 'tian' };

export const toChaoyang = { kind: 'district', district: 'chaoyang' } as const;
export const toHebei = { kind: 'partner', agency: 'police-hebei' } as const;

export const campaignInput = (over: object = {}) => ({
  ...{ title: '断流二号', flows: ['money'], summary: 's', leadUnit: 'police-haidian' },
  ...{ from: T0, until: hour(24 * 90) },
  ...over,
});

/** A lead about an account, whose number is made of `n`. */
export const leadInput = (n: number, over: object = {}) => ({
  kind: 'account',
  subject: { text: '涉案账户', accountNumber: `62220202001${String(n).padStart(8, '0')}`, bankId: 'jinghua' },
  target: toChaoyang,
  source: { kind: 'other', text: 't' },
  ...over,
});

export const feedbackInput = (over: object = {}) => ({
  ...{ verdict: 'verified', persons: [{ measure: 'detained', count: 2 }], dens: 1, moneyFen: 500, summary: 's' },
  ...over,
});

const Opened = z.looseObject({ campaignId: z.string() });
const Outcomes = z.looseObject({
  raised: z.int(),
  refused: z.int(),
  outcomes: z.array(
    z.looseObject({
      outcome: z.string(),
      leadId: z.string().optional(),
      known: z.int().optional(),
      problem: z.looseObject({ code: z.string() }).optional(),
    }),
  ),
});
const Sent = z.looseObject({ waveId: z.string(), wave: z.int(), version: z.int() });

/** A desk from which a campaign is run. */
export interface CampaignDesk extends Coordination {
  campaign(over?: object, by?: Actor): Promise<string>;
  /** What became of each lead. */
  raised(campaignId: string, leads: readonly unknown[], by?: Actor): Promise<z.infer<typeof Outcomes>>;
  /** The ids of leads that were raised. */
  leadsOf(campaignId: string, leads: readonly unknown[], by?: Actor): Promise<readonly string[]>;
  /** A wave, sent. */
  sent(campaignId: string, body: object, by?: Actor): Promise<z.infer<typeof Sent>>;
  read(by: Actor, path: string, query?: Readonly<Record<string, string>>): Promise<Record<string, unknown>>;
}

export function createCampaignDesk(): CampaignDesk {
  const city = createCoordination();
  const expected = (status: number, answer: Awaited<ReturnType<Coordination['post']>>) => {
    if (answer.status !== status) throw new Error(`expected ${status}: ${answer.text}`);
    return answer.body;
  };
  const raised: CampaignDesk['raised'] = async (campaignId, leads, by = leadUnit) =>
    Outcomes.parse(expected(200, await city.post(by, `/v1/campaigns/${campaignId}/leads`, { leads })));
  return {
    ...city,
    campaign: async (over, by = cityOfficer) => {
      await city.at(minute(1));
      return Opened.parse(expected(201, await city.post(by, '/v1/campaigns', campaignInput(over)))).campaignId;
    },
    raised,
    leadsOf: async (campaignId, leads, by) =>
      (await raised(campaignId, leads, by)).outcomes.map(({ leadId, problem }) => z.string(problem?.code).parse(leadId)),
    sent: async (campaignId, body, by = leadUnit) => {
      await city.post(by, `/v1/campaigns/${campaignId}/start`);
      const wave = Sent.parse(expected(202, await city.post(by, `/v1/campaigns/${campaignId}/waves`, body)));
      await city.settle();
      return wave;
    },
    read: async (by, path, query) => expected(200, await city.api.call(by, 'GET', path, query === undefined ? {} : { query })),
  };
}
