import type { QueryKey } from '@tanstack/react-query';
import { type ActThing, thingKey } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import type { ToneName } from '../states/tone.tsx';

export type Round = Schemas['ReturnRound'];
export type Claim = Schemas['ReturnClaim'];
export type Payment = Schemas['ReturnPayment'];

/** What pages keep of a round beside the round itself has a key that begins so. */
export const roundKey = (returnId: string): QueryKey => ['return', returnId];

/** What every part of the page of a round is given: the round as its acts need it, and as it is. */
export interface RoundProps {
  readonly thing: ActThing;
  readonly round: Round;
}

/** A claim as its acts need it; its version is read when a form opens. The acts of a round and of its claims are open to the same people. */
export function claimThing({ claimId, status, returnId }: Claim, { may, path, params }: ActThing): ActThing {
  return {
    ...{ path: '/v1/return-claims/{claimId}', params: { claimId }, may, state: status },
    shownIn: [thingKey(path, params), roundKey(returnId), roundKey(String(params['returnId']))],
  };
}

export const paymentTones: Readonly<Record<Payment['status'], ToneName>> = {
  held: 'warn',
  ordered: 'busy',
  'wrong-account': 'bad',
  done: 'good',
  failed: 'bad',
  dropped: 'plain',
};
