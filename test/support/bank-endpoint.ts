import Fastify from 'fastify';
import * as z from 'zod';

const Pushed = z.looseObject({ orderId: z.string(), instruction: z.string() });
export type PushedInstruction = z.infer<typeof Pushed>;

/** A bank's own endpoint for a test: takes everything, remembers what it got. */
export async function openBankEndpoint() {
  const received: { readonly body: PushedInstruction; readonly signature: string | undefined }[] = [];
  const server = Fastify({ forceCloseConnections: true });
  server.post('/orders', async (request, reply) => {
    const signature = request.headers['x-jws-signature'];
    received.push({ body: Pushed.parse(request.body), signature: typeof signature === 'string' ? signature : undefined });
    return reply.code(202).send();
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/orders`, received, close: () => server.close() };
}
