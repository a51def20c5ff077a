import { carriesOut } from '../freezes/bank-answer/carries-out.ts';
import { type ResultClass, resultCodes } from '../freezes/bank-answer/result-codes.ts';
import type { BankAnswer } from '../freezes/order/stop-order.ts';
import type { TestFault, TestOrder, TestPush } from './model.ts';
import { asksQuestion } from './scenario-names.ts';
import { scenarios } from './scenarios.ts';
import { isAnswered, questionFaults } from './test-question.ts';

/** The state of a test. `waiting` says what it waits for; empty if it is over. */
export interface Judged {
  readonly outcome: 'running' | 'passed' | 'failed';
  readonly faults: readonly TestFault[];
  readonly waiting: readonly ('push' | 'receipt' | 'result')[];
}

/** The state of a test by the pushes and the bank's answers so far; this does not look at its term. */
export function judge(test: TestOrder): Judged {
  const faults = [...new Set([...pushFaults(test), ...answerFaults(test), ...questionFaults(test)])];
  if (faults.length > 0) return { outcome: 'failed', faults, waiting: [] };
  const waiting = [
    ...(pushesAwaited(test) ? (['push'] as const) : []),
    ...(asksQuestion(test.scenario) ? questionAwaited(test) : answersAwaited(test)),
  ];
  return { outcome: waiting.length === 0 ? 'passed' : 'running', faults, waiting };
}

function pushFaults({ pushes }: TestOrder): readonly TestFault[] {
  return pushes.flatMap((push) => {
    if (push.form === 'good') return push.delivered ? [] : ['push-not-taken' as const];
    if (push.delivered) return ['forgery-taken' as const];
    return isRefusal(push) ? [] : ['forgery-not-refused' as const];
  });
}

/** An endpoint that fails, or that does not know its own path, has not refused the push. */
function isRefusal({ status }: TestPush): boolean {
  return status === 401;
}

function answerFaults({ scenario, order }: TestOrder): readonly TestFault[] {
  const { answers, disputes, contradictions = [], timeDoubts = [], notes = [] } = order;
  const forged: readonly TestFault[] =
    scenario === 'bad-signature' && (answers.length > 0 || order.receivedAt !== undefined) ? ['forgery-answered'] : [];
  const refused = order.onPhone || answers.some((answer) => !isDone(answer) && classOf(answer) !== 'retry');
  const early = scenario === 'retry' && stopIsDone(answers) && !answers.some((answer) => classOf(answer) === 'retry');
  // the bank confirmed that it would not stop, and then it did
  const recalled = answers.findIndex((answer) => answer.instruction === 'recall' && isDone(answer));
  const stoppedAfter = recalled >= 0 && answers.slice(recalled).some((answer) => answer.instruction === 'stop' && isDone(answer));
  return [
    ...forged,
    ...(refused ? ['not-carried-out' as const] : []),
    ...(early ? ['not-asked-again' as const] : []),
    // the bank's answer to a recall may cross with the release that follows its stop
    ...(stoppedAfter || contradictions.length > 0 || disputes.some(({ instruction }) => instruction !== 'recall')
      ? ['contradicted' as const]
      : []),
    // a bank that is asked again may send a receipt of the same stop at another time
    ...(timeDoubts.some(({ reason }) => reason !== 'differs-from-first') ? ['time-doubtful' as const] : []),
    ...(notes.some(({ unread }) => unread !== undefined) ? ['unreadable' as const] : []),
  ];
}

/** Whether a push is still to be made. A replaced instruction needs none; an outage lasts as long as its test. */
function pushesAwaited({ byPush, scenario, order, pushes }: TestOrder): boolean {
  if (!byPush || scenario === 'outage') return false;
  const made = (...purposes: readonly TestPush['purpose'][]) => pushes.filter(({ purpose }) => purposes.includes(purpose));
  const followUps = [
    ...(order.instructions ?? []).filter(({ outcome }) => outcome !== 'replaced'),
    ...(order.pending === undefined ? [] : [order.pending]),
  ];
  const retried = order.answers.filter((answer) => classOf(answer) === 'retry').length;
  return (
    made('order', 'reminder', 'question').length < scenarios[scenario].pushes.length ||
    made('retry').length < retried ||
    followUps.some(({ instructionId }) => !made('instruction').some((push) => push.instructionId === instructionId))
  );
}

/** The question of a test is answered, or it waits for that. */
function questionAwaited(test: TestOrder): Judged['waiting'] {
  return isAnswered(test) ? [] : ['result'];
}

function answersAwaited({ scenario, order }: TestOrder): Judged['waiting'] {
  const { answers, receivedAt } = order;
  switch (scenario) {
    case 'bad-signature':
      return [];
    case 'stop':
      return [...(receivedAt === undefined ? (['receipt'] as const) : []), ...(stopIsDone(answers) ? [] : (['result'] as const))];
    case 'recall': {
      const over = answers.some(
        (answer) => (answer.instruction === 'recall' || answer.instruction === 'release') && isDone(answer),
      );
      return over ? [] : ['result'];
    }
    default: {
      const asked = ['stop' as const, ...scenarios[scenario].followUps];
      const done = asked.every((kind) => answers.some((answer) => answer.instruction === kind && isDone(answer)));
      return done ? [] : ['result'];
    }
  }
}

function stopIsDone(answers: readonly BankAnswer[]): boolean {
  return answers.some((answer) => answer.instruction === 'stop' && isDone(answer));
}

/** Whether the bank carried the instruction out; a recall also by saying that it does not know the stop. */
function isDone({ instruction, code }: BankAnswer): boolean {
  return carriesOut(instruction, code) || (instruction === 'recall' && code === '0400');
}

function classOf({ code }: BankAnswer): ResultClass {
  return resultCodes[code].class;
}
