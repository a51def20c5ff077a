import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import type { ProposeStandard } from '../../shared/standards/proposal/propose-standard.ts';
import type { StandardContentInput } from '../../shared/standards/standard/content.ts';
import type { RecordStandard } from '../../shared/standards/standard/model.ts';
import type { ConditionInput } from '../../shared/standards/standard/rule.ts';
import type { TestApi } from './api.ts';

export const yuan = (amount: number): number => amount * 100;

export const administrator: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' };
export const prosecutorOf = (district: NonNullable<Actor['district']>): Actor => ({
  agency: `procuratorate-${district}`,
  agencyKind: 'procuratorate',
  district,
  roles: ['prosecutor'],
  subject: `prosecutor-${district}`,
});
export const cityProsecutor: Actor = {
  agency: 'procuratorate-city',
  agencyKind: 'procuratorate',
  roles: ['prosecutor'],
  subject: 'p',
};

type Value = ConditionInput['value'];

export function condition(measure: string, op: ConditionInput['op'], value: Value): ConditionInput {
  return { measure, op, value, source: 'a source', grade: 'A' };
}

/** A standard of so many yuan of one-way inflow, 3,000 of it traced. */
export function content(inflow: number, over: Partial<StandardContentInput> = {}): StandardContentInput {
  return {
    title: `Inflow of ${inflow} yuan or more`,
    offence: 'aiding-network-crime',
    conduct: 'Lending or selling bank cards',
    measure: 'one-way-inflow',
    threshold: yuan(inflow),
    minimumTracedFen: yuan(3_000),
    accounts: ['own', 'others', 'company'],
    lawfulFundsDeducted: false,
    issuer: 'an office',
    document: 'some paper',
    grade: 'A',
    amount: { all: [condition('one-way-inflow', 'gte', yuan(inflow)), condition('traced-to-fraud', 'gte', yuan(3_000))] },
    exceptions: [],
    ...over,
  };
}

export function recordInput(over: Partial<RecordStandard> = {}, inflow = 300_000): RecordStandard {
  return { criterion: 'two-card-amount', place: 'haidian', effectiveFrom: '2021-01-01', ...content(inflow), ...over };
}

export function proposalInput(over: Partial<ProposeStandard> = {}): ProposeStandard {
  return {
    criterion: 'two-card-amount',
    title: 'Everyone at 300,000',
    reason: 'One city, one standard',
    districts: ['haidian', 'chaoyang', 'fengtai'],
    effectiveFrom: '2027-01-01',
    content: content(300_000),
    ...over,
  };
}

const Seed = z.array(z.strictObject({ places: z.array(z.string()), standard: z.looseObject({}) }));

/** The bodies by which the seed records its standards. */
export function seedStandards(): readonly Record<string, unknown>[] {
  const text = readFileSync(join(import.meta.dirname, '../../local/seed/standards.json'), 'utf8');
  return Seed.parse(JSON.parse(text)).flatMap(({ places, standard }) => places.map((place) => ({ ...standard, place })));
}

/** Records the seed's standards over the API, as the first start does. */
export async function recordSeed(api: TestApi): Promise<void> {
  for (const body of seedStandards()) {
    const { status, text } = await api.call(administrator, 'POST', '/v1/standards', { body });
    if (status !== 201) throw new Error(text);
  }
}
