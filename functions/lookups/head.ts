import * as z from 'zod';
import { gates } from '../../shared/approvals/model.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';

/** What a reader sees of a thing now. */
export const Head = z
  .strictObject({
    title: z.string().optional().describe('Of a case, a consultation, a meeting, a proposal; the kind of fraud of an alarm.'),
    state: z.string().optional().describe('How it stands now, by the word that the thing itself has (`state`, `status`).'),
    sumFen: Fen.optional().describe(
      'The loss of an alarm or a listing; what an order stopped, or was asked to stop; of an approval.',
    ),
    bankId: AgencyId.optional(),
    bankName: z.string().optional(),
    accountName: z.string().optional().describe('The holder of the account of an order.'),
    reference: z.string().optional().describe('What people call it on the phone.'),
    gate: z.enum(gates).optional().describe('Which gate an approval opens.'),
  })
  .meta({ id: 'InboxThing' });
export type Head = z.infer<typeof Head>;
