import type { PushAlgorithm } from '../../shared/banks/model.ts';
import { SIGNATURE_HEADER } from '../../shared/http/define-routes.ts';
import { attached, signBody } from '../../shared/http/signature.ts';
import type { Push } from './push.ts';
import type { QueuedMessage } from './queue-records.ts';
import type { GatewayTools } from './tools.ts';

/** A push and its receiver. */
export interface Content {
  readonly endpoint: string;
  /** The bank or agency that verifies it. */
  readonly receiver: string;
  readonly body: unknown;
  /** The key under which the receiver takes it in once. */
  readonly key: string;
  /** Why it comes: an order, a reminder, a repeated question, an instruction, a notice. */
  readonly purpose: string;
  /** The algorithm that the receiver wants; Ed25519 if it has not said. */
  readonly algorithm?: PushAlgorithm | undefined;
  /** The further subjects of the signature: the order, the instruction. */
  readonly about?: Readonly<Record<string, string>>;
}

/**
 * The same bytes and the same key each time the message comes. The signature says when it was made (`iat`), so it is a new one each time.
 */
export async function signedPush(
  { endpoint, receiver, body: content, key, purpose, algorithm, about }: Content,
  { messageId }: Pick<QueuedMessage, 'messageId'>,
  { signingKey, now }: Pick<GatewayTools, 'signingKey' | 'now'>,
): Promise<{ readonly push: Push; readonly evidence: string }> {
  const body = Buffer.from(JSON.stringify(content));
  const signature = await signBody(body, await signingKey(algorithm), {
    audience: receiver,
    at: now(),
    about: { ...about, purpose },
  });
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    'x-cordon-purpose': purpose,
    'x-correlation-id': messageId,
    [SIGNATURE_HEADER]: signature,
  };
  return { push: { endpoint, body, headers }, evidence: attached(body, signature) };
}
