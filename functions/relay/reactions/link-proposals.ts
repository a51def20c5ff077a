import * as z from 'zod';
import { Victims } from '../../../shared/alerts/victim.ts';
import { CaseProposals, type LinkGround, proposeLink } from '../../../shared/cases/link-proposals.ts';
import type { Case } from '../../../shared/cases/model.ts';
import { CasesOfAlerts } from '../../../shared/cases/streams.ts';
import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { readOnly } from '../../../shared/journal/kind.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { findCases } from '../../lookups/cases.ts';
import { loadedOrdersOfAlert } from '../../lookups/orders-of-alert.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** Of an order, the account that it is for. */
const AccountOfOrder = readOnly('order', z.object({ accountKey: z.string() }));

/** As many streams as one read takes. */
const MAX_READ = 100;
/** So many other cases are proposed for one fact. */
const MAX_CASES = 20;

/** Another alarm with the same victim or account. */
interface Related {
  readonly alertId: string;
  readonly ground: LinkGround;
}

/** An alarm that joins a case may show that the case is related to others. */
export const proposeLinksOfAlarm: Reaction<FactOf<'case-of-alert.joined'>, CoordinationTools> = {
  name: 'proposeLinksOfAlarm',
  does: 'proposes to link the case with others whose alarms have the same victim or account, once a pair and ground (串并案)',
  react: async ({ fact, recorded }, tools) => {
    const { alertId, victims: marks = [] } = fact.data;
    const { journal } = tools;
    const [victims, accounts] = await Promise.all([sameVictim(alertId, marks, journal), sameAccounts(alertId, journal)]);
    await proposeLinks(alertId, [...victims, ...accounts], recorded, tools);
  },
};

/** The facts with which an order comes to an account. */
export const linkingFacts = ['order.requested', 'order.placed-in-line'] as const satisfies readonly FactType[];

type LinkingFact = FactOf<(typeof linkingFacts)[number]>;

export function isLinking(fact: KnownFact): fact is LinkingFact {
  return linkingFacts.some((type) => type === fact.type);
}

/** An order of an alarm that is in a case already may show the same. */
export const proposeLinksOfOrder: Reaction<LinkingFact, CoordinationTools> = {
  name: 'proposeLinksOfOrder',
  does: 'proposes to link the case of the alarm with those of other alarms that have an order at the account, once a pair (串并案)',
  react: async ({ fact, recorded }, tools) => {
    const { alertId, accountKey } = fact.data.plan;
    await proposeLinks(alertId, await atAccounts(alertId, [accountKey], tools.journal), recorded, tools);
  },
};

async function sameVictim(alertId: string, keys: readonly string[], journal: Journal): Promise<readonly Related[]> {
  if (keys.length === 0) return [];
  const records = await journal.loadMany(Victims, keys);
  return othersIn(
    alertId,
    'victim',
    records.flatMap(({ state }) => state?.alarms ?? []),
  );
}

async function sameAccounts(alertId: string, journal: Journal): Promise<readonly Related[]> {
  const orders = await loadedOrdersOfAlert(journal, alertId, AccountOfOrder);
  const keys = orders.flatMap(({ state }) => state?.accountKey ?? []);
  return atAccounts(alertId, [...new Set(keys)].slice(0, MAX_READ), journal);
}

async function atAccounts(alertId: string, keys: readonly string[], journal: Journal): Promise<readonly Related[]> {
  if (keys.length === 0) return [];
  const registers = await journal.loadMany(AccountRegisters, keys);
  return othersIn(
    alertId,
    'account',
    registers.flatMap(({ state }) => state?.orders ?? []),
  );
}

function othersIn(alertId: string, ground: LinkGround, alarms: readonly { readonly alertId: string }[]): readonly Related[] {
  return alarms.flatMap((alarm) => (alarm.alertId === alertId ? [] : [{ alertId: alarm.alertId, ground }]));
}

/** Proposes the links between the case of an alarm and those of the others, if the alarm is in a case. */
async function proposeLinks(
  alertId: string,
  related: readonly Related[],
  recorded: RecordedFact,
  tools: CoordinationTools,
): Promise<void> {
  if (related.length === 0) return;
  const { journal } = tools;
  const alarms = [...new Set([alertId, ...related.map((one) => one.alertId)])].slice(0, MAX_READ);
  const pointers = await journal.loadMany(CasesOfAlerts, alarms);
  const caseOf = new Map(pointers.flatMap(({ id, state }) => (state?.caseId === undefined ? [] : [[id, state.caseId] as const])));
  const ownId = caseOf.get(alertId);
  if (ownId === undefined || caseOf.size < 2) return;
  const { files } = await findCases(journal, [...new Set(caseOf.values())]);
  const own = files.get(ownId);
  if (own === undefined) return;
  const pairs = related.flatMap(({ alertId: other, ground }) => {
    const fraudCase = files.get(caseOf.get(other) ?? '');
    return fraudCase === undefined || fraudCase.caseId === own.caseId
      ? []
      : [[`${ground}/${fraudCase.caseId}`, { fraudCase, ground }] as const];
  });
  for (const [name, { fraudCase, ground }] of [...new Map(pairs)].slice(0, MAX_CASES))
    await proposePair({ name, own, other: fraudCase, ground }, recorded, tools);
}

interface Pair {
  readonly name: string;
  readonly own: Case;
  readonly other: Case;
  readonly ground: LinkGround;
}

/** One append tells both cases. */
async function proposePair({ name, own, other, ground }: Pair, recorded: RecordedFact, tools: CoordinationTools): Promise<void> {
  const { journal } = tools;
  const context = contextOf(tools);
  await appendOnce(journal, commandOf(`proposeLink/${name}`, recorded, context.now), async () => {
    const [here, there] = await Promise.all([journal.load(CaseProposals, own.caseId), journal.load(CaseProposals, other.caseId)]);
    const changes = [
      ...splitFacts([here], proposeLink(here.state, ground, { fraudCase: own, other }, context)),
      ...splitFacts([there], proposeLink(there.state, ground, { fraudCase: other, other: own }, context)),
    ];
    return { kind: 'plan', changes };
  });
}
