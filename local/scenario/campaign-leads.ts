import * as z from 'zod';
import type { CollisionOutcome } from './collision.ts';
import { openCase } from './fraud-cases.ts';
import type { OutletOutcome } from './outlet.ts';
import type { Stage } from './stage.ts';

/** So many leads make the campaign. */
const LEADS = 40;
/** The agency that leads the campaign. */
export const LEADER = 'police-city';

/** A target of leads, and the client that works for it. */
export interface Target {
  readonly client: string;
  readonly target:
    | { readonly kind: 'district'; readonly district: string }
    | { readonly kind: 'partner'; readonly agency: string };
}

/** The districts and the province that get leads, in turn. */
export const targets = [
  district('haidian'),
  district('chaoyang'),
  district('fengtai'),
  district('tongzhou'),
  partner('police-hebei'),
];

function district(name: string): Target {
  return { client: `police-${name}`, target: { kind: 'district', district: name } };
}

/** The police of another province. */
export function partner(agency: string): Target {
  return { client: agency, target: { kind: 'partner', agency } };
}

/** What was learned before: of the collision, of the outlet. */
export interface Learned {
  readonly collision: CollisionOutcome;
  readonly outlet: OutletOutcome;
}

const Subject = z.looseObject({ text: z.string() });
const Proposed = z.object({
  items: z.array(z.object({ kind: z.string(), subject: Subject, source: z.looseObject({ kind: z.string() }) })),
  next: z.string().optional(),
});
type Found = z.infer<typeof Proposed>['items'][number];
const Entry = z.looseObject({ entryId: z.string() });

/** A lead as a campaign takes it. */
interface Lead extends Found, Pick<Target, 'target'> {
  readonly priority: string;
}

/** So many persons of the case, and so many listed phones and devices. */
const [PERSONS, PHONES, DEVICES] = [12, 8, 6];

/**
 * Packages what was learned: the persons and accounts of the case, the accounts of an order, what police listed, and what they know besides.
 *
 * @returns leads as a campaign takes them, in the order of its targets
 */
export async function packageLeads(stage: Stage, campaignId: string, { collision, outlet }: Learned): Promise<readonly Lead[]> {
  const caseId = await caseOf(stage, collision.alertId);
  const ofCase = await proposed(stage, campaignId, { kind: 'case', caseId });
  const ofOrder = await proposed(stage, campaignId, { kind: 'order', orderId: outlet.orderId });
  const ofList = await listed(stage, campaignId);
  const known = [...ofCase, ...ofOrder, ...ofList];
  const others = besides(stage.run, outlet.outlet, LEADS - known.length);
  stage.say(
    `Packaged: ${ofCase.length} leads from the case, ${ofOrder.length} from an order, ${ofList.length} from the blacklist, ${others.length} others.`,
  );
  return [...known, ...others].map((lead, at) => ({
    ...lead,
    target: targetAt(at).target,
    priority: lead.kind === 'person' ? 'urgent' : lead.kind === 'account' ? 'high' : 'normal',
  }));
}

/** The target of the lead at this place. */
export function targetAt(place: number): Target {
  const found = targets[place % targets.length];
  if (found === undefined) throw new Error('a campaign needs a target');
  return found;
}

/** Opens the case of the alarm, and names its people. */
async function caseOf(stage: Stage, alertId: string): Promise<string> {
  const about = { district: 'haidian', title: '跑分团伙案', fraudType: '虚假投资理财', summary: '黑名单碰撞带出的跑分团伙。' };
  const { caseId, police } = await openCase(stage, about, [alertId]);
  for (let n = 0; n < PERSONS; n += 1)
    await stage.post(
      police,
      `/v1/cases/${caseId}/items`,
      { kind: 'person', role: n % 3 === 0 ? 'suspect' : 'holder', name: `跑分人员${n + 1}`, phone: phoneOf('137', stage.run, n) },
      z.unknown(),
    );
  return caseId;
}

/** All that a source proposes, page by page. */
async function proposed(stage: Stage, campaignId: string, from: object): Promise<readonly Found[]> {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const asked = { from, limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await stage.post(LEADER, `/v1/campaigns/${campaignId}/packages`, asked, Proposed);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** Puts the phones and devices of the fraud on the blacklist. @returns what the entries propose */
async function listed(stage: Stage, campaignId: string): Promise<readonly Found[]> {
  const phones = Array.from({ length: PHONES }, (_, n) => ({ kind: 'phone', phone: phoneOf('136', stage.run, n) }));
  const devices = Array.from({ length: DEVICES }, (_, n) => ({ kind: 'device', deviceId: `86${phoneOf('041', stage.run, n)}` }));
  const leads: Found[] = [];
  for (const mark of [...phones, ...devices]) {
    const evidence = [{ findingText: '诈骗窝点使用', paper: `京公认字〔${stage.now().slice(0, 4)}〕${stage.run}号` }];
    const body = { mark, ground: 'police-finding', evidence, reason: '诈骗窝点使用的通讯工具' };
    const { entryId } = await stage.post(LEADER, '/v1/blacklist', body, Entry);
    leads.push(...(await proposed(stage, campaignId, { kind: 'blacklist', entry: entryId })));
  }
  return leads;
}

/** Eleven digits of a run and a place. */
function phoneOf(prefix: string, run: number, place: number): string {
  return `${prefix}${String(run % 1_000_000).padStart(6, '0')}${String(place).padStart(2, '0')}`;
}

/** The kinds of those leads, in turn. */
const besidesKinds = ['outlet', 'network', 'den', 'den', 'app', 'den'];

/** What police know besides: the outlet that was noticed, and the places, addresses and apps of the fraud. */
function besides(run: number, outlet: string, count: number): readonly Found[] {
  return Array.from({ length: count }, (_, n): Found => {
    const kind = besidesKinds[n % besidesKinds.length] ?? 'den';
    const mark = n === 0 ? outlet : `${kind}-${run}-${n}`;
    return { kind, subject: { text: '涉诈窝点、网址、应用或网点', mark }, source: { kind: 'other', text: '侦查中掌握' } };
  });
}
