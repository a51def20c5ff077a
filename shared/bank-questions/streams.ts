import { dueShard, factsOfAlert } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { evolveHolderRequest } from './holder/ask-holder.ts';
import { HolderRequestFact } from './holder/holder-request-facts.ts';
import { HolderRequest } from './holder/model.ts';
import { askedOfOrder, lineOfWatch, questionOfBank, statementOfAlarm, statementOfOrder } from './keys.ts';
import { nextMoment } from './question/ask-bank.ts';
import { evolveQuestion } from './question/evolve-question.ts';
import { BankQuestion } from './question/model.ts';
import { BankQuestionFact } from './question/question-facts.ts';
import { evolveStatement } from './statement/evolve-statement.ts';
import { Statement, StatementPage } from './statement/model.ts';
import { StatementFact, StatementPageFact } from './statement/statement-facts.ts';
import { evolveWatch } from './watch/evolve-watch.ts';
import { Watch, WatchLine } from './watch/model.ts';
import { watchEndsAt } from './watch/run-watch.ts';
import { WatchFact, WatchLineFact } from './watch/watch-facts.ts';

/** Questions to banks by their instruction's id; found in their bank's inbox while open, and by when Cordon looks after them. */
export const BankQuestions: StreamType<BankQuestion, BankQuestionFact> = {
  name: 'bank-question',
  schemaVersion: 3,
  state: BankQuestion,
  fact: BankQuestionFact,
  evolve: evolveQuestion,
  index: (question) => {
    const { instructionId, bankId, dueAt, status } = question;
    const moment = nextMoment(question);
    return {
      entries: {
        ...(status === 'open' ? { inbox: questionOfBank(bankId, dueAt, instructionId) } : {}),
        ...(moment === undefined ? {} : { due: dueShard(instructionId, moment) }),
      },
      card: { instructionId },
    };
  },
};

/** Statements by their id; found by their order, and by its alarm, among whose facts theirs stand. */
export const Statements: StreamType<Statement, StatementFact> = {
  name: 'statement',
  schemaVersion: 2,
  state: Statement,
  fact: StatementFact,
  evolve: evolveStatement,
  index: ({ statementId, orderId, alertId, requestedAt, status }) => ({
    entries: {
      file: statementOfOrder(orderId, requestedAt, statementId),
      listing: statementOfAlarm(alertId, requestedAt, statementId),
    },
    card: { statementId, status },
  }),
  factsFile: ({ alertId }) => factsOfAlert(alertId),
};

/**
 * The pages of statements, one item each, so that a page costs the same however many came before. Written once: the chain of facts of the
 * statement has the hash of each.
 */
export const StatementPages: StreamType<StatementPage, StatementPageFact> = {
  name: 'statement-page',
  schemaVersion: 1,
  state: StatementPage,
  fact: StatementPageFact,
  onlyState: true,
  evolve: (_before, { data }) => data.page,
  index: () => ({ entries: {}, card: {} }),
};

/** The id of a page. */
export function pageId(statementId: string, page: number): string {
  return `${statementId}.${page}`;
}

/** The id of another content of a page, which came later. */
export function contestedPageId(statementId: string, page: number, hash: string): string {
  return `${pageId(statementId, page)}.${hash}`;
}

/** Questions whose account it is, by their id; found by their order. */
export const HolderRequests: StreamType<HolderRequest, HolderRequestFact> = {
  name: 'holder-request',
  schemaVersion: 3,
  state: HolderRequest,
  fact: HolderRequestFact,
  evolve: evolveHolderRequest,
  index: ({ holderRequestId, orderId, requestedAt }) => ({
    entries: { file: askedOfOrder('holder-request', orderId, requestedAt, holderRequestId) },
    card: { holderRequestId },
  }),
};

/** Watches by their id; found by their order, and by when they end. */
export const Watches: StreamType<Watch, WatchFact> = {
  name: 'watch',
  schemaVersion: 2,
  state: Watch,
  fact: WatchFact,
  evolve: evolveWatch,
  index: (watch) => {
    const { watchId, orderId, requestedAt } = watch;
    const moment = watchEndsAt(watch);
    return {
      entries: {
        file: askedOfOrder('watch', orderId, requestedAt, watchId),
        ...(moment === undefined ? {} : { due: dueShard(watchId, moment) }),
      },
      card: { watchId },
    };
  },
};

/** The lines of watches, one item each, found by their watch. Written once: the chain of facts of the watch has the id of each. */
export const WatchLines: StreamType<WatchLine, WatchLineFact> = {
  name: 'watch-line',
  schemaVersion: 1,
  state: WatchLine,
  fact: WatchLineFact,
  onlyState: true,
  evolve: (_before, { data }) => data.line,
  index: ({ watchId, lineId, toldAt }) => ({ entries: { file: lineOfWatch(watchId, toldAt, lineId) }, card: { lineId } }),
};
