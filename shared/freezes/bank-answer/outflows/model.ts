import * as z from 'zod';
import { AgencyId } from '../../../kernel/ids.ts';
import { PositiveFen } from '../../../kernel/money.ts';
import { prose, text } from '../../../kernel/people.ts';
import { inPlainForm } from '../../../kernel/tidy.ts';
import { InstantOfOthers, UtcInstant } from '../../../kernel/time.ts';
import { AccountNumber, accountKinds, HolderName } from '../../account/account-fields.ts';

/** The most outflows an order keeps: far more than are followed. */
export const MAX_OUTFLOWS = 500;

/** How money left an account, other than to an account at a bank: cash at a counter or a machine, a shop, a wallet, a chain, a border. */
const otherMeans = ['cash', 'card-payment', 'wallet', 'virtual-currency', 'abroad', 'other'] as const;
export const outflowMeans = ['account', ...otherMeans] as const;

/** The code as ISO 4217 has it, in capitals; RMB and its Chinese names are CNY. */
function plainCurrency(value: string): string {
  const code = inPlainForm(value).toUpperCase();
  return ['RMB', '人民币', '元'].includes(code) ? 'CNY' : code;
}

/** What a bank may know of any outflow. */
const common = {
  serial: text(64)
    .optional()
    .describe("The bank's serial of the transfer, if it has one. A placeholder (`-`, `0`, `N/A`) says no more than none at all."),
  currency: z
    .string()
    .overwrite(plainCurrency)
    .regex(/^[A-Z]{3}$/, 'must be three capital letters (ISO 4217)')
    .optional()
    .describe('Absent: CNY. Money in another currency is kept, and not followed.'),
  remark: prose(500).optional(),
};

/** Where the money came out, if it did not go to an account at a bank. */
const whereabouts = {
  place: text(200).optional().describe('The branch, the machine or the town.'),
  merchant: text(200).optional().describe('Card payment: who was paid.'),
  terminal: text(64).optional().describe('The number of the machine or of the POS terminal.'),
  wallet: text(200).optional().describe('The address of the wallet, or the account at the platform.'),
  chain: text(64).optional(),
  platform: text(128).optional(),
  country: text(64).optional(),
};

const account = {
  bankId: AgencyId,
  accountName: HolderName,
  accountNumber: AccountNumber,
  accountKind: z.enum(accountKinds),
};

/** An outflow to an account at a bank: Cordon asks that bank at once. */
export const AccountOutflow = z.strictObject({
  means: z.literal('account').optional(),
  ...account,
  amountFen: PositiveFen,
  at: InstantOfOthers,
  ...common,
});
export type AccountOutflow = z.infer<typeof AccountOutflow>;

/** An outflow that no other bank can stop. Cordon keeps it and shows it to the officers. */
const OtherOutflow = z.strictObject({
  means: z.enum(otherMeans),
  amountFen: PositiveFen.optional(),
  at: InstantOfOthers.optional(),
  ...common,
  ...whereabouts,
  ...z.strictObject(account).partial().shape,
});

/** Money that left the account after the fraud's transfer came in. An outflow to an account names the next tier. */
export const Outflow = z.union([AccountOutflow, OtherOutflow]);
export type Outflow = z.infer<typeof Outflow>;

/** Every member that a line may have, each by itself: `readLine` reads a line member by member. */
export const outflowMembers = {
  means: z.enum(outflowMeans),
  ...account,
  amountFen: PositiveFen,
  at: InstantOfOthers,
  ...common,
  ...whereabouts,
};

/** Why a line names no account that can be stopped; the line itself says so, without other knowledge. */
export const lineCuts = [
  'not-an-account',
  'account-missing',
  'bank-unknown',
  'incomplete',
  'other-currency',
  'in-future',
] as const;
export type LineCut = (typeof lineCuts)[number];

/** An unreadable member of input that was taken: its place, the rule it broke, and what came. */
export const Unread = z.strictObject({
  faults: z.array(z.strictObject({ path: z.string(), rule: z.string() })),
  /** JSON of the value that came; absent if it is longer than Cordon keeps. */
  asGiven: z.string().optional(),
});
export type Unread = z.infer<typeof Unread>;

const members = z.strictObject({ ...outflowMembers, at: UtcInstant }).partial();

/** What a line says of a transfer beyond account, sum and moment. */
export const SaidOfLine = z.object({
  ...members.pick({ accountName: true, accountKind: true, remark: true }).shape,
  ...z.object(whereabouts).shape,
  unread: Unread.optional(),
});
export type SaidOfLine = z.infer<typeof SaidOfLine>;

/** An outflow as Cordon keeps it: the readable members of the line, and the reason if it is not followed. */
export const OutflowLine = z.strictObject({
  ...members.shape,
  cut: z.enum(lineCuts).optional(),
  unread: Unread.optional(),
  /** What the bank said differently of the same transfer when it told it again. */
  alsoSaid: z.array(SaidOfLine).optional(),
});
export type OutflowLine = z.infer<typeof OutflowLine>;

/** The line as a transfer to an account that can be stopped, or undefined if it names none. */
export function transferTo(line: OutflowLine): AccountOutflow | undefined {
  // most mule accounts are personal, and no bank's check looks at the kind
  const { bankId, accountName, accountNumber, accountKind = 'personal', amountFen, at, serial, remark } = line;
  if (whyCut(line) !== undefined || bankId === undefined || accountNumber === undefined) return undefined;
  if (amountFen === undefined || at === undefined) return undefined;
  return { bankId, accountName, accountNumber, accountKind, amountFen, at, serial, remark };
}

/** Why the line is not followed, without other knowledge; undefined if it names an account that can be stopped. */
export function whyCut(line: OutflowLine): LineCut | undefined {
  return line.cut ?? cutOf(line);
}

/** Why the members of a line do not make up a transfer that can be followed; undefined if they do. */
export function cutOf(line: Omit<OutflowLine, 'cut'>): LineCut | undefined {
  const { means = 'account', currency = 'CNY', bankId, accountNumber, amountFen, at } = line;
  if (means !== 'account') return 'not-an-account';
  if (accountNumber === undefined) return 'account-missing';
  if (bankId === undefined) return 'bank-unknown';
  if (currency !== 'CNY') return 'other-currency';
  return [amountFen, at].includes(undefined) ? 'incomplete' : undefined;
}
