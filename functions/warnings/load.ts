import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { heldKey } from '../../shared/warnings/keys.ts';

/** As many leases of one person as are counted. */
const COUNTED = 100;

/** How many warnings a person holds, as the index knows it: a moment behind. */
export async function heldBy(journal: Journal, { agency, subject }: Pick<Actor, 'agency' | 'subject'>): Promise<number> {
  const { cards } = await journal.find({ index: 'inbox', pk: heldKey(agency, subject), limit: COUNTED });
  return cards.length;
}

/** LOAD_FULL if the person holds as many warnings as the policy allows. */
export async function loadRefusal(journal: Journal, { actor, policy, now }: Context): Promise<Refusal | undefined> {
  const limit = loadLimit({ policy, now });
  const held = await heldBy(journal, actor);
  return held >= limit ? refuse('LOAD_FULL', { held, limit }) : undefined;
}

/** The most warnings that one person holds at a time. */
export function loadLimit({ policy, now }: Pick<Context, 'policy' | 'now'>): number {
  return policy.amount('warning.load', now);
}
