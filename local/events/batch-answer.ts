import * as z from 'zod';

const Answer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() }).nullish();

/**
 * A function's report on its batch under `ReportBatchItemFailures`.
 * @returns the identifiers that failed; `all` for an answer that is not understood or names a record outside the batch, as the cloud takes
 *   it
 */
export function failedItems(answer: unknown, batch: ReadonlySet<string>): ReadonlySet<string> | 'all' {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return 'all';
  const failed = new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => batch.has(id)) ? failed : 'all';
}
