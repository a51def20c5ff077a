import type { Command, Journal } from '../../shared/journal/journal.ts';
import { type Plan, type Transacted, type TransactOptions, transact } from '../../shared/journal/transact.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';

/**
 * Carries out a command of Cordon itself, which has no caller to refuse: it is done, or was done before.
 *
 * @param options `remember: false` if the streams that it changes tell that it was done before
 * @throws Error if it is refused, also because other commands kept coming first; its trigger then tries it again
 */
export async function appendOnce<Result = never>(
  journal: Journal,
  command: Command,
  attempt: (failed: number) => Promise<Plan<Result> | Refusal<Fact>>,
  options?: Pick<TransactOptions, 'remember'>,
): Promise<Exclude<Transacted<Result>, { readonly outcome: 'refused' }>> {
  const became = await transact(journal, command, attempt, options);
  if (became.outcome === 'refused') throw new Error(`what had to be appended was refused: ${became.refusal.code}`);
  return became;
}
