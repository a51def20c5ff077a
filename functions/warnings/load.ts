import type { Journal } from '../../shared/journal/journal.ts';
import { through } from '../../shared/journal/keys.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { heldKey } from '../../shared/warnings/keys.ts';

/** As many leases of one person as are counted. */
const COUNTED = 100;

/**
 * How many warnings a person holds, as the index knows it: a moment behind. A lease that is over by now holds nothing, noted or not.
 *
 * @param now ISO 8601, UTC
 */
export async function heldBy(
  journal: Journal,
  { agency, subject }: Pick<Actor, 'agency' | 'subject'>,
  now: string,
): Promise<number> {
  const { cards } = await journal.find({ index: 'inbox', pk: heldKey(agency, subject), from: through(now), limit: COUNTED });
  return cards.length;
}

/** LOAD_FULL if the person holds as many warnings as the policy allows. */
export async function loadRefusal(journal: Journal, { actor, policy, now }: Context): Promise<Refusal | undefined> {
  const limit = loadLimit({ policy, now });
  const held = await heldBy(journal, actor, now);
  return held >= limit ? refuse('LOAD_FULL', { held, limit }) : undefined;
}

/** The most warnings that one person holds at a time. */
export function loadLimit({ policy, now }: Pick<Context, 'policy' | 'now'>): number {
  return policy.amount('warning.load', now);
}
