import * as z from 'zod';
import { partner, type Target } from './campaign-leads.ts';
import type { Stage } from './stage.ts';

/** How a target works a lead. */
type Course = 'verified' | 'refuted' | 'returned' | 'handed-on';

/** What comes of the leads of each target, one after the other. */
const courses: readonly Course[] = [
  ...(['verified', 'verified', 'refuted', 'verified'] as const),
  ...(['returned', 'verified', 'handed-on', 'verified'] as const),
];

/** @param turn of the lead among those of its target, from 0 */
export function courseOf(turn: number): Course {
  return courses[turn % courses.length] ?? 'verified';
}

/** A lead as its target works it. */
export interface SentLead {
  readonly leadId: string;
  readonly kind: string;
}

/** The target to which a district hands a lead on, and that of a province. */
const onward: Readonly<Record<Target['target']['kind'], Target>> = {
  district: partner('police-tianjin'),
  partner: { client: 'police-daxing', target: { kind: 'district', district: 'daxing' } },
};

/** A target works a lead as its course says, up to its end or its return. */
export async function workLead(stage: Stage, lead: SentLead, { client, target }: Target, course: Course): Promise<void> {
  const post = (what: string, body: object = {}) => stage.post(client, `/v1/leads/${lead.leadId}/${what}`, body, z.unknown());
  if (course === 'returned') {
    await post('return', { reason: '线索对象不在本地' });
    return;
  }
  await post('accept');
  if (course === 'handed-on') {
    const next = onward[target.kind];
    await post('hand-on', { target: next.target, reason: '线索对象已前往该地' });
    await workLead(stage, lead, next, 'verified');
    return;
  }
  await post('feedback', course === 'verified' ? verified(lead.kind) : { verdict: 'refuted', summary: '核实与本案无关' });
  await post('finish');
}

/** What a verified lead of each kind brought. A lead of another kind brought no count. */
const brought: Readonly<Record<string, object>> = {
  person: { persons: [{ measure: 'detained', count: 1 }], seized: [{ kind: 'bank-card', count: 6 }] },
  account: { persons: [{ measure: 'bailed', count: 1 }], moneyFen: 3_500_000 },
  phone: { persons: [{ measure: 'penalized', count: 1 }], seized: [{ kind: 'phone-card', count: 40 }] },
  device: { seized: [{ kind: 'gateway', count: 1 }] },
  den: { persons: [{ measure: 'arrested', count: 4 }], dens: 1, seized: [{ kind: 'handset', count: 25 }] },
};

function verified(kind: string) {
  return { verdict: 'verified', summary: '核查属实', ...brought[kind] };
}
