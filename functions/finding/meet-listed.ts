import type { HolderAnswer } from '../../shared/bank-questions/holder/model.ts';
import { HolderRequests, Statements, Watches, WatchLines } from '../../shared/bank-questions/streams.ts';
import type { WatchedLine } from '../../shared/bank-questions/watch/model.ts';
import type { LookBackMessage, MeetMessage } from '../../shared/finding/message.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { keysOfAccount, listedAmong, recordCollision, type Touched } from '../lookups/collide.ts';
import { pagesOfStatement, readMembers } from '../lookups/statement-pages.ts';
import { touchedByTold } from '../lookups/touched.ts';
import { contextOf, type Platform } from '../platform/platform.ts';

export interface MeetingTools extends Platform {
  /** The key of the keyed hashes of account numbers. */
  readonly accountsKey: () => Promise<string>;
}

/** Accounts that a bank told beside its outflows, some at a time, and the order that they are told of. */
interface ToldAccounts {
  readonly orderId: string;
  readonly told: AsyncIterable<readonly Touched[]> | Iterable<readonly Touched[]>;
}

/**
 * Notes which of the accounts that a bank told in a statement, of a holder, or line by line of a watch, are on the blacklist (布黑卡碰撞). It is not
 * urgent as an outflow is, and a statement has thousands of lines, so it is done here, and not where the clocks run. The same message again
 * changes nothing.
 */
export async function meetListed(tools: MeetingTools, message: MeetMessage, messageId: string): Promise<void> {
  const { journal } = tools;
  const secret = await tools.accountsKey();
  const found = await toldIn(journal, message, secret);
  if (found === undefined) return;
  const context = contextOf(tools);
  for await (const touched of found.told) {
    const listed = await listedAmong(journal, touched, context.now);
    if (listed.length === 0) continue;
    const { state: order } = await journal.load(StopOrders, found.orderId);
    if (order === undefined) return;
    const command = meetingCommand(message, messageId, context.now);
    for (const one of listed) await recordCollision(journal, one, order, command, context);
  }
}

/** The command by which a message has collisions recorded. @param now ISO 8601, UTC */
export function meetingCommand(message: MeetMessage | LookBackMessage, messageId: string, now: string): Command {
  const id = `meet/${messageId}`;
  return { name: 'meetListed', id, inputHash: hashOf(message), actor: systemActor, correlationId: messageId, now };
}

function toldIn(journal: Journal, message: MeetMessage, secret: string): Promise<ToldAccounts | undefined> {
  switch (message.kind) {
    case 'statement':
      return ofStatement(journal, message.id, secret);
    case 'holder-request':
      return ofHolder(journal, message.id, secret);
    case 'watch':
      return ofWatch(journal, message.id, message.lines, secret);
  }
}

async function ofStatement(journal: Journal, id: string, secret: string): Promise<ToldAccounts | undefined> {
  const { state } = await journal.load(Statements, id);
  if (state === undefined) return undefined;
  const pages = async function* () {
    for await (const lines of pagesOfStatement(journal, state, readMembers)) yield lines.flatMap((line) => paidTo(line, secret));
  };
  return { orderId: state.orderId, told: pages() };
}

/** Money that went out: what came in came from an account, and reached none. */
function paidTo({ direction, counterparty, amountFen, at, serial }: WatchedLine, secret: string): readonly Touched[] {
  if (direction !== 'out') return [];
  const { bankId, accountNumber, accountName } = counterparty ?? {};
  return touchedByTold({ bankId, accountNumber, accountName, amountFen, at, serial }, 'statement', secret);
}

async function ofWatch(
  journal: Journal,
  id: string,
  lines: readonly string[],
  secret: string,
): Promise<ToldAccounts | undefined> {
  const [{ state }, told] = await Promise.all([journal.load(Watches, id), loadAll(journal, WatchLines, lines)]);
  if (state === undefined) return undefined;
  return {
    orderId: state.orderId,
    told: [told.flatMap((one) => (one.state === undefined ? [] : paidTo(one.state.line, secret)))],
  };
}

async function ofHolder(journal: Journal, id: string, secret: string): Promise<ToldAccounts | undefined> {
  const { state } = await journal.load(HolderRequests, id);
  if (state?.answer === undefined) return undefined;
  const { bankId, answer, orderId } = state;
  return { orderId, told: [answer.accounts.map((one) => touchedByHolder(one, bankId, secret))] };
}

function touchedByHolder(
  { accountNumber, accountKind }: HolderAnswer['accounts'][number],
  bankId: string,
  secret: string,
): Touched {
  return {
    ...{ ...keysOfAccount(secret, { bankId, accountNumber }), way: 'holder' },
    account: { bankId, accountNumber, accountKind },
  };
}
