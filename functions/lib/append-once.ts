import type { Command, Journal } from '../../shared/journal/journal.ts';
import { type Plan, type Transacted, transact } from '../../shared/journal/transact.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';

/**
 * Carries out a command of Cordon itself that nobody is there to be refused: it is done, or was done before.
 *
 * @throws Error where it is refused, also because others were faster time and again; whoever gave the occasion gives it again
 */
export async function appendOnce(
  journal: Journal,
  command: Command,
  attempt: () => Promise<Plan | Refusal<Fact>>,
): Promise<Exclude<Transacted, { readonly outcome: 'refused' }>> {
  const became = await transact(journal, command, attempt);
  if (became.outcome === 'refused') throw new Error(`what had to be appended was refused: ${became.refusal.code}`);
  return became;
}
