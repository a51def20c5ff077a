import * as z from 'zod';
import { CaseShares } from '../../shared/cases/case-shares.ts';
import { CaseProposals } from '../../shared/cases/link-proposals.ts';
import { Cases } from '../../shared/cases/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly, type ToldKind } from '../../shared/journal/kind.ts';
import { stateAt } from '../../shared/journal/state-at.ts';
import type { About } from '../../shared/kernel/about.ts';
import { districts } from '../../shared/kernel/context.ts';
import { findCase } from '../lookups/cases.ts';
import { toldKinds } from '../lookups/kinds.ts';

/** The stream of the terms of a case has the id of the case. */
const CLOCKS_OF_CASES = 'case-clocks';

/** Of the alarm of an order, what its notices need. */
const AlertOfOrder = readOnly('alert', z.object({ reference: z.string(), raisedBy: z.string(), source: z.string() }));

/** Of an order, what its notices need; the whole of an order is a tenth of the bundle. */
const StandingOfOrder = z.object({
  ...{ alertId: z.string(), district: z.enum(districts), agency: z.string(), account: z.object({ bankId: z.string() }) },
  ...{ requestedAt: z.string(), askedAt: z.string(), waitsFor: z.string().optional(), expiryWarned: z.boolean() },
  ...{ ladder: z.array(z.unknown()), answers: z.array(z.unknown()), onPhone: z.boolean() },
  delivery: z.object({ sendings: z.int(), failures: z.int(), undeliverable: z.boolean() }),
});
const ToldOrder = readOnly('order', StandingOfOrder);

/** Of what a bank is asked about the account of an order, what its notices need. */
const Asked = z.object({ orderId: z.string(), alertId: z.string(), bankId: z.string() });
const Asking = z.object({ district: z.enum(districts), agency: z.string() });
const AskedQuestion = readOnly(
  'bank-question',
  z.object({
    ...Asked.partial({ orderId: true, alertId: true }).shape,
    authority: Asking,
    asked: z.object({ protectionId: z.string().optional() }),
  }),
);
const askedOfBanks = ['statement', 'holder-request', 'watch'].map((kind) =>
  readOnly(kind, z.object({ ...Asked.shape, ...Asking.shape })),
);

/** @param seq of the fact that desks are told of */
type LookUp = (journal: Journal, id: string, seq: number) => Promise<About | undefined>;

/** By the name of the stream: every kind of thing that has notices. */
export const abouts: Readonly<Record<string, LookUp>> = {
  ...Object.fromEntries(toldKinds.map((kind) => ['type' in kind ? kind.type.name : kind.stream, aboutBy(kind)])),
  // these look further than their own stream; what they take from there is settled with its first fact
  [ToldOrder.name]: async (journal, id) => {
    const { state: order } = await journal.load(ToldOrder, id);
    if (order === undefined) return undefined;
    const { state: alert } = await journal.load(AlertOfOrder, order.alertId);
    const { district, agency, account } = order;
    // a bank that reported the fraud is not where its victim asks
    const raisedBy = alert?.source === 'bank-report' ? undefined : alert?.raisedBy;
    const untold = wentStraight(order);
    return { district, reference: alert?.reference, agencies: [agency], bankId: account.bankId, raisedBy, untold };
  },
  // people know what a bank is asked by its order, or by the protective measure
  'bank-question': async (journal, id) => {
    const { state } = await journal.load(AskedQuestion, id);
    if (state === undefined) return undefined;
    const { orderId, alertId, asked, bankId, authority } = state;
    if (orderId !== undefined && alertId !== undefined) return ofOrder(journal, { orderId, alertId, bankId, ...authority });
    const subject = { kind: 'protective-measure', id: asked.protectionId ?? '' };
    return { district: authority.district, agencies: [authority.agency], bankId, subject };
  },
  ...Object.fromEntries(
    askedOfBanks.map((kind) => [
      kind.name,
      async (journal: Journal, id: string) => {
        const { state } = await journal.load(kind, id);
        return state === undefined ? undefined : ofOrder(journal, state);
      },
    ]),
  ),
  // terms of a case that was merged concern the agencies that answer for the one that goes on
  [CLOCKS_OF_CASES]: async (journal, caseId) => {
    const found = await findCase(journal, caseId);
    if (found === undefined) return undefined;
    const { district, reference, agencies } = found.fraudCase;
    return { district, reference, agencies, subject: { kind: Cases.name, id: found.fraudCase.caseId } };
  },
  [CaseProposals.name]: async (journal, id) => {
    const { state: fraudCase } = await journal.load(Cases, id);
    if (fraudCase === undefined) return undefined;
    const { district, reference, agencies } = fraudCase;
    return { district, reference, agencies, subject: { kind: Cases.name, id } };
  },
  [CaseShares.name]: async (journal, id) => {
    const { state: share } = await journal.load(CaseShares, id);
    if (share === undefined) return undefined;
    const { caseId } = share;
    const { state: fraudCase } = await journal.load(Cases, caseId);
    const { district, reference } = fraudCase ?? {};
    return {
      district,
      reference,
      agencies: fraudCase === undefined ? [] : [fraudCase.agency],
      subject: { kind: Cases.name, id: caseId },
    };
  },
};

/** What police asked of the bank of an order: its notices are about the order. */
async function ofOrder(
  journal: Journal,
  { orderId, alertId, bankId, district, agency }: z.infer<typeof Asked> & z.infer<typeof Asking>,
): Promise<About> {
  const { state: alert } = await journal.load(AlertOfOrder, alertId);
  const subject = { kind: ToldOrder.name, id: orderId };
  return { district, reference: alert?.reference, agencies: [agency], bankId, subject };
}

/** The bank answered the first sending of the stop, and nothing of what desks are told of came before or since. */
function wentStraight(order: z.infer<typeof StandingOfOrder>): boolean {
  const { ladder, delivery, answers, onPhone, requestedAt, askedAt, waitsFor, expiryWarned } = order;
  const sentOnce = delivery.sendings <= 1 && delivery.failures === 0 && !delivery.undeliverable && !onPhone;
  const neverInLine = waitsFor === undefined && requestedAt === askedAt;
  return sentOnce && neverInLine && ladder.length === 0 && answers.length <= 1 && !expiryWarned;
}

function aboutBy(kind: ToldKind): LookUp {
  return async (journal, id, seq) => {
    const state =
      'type' in kind
        ? await stateAt(journal, kind.type, id, seq)
        : (await journal.load(readOnly(kind.stream, kind.members()), id)).state;
    return state === undefined ? undefined : kind.about(state);
  };
}
