import * as z from 'zod';
import { HolderRequest, holderStatuses } from '../../shared/bank-questions/holder/model.ts';
import { BankQuestion, questionStatuses } from '../../shared/bank-questions/question/model.ts';
import { Statement, statementStatuses } from '../../shared/bank-questions/statement/model.ts';
import { Watch, WatchLine, watchStatuses } from '../../shared/bank-questions/watch/model.ts';
import { lineCuts } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { HolderRequestId, OrderId, StatementId, WatchId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

/** How the question to the bank stands. */
const Standing = z
  .strictObject({
    state: z.enum(questionStatuses),
    remindedAt: UtcInstant.optional().describe('When the bank was asked once more.'),
    overdueAt: UtcInstant.optional().describe('When people were told that the bank is silent.'),
    declined: BankQuestion.shape.declined.describe('Why the bank cannot answer.'),
    undeliverable: z.literal(true).optional().describe('The question could not be delivered: telephone the bank.'),
  })
  .meta({ id: 'QuestionStanding' });

/** How a question stands, for the police who asked it. */
export function standingOf({ status, remindedAt, overdueAt, declined, delivery }: BankQuestion): z.input<typeof Standing> {
  return {
    state: status,
    ...(remindedAt === undefined ? {} : { remindedAt }),
    ...(overdueAt === undefined ? {} : { overdueAt }),
    ...(declined === undefined ? {} : { declined }),
    ...(delivery.undeliverable ? { undeliverable: true as const } : {}),
  };
}

/** A statement as its readers see it: what was asked, what came, what the sums say. The lines have a list of their own. */
export const StatementView = z
  .strictObject({
    ...Statement.omit({ status: true, pages: true, contested: true, alertId: true }).shape,
    state: z.enum(statementStatuses),
    pages: z.int().nonnegative().describe('How many pages came.'),
    missing: z
      .array(z.int().positive())
      .describe('Pages that are missing, 20 at most: those before the last that came, or before the last of all.'),
    contested: z
      .array(Statement.shape.contested.element.omit({ hash: true }))
      .describe('Pages of which the bank sent another content later. The first counts.'),
    question: Standing.optional().describe('How the question to the bank stands. Only where one statement is read.'),
  })
  .meta({ id: 'Statement' });
export type StatementView = z.input<typeof StatementView>;

/** So many missing pages are named. */
const MAX_MISSING = 20;

export function statementView(statement: Statement, question?: BankQuestion): StatementView {
  const { status, pages, contested, alertId: _, ...shown } = statement;
  const came = new Set(pages);
  const missing: number[] = [];
  for (let page = 1; page < (pages.at(-1) ?? 1) && missing.length < MAX_MISSING; page += 1)
    if (!came.has(page)) missing.push(page);
  return {
    ...shown,
    state: status,
    pages: pages.length,
    missing,
    contested: contested.map(({ page, at }) => ({ page, at })),
    ...(question === undefined ? {} : { question: standingOf(question) }),
  };
}

/** That the bank was asked. */
export const StatementRequested = z
  .strictObject({ statementId: StatementId, dueAt: UtcInstant })
  .meta({ id: 'StatementRequested' });

/** What became of a line that officers have followed. */
const FollowedLine = z.strictObject({
  page: z.int().positive(),
  line: z.int().positive(),
  outcome: z
    .enum(['taken', 'known', 'kept', 'not-kept'])
    .describe(
      '`taken`: an outflow of the order now, and followed within the bounds · `known`: the order had it · `kept`: an outflow of the order that is not followed, `reason` says why · `not-kept`: the order has no room for it.',
    ),
  reason: z.enum(lineCuts).optional(),
});

/** What became of the lines. */
export const LinesFollowed = z.strictObject({ orderId: OrderId, lines: z.array(FollowedLine) }).meta({ id: 'LinesFollowed' });

export const HolderRequested = z
  .strictObject({ holderRequestId: HolderRequestId, dueAt: UtcInstant })
  .meta({ id: 'HolderRequested' });

/** A question whose account it is, as its readers see it. */
export const HolderView = z
  .strictObject({
    ...HolderRequest.omit({ status: true, alertId: true }).shape,
    state: z.enum(holderStatuses),
    question: Standing.optional().describe('How the question to the bank stands.'),
  })
  .meta({ id: 'HolderRequest' });

/** What a list shows of one: nothing of the holder. */
export const HolderEntry = HolderView.omit({ answer: true, others: true, question: true, declined: true }).meta({
  id: 'HolderRequestEntry',
});

export function holderView({ status, alertId: _, ...shown }: HolderRequest, question?: BankQuestion): z.input<typeof HolderView> {
  return { ...shown, state: status, ...(question === undefined ? {} : { question: standingOf(question) }) };
}

export function holderEntry(request: HolderRequest): z.input<typeof HolderEntry> {
  const { answer: _, others: __, declined: ___, ...shown } = holderView(request);
  return shown;
}

export const WatchStarted = z
  .strictObject({ watchId: WatchId, until: UtcInstant, dueAt: UtcInstant })
  .meta({ id: 'WatchStarted' });

/** A watch as its readers see it. */
export const WatchView = z
  .strictObject({
    ...Watch.omit({ status: true, alertId: true }).shape,
    state: z.enum(watchStatuses),
    question: Standing.optional().describe('How the question to the bank stands. Only where one watch is read.'),
  })
  .meta({ id: 'Watch' });

export function watchView({ status, alertId: _, ...shown }: Watch, question?: BankQuestion): z.input<typeof WatchView> {
  return { ...shown, state: status, ...(question === undefined ? {} : { question: standingOf(question) }) };
}

/** A line that the bank told. */
export const WatchLineView = z
  .strictObject({
    toldAt: UtcInstant,
    ...WatchLine.shape.line.shape,
    contests: WatchLine.shape.contests.describe('The bank told another line under this serial before.'),
  })
  .meta({ id: 'WatchLine' });

export function watchLineView({ toldAt, line, contests }: WatchLine): z.input<typeof WatchLineView> {
  return { toldAt, ...line, ...(contests === undefined ? {} : { contests }) };
}
