import { type Known, type Named, namedRefusal } from '../../shared/agencies/named.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Decision, Fact, Refusal } from '../../shared/kernel/decision.ts';

/**
 * The decision, if every agency it names is registered and fit for its part. This runs after the decider, whose own reasons say more, and
 * only if something would change: a past decision stands when an agency is closed later.
 *
 * @returns the decision, or AGENCY_UNKNOWN, AGENCY_UNFIT, ROLE_UNFIT
 */
export async function ifRegistered<D extends Decision<Fact>>(
  journal: Journal,
  decision: D,
  named: readonly Named[],
): Promise<D | Refusal> {
  if (decision.kind === 'refusal' || decision.facts.length === 0 || named.length === 0) return decision;
  return namedRefusal(await registered(journal, named), named) ?? decision;
}

/** The registrations of the named agencies; of banks only if a bank can be meant. */
async function registered(journal: Journal, named: readonly Named[]): Promise<ReadonlyMap<string, Known>> {
  const [agencies, banks] = await Promise.all([
    journal.loadMany(Agencies, idsOf(named)),
    journal.loadMany(Banks, idsOf(named.filter(({ kinds }) => kinds.has('bank')))),
  ]);
  return new Map<string, Known>([
    ...banks.flatMap(({ id, state }) => (state === undefined ? [] : [[id, { kind: 'bank', closed: false }] as const])),
    ...agencies.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state] as const])),
  ]);
}

function idsOf(named: readonly Named[]): readonly string[] {
  return [...new Set(named.map(({ agency }) => agency))];
}
