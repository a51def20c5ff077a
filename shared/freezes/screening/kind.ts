import * as z from 'zod';
import type { AuditedKind, ToldKind } from '../../journal/kind.ts';
import { districts } from '../../kernel/context.ts';
import type { Thing } from '../../kernel/thing.ts';
import type { Screening } from './model.ts';

/** The members of a screening that decide who may see it. */
type SeenScreening = Pick<Screening, 'district' | 'agency' | 'alertId'>;

/** Its readers are the police who read its order; the bank of the order is none of them. */
function screeningThing({ district, agency }: SeenScreening): Thing {
  return { district, agencies: [agency] };
}

export const auditedScreening: AuditedKind<SeenScreening> = {
  stream: 'screening',
  starts: 'screening:ord_',
  timeline: 'money',
  reader: {
    members: () => z.object({ district: z.enum(districts), agency: z.string(), alertId: z.string() }),
    thing: screeningThing,
    alarm: ({ alertId }) => alertId,
  },
};

export const toldScreening: ToldKind<SeenScreening & Pick<Screening, 'orderId' | 'bankId'>> = {
  stream: 'screening',
  members: () =>
    z.object({
      ...{ orderId: z.string(), alertId: z.string(), district: z.enum(districts), agency: z.string(), bankId: z.string() },
    }),
  about: ({ orderId, district, agency, bankId }) => ({
    district,
    agencies: [agency],
    bankId,
    subject: { kind: 'order', id: orderId },
  }),
};
