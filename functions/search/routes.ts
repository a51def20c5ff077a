import * as z from 'zod';
import { KnownCase } from '../../shared/cases/known-case.ts';
import { Found, FoundKind, foundKinds, MOST_SHOWN, SearchText } from '../../shared/finding/model.ts';
import { AccountNumber } from '../../shared/freezes/account/account-fields.ts';
import { Holder } from '../../shared/freezes/answers.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageBody, PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { AgencyId, AlertId, OrderId } from '../../shared/kernel/ids.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

const Search = z.strictObject({
  q: SearchText,
  kinds: z
    .array(FoundKind)
    .min(1)
    .max(foundKinds.length)
    .optional()
    .describe('Only these kinds of thing; all that the caller may know, where it is left out.'),
  ...PageBody,
});

/** An order at the account (止付指令): how it stands, its clocks (T0, T1, T4, T5, T7) and what is held. */
export const AccountStop = z
  .strictObject({
    orderId: OrderId,
    alertId: AlertId,
    reference: z.string().describe('The reference of its alarm, for the phone.'),
    district: z.enum(districts),
    agency: AgencyId.describe('The agency that answers for the order.'),
    state: z.enum(orderStatuses),
    tier: z.int().positive(),
    tracedFen: Fen,
    stoppedFen: Fen.describe('What the bank stopped; later changes do not count.'),
    heldFen: Fen.describe('What the bank holds now.'),
    t0: UtcInstant.describe('T0: the alarm.'),
    t1: UtcInstant.describe('T1: requested by the officers.'),
    t4: UtcInstant.optional().describe('T4: answered by the bank.'),
    t5: UtcInstant.optional().describe('T5: the stop took effect, as the bank says.'),
    t7: UtcInstant.optional().describe('T7: the freeze took effect, as the bank says.'),
    dueAt: UtcInstant,
    expiresAt: UtcInstant.optional().describe('End of the 48 hours, or of the freeze.'),
    case: KnownCase.optional().describe("The case that its alarm belongs to, if it is the caller's own."),
  })
  .meta({ id: 'AccountStop' });
export type AccountStop = z.input<typeof AccountStop>;

const FoundPage = pageOf(Found);
const widest = `A search shows ${MOST_SHOWN} things at most, over all its pages`;

export const searchRoutes = defineRoutes({
  search: {
    method: 'POST',
    path: '/v1/search',
    summary: `Find things by id, reference, number of a filing, phone, document, account or name (${widest})`,
    tag: 'search',
    access: { action: 'search.run' },
    body: Search,
    answers: { 200: FoundPage },
    refusals: ['SEARCH_TOO_SHORT', 'SEARCH_TOO_WIDE', 'CURSOR_INVALID'],
    example: { q: '王小', kinds: ['alert', 'case'] },
  },
  searchByReference: {
    method: 'GET',
    path: '/v1/search',
    summary: 'Find a thing by id, reference or number of a filing; what may be personal data belongs in the body of the POST',
    tag: 'search',
    access: { action: 'search.run' },
    query: PageQuery.extend({ q: SearchText }),
    answers: { 200: FoundPage },
    refusals: ['SEARCH_TOO_SHORT', 'SEARCH_TOO_WIDE', 'SEARCH_BY_BODY', 'BUSY'],
  },
  findAccount: {
    method: 'POST',
    path: '/v1/accounts/find',
    summary: 'Read what is known of an account: its stops, their cases, the agency that holds it and its duty phone',
    tag: 'search',
    access: { action: 'account.find' },
    body: z.strictObject({ bankId: AgencyId, accountNumber: AccountNumber, ...PageBody }),
    answers: {
      200: z.strictObject({
        ...pageOf(AccountStop).shape,
        holder: Holder.optional().describe(
          'The agency whose stop or freeze holds the account, also if the caller may not read its order. Absent if none does.',
        ),
      }),
    },
    refusals: ['CURSOR_INVALID'],
    example: { bankId: 'icbc', accountNumber: '6222020200000000001' },
  },
});
