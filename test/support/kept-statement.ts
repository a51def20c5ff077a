import { pageId, StatementPages, Statements } from '../../shared/bank-questions/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change } from '../../shared/journal/stream.ts';
import { commandOf } from './journal-samples.ts';
import { id, minute, officer, officers } from './samples.ts';

/** A statement of the account of an order that is whole and adds up, on one page, as if its bank had told it. */
export async function keepStatement(
  journal: Journal,
  orderId: string,
  number: number,
  lines: readonly unknown[],
  from = minute(-600),
): Promise<void> {
  const statementId = id('stm', number);
  const at = minute(20);
  const key = pageId(statementId, 1);
  const [statement, page] = await Promise.all([journal.load(Statements, statementId), journal.load(StatementPages, key)]);
  const told = await journal.append({
    command: commandOf({ now: at }),
    changes: [
      change(
        statement,
        {
          type: 'statement.requested',
          data: {
            ...{ at, statementId, orderId, alertId: id('alt', number), district: 'haidian', agency: officer.agency },
            ...{ bankId: 'bank-a', instructionId: id('ins', number), from, to: minute(10), reason: '核实资金' },
            ...{ officers: [...officers], dueAt: minute(60) },
          },
        },
        { type: 'statement.page-taken', data: { at, page: 1, last: true, lines: lines.length, unreadLines: 0, hash: 'h' } },
        { type: 'statement.completed', data: { at, pages: 1, lines: lines.length } },
        { type: 'statement.found-consistent', data: { at, faults: [], faultsInAll: 0 } },
      ),
      change(page, {
        type: 'statement-page.kept',
        data: { at, page: { statementId, page: 1, at, hash: 'h', body: JSON.stringify({ page: 1, last: true, lines }) } },
      }),
    ],
  });
  if (told.outcome !== 'appended') throw new Error(`the statement was not kept: ${told.outcome}`);
}
