import { lifecycle } from '../../kernel/lifecycle.ts';
import type { StatementStatus } from './model.ts';
import type { StatementFactType } from './statement-facts.ts';

/** `new` is the state before the first fact; the journal never saves a statement in it. */
type StatementState = 'new' | StatementStatus;

/** The commands on a statement: of police, of the bank, or of Cordon, which checks the balances. */
export type StatementCommand = 'request' | 'takePage' | 'contestPage' | 'decline' | 'complete' | 'pass' | 'fail' | 'follow';

/** Its bank may send another content of a page at any time, and officers may have lines followed as soon as they came. */
function told<State extends StatementStatus>(state: State) {
  return {
    contestPage: [state, 'statement.page-contested'],
    follow: [state, 'statement.lines-followed'],
  } as const;
}

/** 账户交易明细. Asked for, told page by page in any order, or declined; complete once, checked once. */
export const statementLifecycle = lifecycle<StatementState, StatementCommand, StatementFactType>(
  'statement',
  'new',
  {
    new: { request: ['requested', 'statement.requested'] },
    requested: { takePage: ['arriving', 'statement.page-taken'], decline: ['declined', 'statement.declined'] },
    arriving: {
      ...told('arriving'),
      takePage: ['arriving', 'statement.page-taken'],
      decline: ['declined', 'statement.declined'],
      complete: ['complete', 'statement.completed'],
    },
    complete: {
      ...told('complete'),
      pass: ['consistent', 'statement.found-consistent'],
      fail: ['inconsistent', 'statement.found-inconsistent'],
    },
    // a bank that said that it cannot may still tell it
    declined: { ...told('declined'), takePage: ['arriving', 'statement.page-taken'] },
    consistent: told('consistent'),
    inconsistent: told('inconsistent'),
  },
  'STATEMENT_STATE_FORBIDS',
);
