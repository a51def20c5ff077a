import * as z from 'zod';
import { broken } from '../kernel/broken.ts';
import { PositiveFen, PositiveMinor } from '../kernel/money.ts';
import { plainCode } from '../kernel/people.ts';
import { isPlaceholder } from '../kernel/reference.ts';
import { Instant } from '../kernel/time.ts';

/** A bank's serial of a transfer. */
export const Serial = plainCode(
  /^[0-9A-Za-z_.:-]{1,64}$/,
  'must be 1 to 64 letters, digits, dots, colons, hyphens or underscores',
);

/** The codes of currencies that the platform knows. */
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const Currency = z
  .string()
  .overwrite((code) => code.trim().toUpperCase())
  .refine((code) => currencies.has(code), 'must be the code of a currency (ISO 4217)')
  .describe('ISO 4217.');

/** The transfer that brought the money to the account; the bank checks it before it stops anything. */
export const Transfer = z
  .strictObject({
    amountFen: PositiveFen.optional().describe(
      'The sum in fen: required where `currency` is `CNY`. With another currency, what the officers say that it is worth; it counts in no sum then.',
    ),
    currency: Currency,
    amountMinor: PositiveMinor.optional().describe(
      'The sum in the smallest units of another currency (cents, yen): with `CNY` absent, with another required unless `amountFen` says what it is worth. It counts in no sum of fen.',
    ),
    at: Instant,
    serial: Serial.optional(),
  })
  .check(({ value: { currency, amountFen, amountMinor }, issues }) => {
    if (currency !== 'CNY') {
      if (amountMinor === undefined && amountFen === undefined) issues.push(broken('amountMinor', 'is required'));
      return;
    }
    if (amountFen === undefined) issues.push(broken('amountFen', 'is required'));
    if (amountMinor !== undefined) issues.push(broken('amountMinor', 'must be absent with this currency'));
  });

export type Transfer = z.infer<typeof Transfer>;

const TransactionNumber = Serial.refine((number) => !isPlaceholder(number), 'must be a number, not a placeholder for one');

/** One transaction at a payment institution (单笔交易), by one of its numbers. */
export const TransactionTarget = z
  .strictObject({
    kind: z.literal('transaction'),
    bankSerial: TransactionNumber.optional(),
    orderNumber: TransactionNumber.optional(),
    posSerial: TransactionNumber.optional(),
  })
  .check(({ value: { bankSerial, orderNumber, posSerial }, issues }) => {
    const given = [bankSerial, orderNumber, posSerial].filter((number) => number !== undefined);
    if (given.length !== 1) issues.push(broken(undefined, 'must have exactly one of bankSerial, orderNumber and posSerial'));
  });
export type TransactionTarget = z.infer<typeof TransactionTarget>;
