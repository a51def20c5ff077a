import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ApiAnswer, type ApiClient, untilAnswered } from '../client.ts';
import type { Clock } from '../clock.ts';
import { type BankResultBody, isFinal, resultOf } from './answers.ts';
import { holderOf, linesOfPeriod, OrderSaid, type PushedQuestion, pagesOf } from './questions.ts';
import type { BankKey } from './signing.ts';
import type { Instruction, Temper } from './temper.ts';

const MINUTE = 60_000;

/** The push, or the pulled order: the members that a simulated bank looks at. */
export const PushedOrder = z
  .object({
    orderId: z.string(),
    instructionId: z.string(),
    instruction: z.enum(['stop', 'recall', 'extend', 'release', 'freeze', 'renew', 'unfreeze', 'narrow']),
    tier: z.number(),
    accountNumber: z.string().optional(),
    transfers: z.array(z.object({ amountFen: z.number().default(0) })),
  })
  .transform(
    (order): Instruction => ({
      orderId: order.orderId,
      instructionId: order.instructionId,
      instruction: order.instruction,
      tier: order.tier,
      stopped: order.accountNumber ?? order.orderId,
      amountFen: order.transfers.reduce((sum, { amountFen }) => sum + amountFen, 0),
    }),
  );

export interface SimulatedBank {
  readonly bankId: string;
  /** An order arrived, by push or by pull. The same one again is a reminder, and is worked on once. */
  take(order: Instruction): void;
  /** It is asked something beside the instructions of an order. The same again is a reminder, and is worked on once. */
  ask(question: PushedQuestion): void;
  /** Ends all work under way. */
  stop(): void;
}

/** A bank's back office: acknowledges, acts in its own time, and answers over the public API. */
export function createBank(bankId: string, temper: Temper, client: ApiClient, key: BankKey, clock: Clock): SimulatedBank {
  const stopping = new AbortController();
  const busy = new Set<string>();
  const turns = new Map<string, number>();
  /** Its answers to an instruction: a reminder gets the same answer again. */
  const said = new Map<string, BankResultBody>();

  const wait = (minutes: number) => sleep(clock.toReal(minutes * MINUTE), undefined, { signal: stopping.signal });

  /** What an answer is about. */
  type About = Pick<Instruction, 'instructionId'> & { readonly orderId?: string };

  const post = (order: Instruction, what: 'receipt' | 'result', says: object) =>
    say(order, `/v1/bank/orders/${order.orderId}/${what}`, { instructionId: order.instructionId, ...says });

  async function say({ orderId, instructionId }: About, path: string, says: object): Promise<ApiAnswer | undefined> {
    const text = JSON.stringify(says);
    const about = { ...(orderId === undefined ? {} : { orderId }), instructionId };
    const send = async () => client.request('POST', path, text, { 'x-jws-signature': await key.sign(text, about) });
    return untilAnswered(send, stopping.signal);
  }

  async function work(order: Instruction, turn: number): Promise<void> {
    if (temper.receiptAfter !== undefined) {
      await wait(temper.receiptAfter);
      await post(order, 'receipt', { receivedAt: new Date(clock.now()).toISOString() });
    }
    if (temper.resultAfter === undefined) return;
    await wait(Math.max(0, temper.resultAfter - (temper.receiptAfter ?? 0)));
    const result = said.get(order.instructionId) ?? resultOf(temper, order, turn, clock.now());
    if (isFinal(result)) said.set(order.instructionId, result);
    await Promise.all(Array.from({ length: temper.copies ?? 1 }, () => post(order, 'result', result)));
  }

  /** Answers a question, in the time that it needs for an instruction. A bank that never answers an instruction answers no question. */
  async function answer(question: PushedQuestion): Promise<void> {
    if (temper.resultAfter === undefined) return;
    await wait(temper.resultAfter);
    switch (question.instruction) {
      case 'statement': {
        const read = await client.request('GET', `/v1/bank/orders/${question.orderId}`);
        const lines = linesOfPeriod(question, OrderSaid.parse(read.body), temper.past);
        for (const page of pagesOf(lines)) await say(question, `/v1/bank/statements/${question.statementId}/lines`, page);
        return;
      }
      case 'whose-account':
        await say(question, `/v1/bank/holder-requests/${question.holderRequestId}/answer`, holderOf(question));
        return;
      case 'return': {
        const paidAt = new Date(clock.now()).toISOString();
        await say(question, `/v1/bank/questions/${question.instructionId}/answer`, { outcome: 'done', paidAt });
        return;
      }
      case 'protect':
      case 'unprotect': {
        const says = temper.protects === false ? { outcome: 'declined', code: '1000' } : { outcome: 'done' };
        await say(question, `/v1/bank/questions/${question.instructionId}/answer`, says);
        return;
      }
      case 'watch':
      case 'watch-end':
        await say(question, `/v1/bank/questions/${question.instructionId}/answer`, { outcome: 'done' });
    }
  }

  return {
    bankId,
    ask: (question) => {
      const job = question.instructionId;
      if (busy.has(job) || stopping.signal.aborted) return;
      busy.add(job);
      const done = () => busy.delete(job);
      answer(question).then(done, done);
    },
    take: (order) => {
      const job = order.instructionId;
      if (busy.has(job) || stopping.signal.aborted) return;
      busy.add(job);
      const account = `${order.stopped} ${order.instruction}`;
      const turn = turns.get(account) ?? 0;
      turns.set(account, turn + 1);
      // A bank that never answers keeps the order in hand for good; a bank that has answered may be asked again.
      const done = () => temper.resultAfter !== undefined && busy.delete(job);
      work(order, turn).then(done, done);
    },
    stop: () => stopping.abort(),
  };
}
