import type * as z from 'zod';
import { ReadEntry } from '../../shared/cases/answers.ts';
import { type Case, idsOfCase } from '../../shared/cases/model.ts';
import { CaseReads } from '../../shared/cases/streams.ts';
import type { Position } from '../../shared/http/cursor.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';

/** Before the first look. */
export const firstRead: Position = { of: '', after: '0' };

interface ReadsPage {
  readonly items: readonly z.infer<typeof ReadEntry>[];
  readonly next?: Position;
}

/** The looks that other agencies took at the case, after those at the cases that were merged into it, each in the order of time. */
export async function readsPage(journal: Journal, fraudCase: Case, limit: number, position: Position): Promise<ReadsPage> {
  const [caseId, ...merged] = idsOfCase(fraudCase);
  const ids = [...merged, caseId];
  const items: z.infer<typeof ReadEntry>[] = [];
  for (let at = Math.max(0, ids.indexOf(position['of'] ?? '')); at < ids.length; at += 1) {
    const id = ids[at] ?? caseId;
    const after = id === position['of'] ? Number(position['after']) : 0;
    const page = await journal.facts(streamKey(CaseReads.name, id), { after, limit: limit - items.length });
    items.push(...page.facts.map(({ data }) => parseTolerantly(ReadEntry, data)));
    if (page.next !== undefined) return { items, next: { of: id, after: String(page.next) } };
    const following = ids[at + 1];
    if (items.length === limit && following !== undefined) return { items, next: { of: following, after: '0' } };
  }
  return { items };
}
