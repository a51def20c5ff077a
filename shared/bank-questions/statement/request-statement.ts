import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { StopOrder } from '../../freezes/order/stop-order.ts';
import { inFuture } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, type Refusal, refuse } from '../../kernel/decision.ts';
import { DAY, elapsed } from '../../kernel/time.ts';
import { accountOf, dueBy, questionAsked } from '../question/ask-bank.ts';
import type { DeclinedAt } from '../question/model.ts';
import type { BankQuestionFact } from '../question/question-facts.ts';
import type { RequestStatement } from './bodies.ts';
import type { Statement } from './model.ts';
import type { StatementFact } from './statement-facts.ts';
import { statementLifecycle } from './statement-lifecycle.ts';

/** The ids of what begins. */
interface Begun {
  readonly statementId: string;
  readonly instructionId: string;
}

/**
 * Asks the bank of an order for the lines of its account in a period (调取交易明细), whatever became of the order: an account that is known can
 * be asked about.
 *
 * @returns `statement.requested` and the question to the bank, or SAME_OFFICER_TWICE, QUESTION_NEEDS_ACCOUNT, TIME_IN_FUTURE,
 *   TIMES_OUT_OF_ORDER, STATEMENT_PERIOD_TOO_LONG
 */
export function requestStatement(
  order: StopOrder,
  input: RequestStatement,
  { statementId, instructionId }: Begun,
  context: Context,
): Created<StatementFact | BankQuestionFact> {
  const { from, to, reason, officers } = input;
  const known = accountOf(order);
  if (known.kind === 'refusal') return known;
  const wrong = sameOfficerTwice(officers) ?? periodRefusal(input, context);
  if (wrong !== undefined) return wrong;
  const { orderId, alertId, district, agency, account } = order;
  const asked = { instruction: 'statement', statementId, from, to } as const;
  const question = { asked, account: known.account, instructionId, agency, reason, officers };
  return create<StatementFact | BankQuestionFact>(
    statementId,
    {
      type: 'statement.requested',
      data: {
        ...{ at: context.now, statementId, orderId, alertId, district, agency, bankId: account.bankId, instructionId },
        ...{ from, to, reason, officers: [...officers], dueAt: dueBy(asked, context) },
      },
    },
    questionAsked(order, question, context),
  );
}

/** Why the bank is not asked for such a period. */
function periodRefusal({ from, to }: Pick<RequestStatement, 'from' | 'to'>, context: Context): Refusal | undefined {
  if (from > to) return refuse('TIMES_OUT_OF_ORDER', { paths: ['/from'] });
  for (const [path, moment] of [['/from', from] as const, ['/to', to] as const])
    if (inFuture(moment, context)) return refuse('TIME_IN_FUTURE', { paths: [path] });
  const maxDays = context.policy.amount('statement.longest-period', context.now);
  return elapsed(from, to) > maxDays * DAY ? refuse('STATEMENT_PERIOD_TOO_LONG', { paths: ['/to'], maxDays }) : undefined;
}

/** The bank said that it cannot tell it. No fact if it told all before. */
export function declineStatement({ status }: Statement, declined: DeclinedAt): readonly StatementFact[] {
  return statementLifecycle.allows(status, 'decline') ? [{ type: 'statement.declined', data: declined }] : [];
}
