import * as z from 'zod';
import type { AuditedKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';

export function bankThing(bankId: string): Thing {
  return { itself: bankId };
}

export const auditedBank: AuditedKind<{ readonly bankId: string }> = {
  stream: 'bank',
  starts: 'bank:',
  reader: { members: () => z.object({ bankId: z.string() }), thing: ({ bankId }) => bankThing(bankId) },
};
