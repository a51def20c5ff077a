import { askedOfBank } from '../bank-questions/question/ask-bank.ts';
import type { AnswerQuestion, QuestionReading } from '../bank-questions/question/bodies.ts';
import type { Asked, BankQuestion } from '../bank-questions/question/model.ts';
import { checkOn, unchecked } from '../bank-questions/statement/check-balances.ts';
import { stopGiven } from '../freezes/order/given-instruction.ts';
import { hashOf } from '../kernel/canonical.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse, refuseAndRecord } from '../kernel/decision.ts';
import { impossible } from '../kernel/impossible.ts';
import { DAY, plus } from '../kernel/time.ts';
import { TEST_PAYEE, TEST_SUM } from './made-up.ts';
import type { TestOrder, TestOrderFact } from './model.ts';
import { asksQuestion, type TestScenario } from './scenario-names.ts';
import type { ToldOfTest } from './told.ts';

type Page = Extract<ToldOfTest, { word: 'page' }>;

/** So many lines of a statement a test keeps: enough to try pages. */
const MOST_LINES = 1_000;

/** The members of a test that its question follows from. */
type Asking = Pick<TestOrder, 'testOrderId' | 'bankId' | 'scenario' | 'startedAt' | 'dueAt' | 'order'>;

/** The id of the test that an id of its question leads to: both end alike, so that an answer finds its test. */
export function testIdOf(id: string): string {
  return id.replace(/^[a-z]+_/, 'tst_');
}

function askedIn({ testOrderId, scenario, startedAt }: Asking): Asked | undefined {
  const idOf = (prefix: string): string => testOrderId.replace(/^[a-z]+_/, `${prefix}_`);
  switch (scenario) {
    case 'statement':
      return { instruction: 'statement', statementId: idOf('stm'), from: plus(startedAt, -DAY), to: startedAt };
    case 'whose-account':
      return { instruction: 'whose-account', holderRequestId: idOf('hld') };
    case 'watch':
      return { instruction: 'watch', watchId: idOf('wch'), until: plus(startedAt, DAY) };
    case 'return':
      return { instruction: 'return', paymentId: idOf('rpy'), fen: TEST_SUM, payTo: TEST_PAYEE };
    default:
      return undefined;
  }
}

/** The question of a test as its bank is pushed it, and reads it. @throws Error of a test that asks none */
export function testQuestion(test: Asking): ReturnType<typeof askedOfBank> {
  const { testOrderId: orderId, bankId, order, startedAt: issuedAt, dueAt, scenario } = test;
  const asked = askedIn(test) ?? impossible(`a test of ${scenario} asks no question`);
  const { accountName, accountNumber, accountKind } = order.account;
  if (accountNumber === undefined || accountKind === undefined) impossible('a test names an account');
  const account = { accountNumber, accountKind, ...(accountName === undefined ? {} : { accountName }) };
  const { agency, district, officers, reason, alertId } = order;
  const question: Parameters<typeof askedOfBank>[0] = {
    ...{ instructionId: stopGiven(order).instructionId, bankId, orderId, alertId, asked, account, issuedAt, dueAt },
    authority: { agency, district, officers, reason },
    ...{ status: 'open', delivery: { sendings: 0, failures: 0, undeliverable: false } },
  } satisfies BankQuestion;
  return { ...askedOfBank(question), test: scenario };
}

/** What the bank reads of it, and where it stands. */
export function testQuestionReading(test: TestOrder): QuestionReading {
  const said = counted(test);
  const answered = isAnswered(test);
  const declined = said.some(({ told }) => told.word === 'declined');
  const over = test.verdict?.at;
  const state = answered ? 'answered' : declined ? 'declined' : over === undefined ? 'open' : 'withdrawn';
  const endedAt = state === 'open' ? undefined : (said.at(-1)?.at ?? over);
  return { ...testQuestion(test), state, ...(endedAt === undefined ? {} : { endedAt }) };
}

/** What the bank said and did not contradict by. */
function counted({ answers = [] }: Pick<TestOrder, 'answers'>): NonNullable<TestOrder['answers']> {
  return answers.filter(({ contradicts }) => contradicts === undefined);
}

function pagesOf(test: Pick<TestOrder, 'answers'>): readonly Page[] {
  return counted(test)
    .flatMap(({ told }) => (told.word === 'page' ? [told] : []))
    .toSorted((a, b) => a.page - b.page);
}

/** Whether the bank has given its answer, whole. */
export function isAnswered(test: Pick<TestOrder, 'answers' | 'scenario'>): boolean {
  if (test.scenario === 'statement') {
    const pages = pagesOf(test);
    return pages.find(({ last }) => last)?.page === pages.length;
  }
  return counted(test).some(({ told }) => told.word !== 'declined' && answers[told.word].includes(test.scenario));
}

