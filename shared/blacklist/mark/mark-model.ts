import * as z from 'zod';
import { OrderedAccount } from '../../freezes/model.ts';
import { AgencyId } from '../../kernel/ids.ts';
import { IdNumber, Phone, plainCode, text } from '../../kernel/people.ts';
import { plainAccount, plainPhone, plainText } from '../../kernel/plain-text.ts';

/** The kinds of marks that the blacklist (行业涉诈黑名单) has. */
export const markKinds = ['account', 'phone', 'device', 'address', 'app', 'person', 'outlet'] as const;
export const MarkKind = z.enum(markKinds);
export type MarkKind = z.infer<typeof MarkKind>;

const DeviceId = plainCode(/^[0-9A-Za-z:._-]{6,64}$/, 'must be 6 to 64 letters, digits, dots, colons, hyphens or underscores');
const Address = text(500).refine(
  (value) => plainAddress(value) !== undefined,
  'must be an IP address, the name of a host, or the address of a page',
);

/** A mark as it is listed, by its kind. */
export const Mark = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('account'),
    bankId: AgencyId.optional().describe('Absent where the bank is not known: then the number hits at every bank.'),
    accountNumber: OrderedAccount.shape.accountNumber.unwrap(),
  }),
  z.strictObject({ kind: z.literal('phone'), phone: Phone }),
  z.strictObject({ kind: z.literal('device'), deviceId: DeviceId.describe('IMEI, or another id of the device.') }),
  z.strictObject({ kind: z.literal('address'), address: Address.describe('An IP address, a host, or the address of a page.') }),
  z.strictObject({
    kind: z.literal('app'),
    app: text(128).describe('The package; the name, if no package is known.'),
    title: text(128).optional(),
  }),
  z.strictObject({ kind: z.literal('person'), idNumber: IdNumber, name: text(64).optional() }),
  z.strictObject({
    kind: z.literal('outlet'),
    agency: AgencyId.describe('The bank or operator that the outlet belongs to.'),
    outletId: text(64),
  }),
]);
export type Mark = z.infer<typeof Mark>;

/** The mark as it is compared: every spelling of it gives the same text. Of an account without its bank. */
export function plainMark(mark: Mark): string {
  switch (mark.kind) {
    case 'account':
      return plainAccount(mark.accountNumber);
    case 'phone':
      return plainPhone(mark.phone);
    case 'device':
      return plainAccount(mark.deviceId);
    case 'address':
      return plainAddress(mark.address) ?? plainText(mark.address);
    case 'app':
      return plainText(mark.app);
    case 'person':
      return plainText(mark.idNumber);
    case 'outlet':
      return `${mark.agency}#${plainText(mark.outletId)}`;
  }
}

/** Host, port and path of an address: without its scheme, its question and a slash at the end. Undefined if it is none. */
function plainAddress(address: string): string | undefined {
  const plain = plainText(address);
  const bare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/.test(plain) ? `[${plain}]` : plain;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//.test(bare) ? bare.replace(/^[^:]+/, 'http') : `http://${bare}`;
  if (!URL.canParse(whole)) return undefined;
  const { hostname, port, pathname } = new URL(whole);
  const host = hostname.replace(/\.$/, '');
  if (!host.includes('.') && !host.includes(':')) return undefined;
  return `${host}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}`;
}
