import { testThing } from '../../shared/bank-tests/kind.ts';
import type { TestOrder, TestOrderFact } from '../../shared/bank-tests/model.ts';
import { tellTest } from '../../shared/bank-tests/run-test.ts';
import { asksQuestion } from '../../shared/bank-tests/scenario-names.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { testIdOf, testQuestion } from '../../shared/bank-tests/test-question.ts';
import type { ToldOfTest } from '../../shared/bank-tests/told.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { signedOf } from './signed-of.ts';

type Operation<C> = (request: C, tools: ApiTools) => Promise<StoredAnswer | Rejection>;

/** The operation, and where it finds nothing, the same of the question of a test: its ids end like that of its test. */
export function orOfTest<C extends Call>(real: Operation<C>, ofTest: Operation<C>): Operation<C> {
  return async (request, tools) => {
    const answer = await real(request, tools);
    const isMissing = 'code' in answer && answer.code === 'NOT_FOUND';
    return isMissing ? ofTest(request, tools) : answer;
  };
}

/** The test whose question has this id, if the caller is its bank. */
export async function testAsked(
  request: Call,
  journal: Journal,
  id: string,
): Promise<(Loaded<TestOrder, TestOrderFact> & { readonly state: TestOrder }) | Refusal> {
  const test = await journal.load(TestOrders, testIdOf(id));
  const { state } = test;
  const isIts = state !== undefined && asksQuestion(state.scenario) && Object.values(testQuestion(state)).includes(id);
  if (!isIts) return refuse('NOT_FOUND');
  const access = request.allowed(testThing(state.order));
  return access.kind === 'refusal' ? refuse('NOT_FOUND') : { ...test, state };
}

/** The bank answers the question of its test: decided and judged in one append with how the bank stands in its tests. */
export async function tellOfTest(
  request: Call,
  { journal }: ApiTools,
  { id, told, most }: { readonly id: string; readonly told: ToldOfTest; readonly most?: number },
  answer: (after: TestOrder) => StoredAnswer,
): Promise<StoredAnswer | Rejection> {
  const asked = await testAsked(request, journal, id);
  if ('code' in asked) return asked;
  const { instructionId } = testQuestion(asked.state);
  const signed = await signedOf(request, journal, { orderId: asked.id, instructionId }, most);
  if (signed.kind === 'refusal') return signed;
  return carryOut(request, journal, async () => {
    const [test, conformance] = await Promise.all([
      journal.load(TestOrders, asked.id),
      journal.load(Conformances, asked.state.bankId),
    ]);
    const { state } = test;
    if (state === undefined) return refuse('NOT_FOUND');
    const decision = tellTest(state, told, request.context());
    return planFrom(decision, [test, conformance], (after) => answer(after(test).state ?? state));
  });
}
