import Fastify, { type FastifyInstance } from 'fastify';
import { PushedOrder } from './bank.ts';
import { PushedQuestion } from './questions.ts';
import type { Instruction } from './temper.ts';

export interface PushTarget {
  /** How many pushes of one order fail before it is taken. */
  readonly failures: number;
  take(order: Instruction): void;
  ask(question: PushedQuestion): void;
}

export interface PushEndpoint {
  urlOf(bankId: string): string;
  stop(): Promise<void>;
}

/**
 * The front doors of all push banks: `POST /banks/{bankId}/orders`. They take an order only if Cordon signed its bytes.
 *
 * @param signedByCordon checks the detached signature over the raw body, and that it was made recently for this bank
 */
export async function startPushEndpoint(
  targets: ReadonlyMap<string, PushTarget>,
  signedByCordon: (body: string, signature: string, bankId: string) => Promise<boolean>,
): Promise<PushEndpoint> {
  const server = Fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  receiveOrders(server, targets, signedByCordon);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { urlOf: (bankId) => `${address}/banks/${bankId}/orders`, stop: () => server.close() };
}

function receiveOrders(
  server: FastifyInstance,
  targets: ReadonlyMap<string, PushTarget>,
  signedByCordon: (body: string, signature: string, bankId: string) => Promise<boolean>,
): void {
  const failed = new Map<string, number>();
  server.post<{ Params: { bankId: string }; Body: string }>('/banks/:bankId/orders', async (request, reply) => {
    const target = targets.get(request.params.bankId);
    if (target === undefined) return reply.code(404).send();
    const signature = request.headers['x-jws-signature'];
    if (typeof signature !== 'string' || !(await signedByCordon(request.body, signature, request.params.bankId)))
      return reply.code(401).send();
    const body: unknown = JSON.parse(request.body);
    const question = PushedQuestion.safeParse(body);
    if (question.success) {
      target.ask(question.data);
      return reply.code(202).send();
    }
    const order = PushedOrder.safeParse(body);
    if (!order.success) return reply.code(400).send();
    const failures = failed.get(order.data.orderId) ?? 0;
    if (failures < target.failures) {
      failed.set(order.data.orderId, failures + 1);
      return reply.code(503).send();
    }
    target.take(order.data);
    return reply.code(202).send();
  });
}
