import * as z from 'zod';
import { OrderedAccount } from '../../freezes/model.ts';
import { prose, TwoOfficers } from '../../kernel/people.ts';

/**
 * Ask for the stop of the account (一键止付). What the collision knows of the account and the transfer is taken from it; say here what it does
 * not know, or what is known better by now.
 */
export const OrderCollision = z.strictObject({
  reason: prose(1_000),
  officers: TwoOfficers,
  account: z
    .strictObject({
      ...OrderedAccount.pick({ bankId: true, accountName: true, accountKind: true }).partial().shape,
      transfer: OrderedAccount.shape.transfer.optional(),
    })
    .default({})
    .describe('Absent: as the collision has it; a personal account, if it says no kind.'),
});
export type OrderCollision = z.infer<typeof OrderCollision>;

export const DismissCollision = z.strictObject({ reason: prose(1_000) });
export type DismissCollision = z.infer<typeof DismissCollision>;