/** In which tests a word is an answer. */
const answers: Readonly<Record<Exclude<ToldOfTest['word'], 'declined'>, readonly TestScenario[]>> = {
  done: ['watch', 'return'],
  holder: ['whose-account'],
  page: ['statement'],
  lines: ['watch'],
};

/** What is wrong with what the bank said. */
export function questionFaults(test: TestOrder) {
  if (!asksQuestion(test.scenario)) return [];
  const said = test.answers ?? [];
  const unread = said.some(({ told }) => 'unread' in told && told.unread > 0);
  const { faultsInAll } = checkOn(
    unchecked,
    pagesOf(test).flatMap(({ lines }) => lines),
  );
  return [
    ...(said.some(({ told }) => told.word === 'declined') ? (['not-carried-out'] as const) : []),
    ...(said.some(({ contradicts }) => contradicts === true) ? (['contradicted'] as const) : []),
    ...(unread ? (['unreadable'] as const) : []),
    ...(isAnswered(test) && faultsInAll > 0 ? (['does-not-add-up'] as const) : []),
  ];
}

/**
 * The bank answers the question of a test, as it would answer a real one. The same again changes nothing.
 *
 * @returns `test-order.told`, or ANSWER_IS_ELSEWHERE, QUESTION_STATE_FORBIDS, PAGE_CONFLICT, PAGE_AFTER_LAST, STATEMENT_TOO_LONG,
 *   HOLDER_CONFLICT, RESULT_INCOMPLETE, TIME_IN_FUTURE, TIMES_OUT_OF_ORDER
 */
export function hear(test: TestOrder, told: ToldOfTest, context: Context): Decision<TestOrderFact> {
  const said = counted(test);
  const { now: at } = context;
  if (told.word !== 'declined' && !answers[told.word].includes(test.scenario))
    return refuse('ANSWER_IS_ELSEWHERE', { instruction: test.scenario });
  if (said.some((one) => hashOf(one.told) === hashOf(told))) return accept();
  const refusal = refusalOf(test, told, context);
  if (refusal !== undefined) return refusal;
  const before = said.find((one) => isOfSame(one.told, told));
  const code = told.word === 'page' ? 'PAGE_CONFLICT' : told.word === 'holder' ? 'HOLDER_CONFLICT' : undefined;
  if (before !== undefined && code !== undefined)
    return refuseAndRecord(code, { kept: true }, { type: 'test-order.told', data: { at, told, contradicts: true } });
  return accept({ type: 'test-order.told', data: { at, told } });
}

/** Whether one word takes the place of the other: the same page, or who holds the account. */
function isOfSame(one: ToldOfTest, other: ToldOfTest): boolean {
  if (one.word === 'page') return other.word === 'page' && one.page === other.page;
  return one.word === 'holder' && other.word === 'holder';
}

function refusalOf(test: TestOrder, told: ToldOfTest, context: Context): Refusal | undefined {
  if (told.word === 'page') return pageRefusal(pagesOf(test), told);
  if (told.word === 'declined') return isAnswered(test) ? refuse('QUESTION_STATE_FORBIDS', { state: 'answered' }) : undefined;
  if (told.word !== 'done' || test.scenario !== 'return') return undefined;
  const paths = ['/paidAt'];
  if (told.paidAt === undefined) return refuse('RESULT_INCOMPLETE', { paths });
  if (inFuture(told.paidAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (isBefore(told.paidAt, test.startedAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths });
  return isAnswered(test) ? refuse('QUESTION_STATE_FORBIDS', { state: 'answered' }) : undefined;
}

function pageRefusal(pages: readonly Page[], { page, last, lines }: Page): Refusal | undefined {
  const lastPage = pages.find((one) => one.last)?.page;
  const highest = pages.at(-1)?.page ?? 0;
  if (lastPage !== undefined && page > lastPage) return refuse('PAGE_AFTER_LAST', { paths: ['/page'], lastPage });
  if (last && page < highest) return refuse('PAGE_AFTER_LAST', { paths: ['/last'], page: highest });
  const inAll = pages.reduce((sum, one) => sum + one.lines.length, lines.length);
  return inAll > MOST_LINES ? refuse('STATEMENT_TOO_LONG', { paths: ['/lines'], maxLines: MOST_LINES }) : undefined;
}

/** What a bank says with `…/answer`, as a test keeps it. */
export function toldBy(answer: AnswerQuestion): ToldOfTest {
  if (answer.outcome === 'done') return { word: 'done', ...(answer.paidAt === undefined ? {} : { paidAt: answer.paidAt }) };
  const { code, remark } = answer;
  return { word: 'declined', code, ...(remark === undefined ? {} : { remark }) };
}
