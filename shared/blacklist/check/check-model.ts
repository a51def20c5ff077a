import * as z from 'zod';
import { AgencyId, BlacklistEntryId } from '../../kernel/ids.ts';
import { text } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { GroundClass } from '../entry/grounds.ts';
import { Mark, MarkKind } from '../mark/mark-model.ts';

/** The most marks of one check. */
export const MOST_MARKS = 100;

/** What is advised on a hit, by the one who asks and the kind of mark. */
export const advices = [
  'hold-and-call-police',
  'refuse-service',
  'check-identity',
  'watch-closely',
  'do-not-connect',
  'suspend-number',
  'block',
  'tell-regulator',
  'look-at-entry',
] as const;
export const Advice = z.enum(advices);
export type Advice = z.infer<typeof Advice>;

/** A mark to check: its kind, and its value in any spelling. */
const Asked = z.strictObject({
  kind: MarkKind,
  value: text(500).describe(
    'The number of the account, phone, device or document; the address, the package, or the id of the outlet, by `kind`.',
  ),
  bankId: AgencyId.optional().describe('With `account`: the bank that keeps it. Absent: yours, if you are a bank.'),
  agency: AgencyId.optional().describe(
    'With `outlet`: the bank or operator that it belongs to. Absent: you; only police may name another.',
  ),
});
export type AskedMark = z.infer<typeof Asked>;

export const CheckMarks = z.strictObject({ marks: z.array(Asked).min(1).max(MOST_MARKS) });
export type CheckMarks = z.infer<typeof CheckMarks>;

/**
 * The answer for one mark, by its place in the question. A hit says what the one who asks needs, and nothing of a person, a case or a victim.
 */
export const Checked = z
  .strictObject({
    mark: z.int().nonnegative().describe('Its place in the question.'),
    hit: z.boolean(),
    class: GroundClass.optional().describe('How heavy the ground is; the heaviest, if there are several.'),
    advice: Advice.optional(),
    until: UtcInstant.optional().describe('The end of the listing that lasts longest.'),
    reference: z.string().optional().describe('The reference of that listing, to be read out to the police.'),
    entryId: BlacklistEntryId.optional().describe('For police alone: that listing.'),
  })
  .meta({ id: 'CheckedMark' });
export type Checked = z.infer<typeof Checked>;

/** The mark that is asked for, if its value is one of its kind. */
export function markAsked({ kind, value, bankId, agency }: AskedMark): Mark | undefined {
  const byKind: Readonly<Record<MarkKind, object>> = {
    account: { accountNumber: value, ...(bankId === undefined ? {} : { bankId }) },
    phone: { phone: value },
    device: { deviceId: value },
    address: { address: value },
    app: { app: value },
    person: { idNumber: value },
    outlet: { outletId: value, agency },
  };
  const read = Mark.safeParse({ kind, ...byKind[kind] });
  return read.success ? read.data : undefined;
}
