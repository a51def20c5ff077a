import { SIGNATURE_HEADER } from '../../shared/http/define-routes.ts';
import { attached, signBody } from '../../shared/http/signature.ts';
import type { Push } from './push.ts';
import type { QueuedMessage } from './queue-records.ts';
import type { GatewayTools } from './tools.ts';

/** What is pushed to whom. */
interface Content {
  readonly endpoint: string;
  /** The bank or agency that is to believe it. */
  readonly receiver: string;
  readonly body: unknown;
  /** Under which the receiver takes it in once. */
  readonly key: string;
  /** Why it comes: an order, a reminder, a question asked again, an instruction, a notice. */
  readonly purpose: string;
  /** What else the signature says that it is about: the order, the instruction. */
  readonly about?: Readonly<Record<string, string>>;
}

/** The same bytes and the same signature each time the message comes, so that the one kept as evidence is the one that arrived. */
export async function signedPush(
  { endpoint, receiver, body: content, key, purpose, about }: Content,
  { messageId, queuedAt }: Pick<QueuedMessage, 'messageId' | 'queuedAt'>,
  { signingKey }: GatewayTools,
): Promise<{ readonly push: Push; readonly evidence: string }> {
  const body = Buffer.from(JSON.stringify(content));
  const signature = await signBody(body, await signingKey(), { audience: receiver, at: queuedAt, about: { ...about, purpose } });
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    'x-cordon-purpose': purpose,
    'x-correlation-id': messageId,
    [SIGNATURE_HEADER]: signature,
  };
  return { push: { endpoint, body, headers }, evidence: attached(body, signature) };
}
