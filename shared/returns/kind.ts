import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { advancePayment } from './payment/pay.ts';
import type { ReturnPayment } from './payment/payment-model.ts';
import type { ReturnRound } from './round/round-model.ts';
import { ReturnPayments } from './streams.ts';

/** The members that decide who may see a round, a claim or a payment. */
type Seen = Pick<ReturnRound, 'district' | 'agency'>;

/** They are for the police of the case. */
export function returnThing({ district, agency }: Seen): Thing {
  return { district, agencies: [agency] };
}

const reader = {
  members: () => z.object({ district: z.enum(districts), agency: z.string() }),
  thing: returnThing,
};

export const auditedRound: AuditedKind<Seen> = { stream: 'return-round', starts: 'ret_', timeline: 'money', reader };
export const auditedClaim: AuditedKind<Seen> = { stream: 'return-claim', starts: 'rcl_', reader };
export const auditedPayment: AuditedKind<Seen> = { stream: 'return-payment', starts: 'rpy_', timeline: 'money', reader };

export const toldRound: ToldKind<Seen & Pick<ReturnRound, 'reference'>> = {
  stream: 'return-round',
  members: () => z.object({ district: z.enum(districts), agency: z.string(), reference: z.string() }),
  about: ({ district, reference, agency }) => ({ district, reference, agencies: [agency] }),
};

/** A payment has no name on the phone: it is told by its round's place in the case. */
export const toldPayment: ToldKind<Seen> = {
  stream: 'return-payment',
  members: reader.members,
  about: ({ district, agency }) => ({ district, agencies: [agency] }),
};

export const duePayment: DueKind<ReturnPayment> = { type: ReturnPayments, due: advancePayment };
