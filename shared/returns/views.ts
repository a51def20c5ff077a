import * as z from 'zod';
import { AgencyId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { AccountOutcome } from '../ownership/model.ts';
import { ReturnClaim } from './claim/claim-model.ts';
import { ReturnPayment } from './payment/payment-model.ts';
import { AccountOfPlan, PlanPage } from './plan/plan-pages.ts';
import { currentPlan, openPayments, ReturnRound, RoundAccount } from './round/round-model.ts';

/** A round of return as it is shown. */
export const ReturnRoundView = z
  .strictObject({
    ...ReturnRound.shape,
    version: z.int(),
    planIsCurrent: z.boolean().describe('Whether nothing that the plan rests on has changed since it was computed.'),
    openPayments: z.int().nonnegative(),
  })
  .meta({ id: 'ReturnRound' });
export type ReturnRoundView = z.infer<typeof ReturnRoundView>;

export function roundView(round: ReturnRound, version: number): ReturnRoundView {
  const paying = round.status === 'paying' || round.status === 'closed';
  return {
    ...round,
    version,
    planIsCurrent: currentPlan(round) !== undefined,
    openPayments: paying ? openPayments(round) : 0,
  };
}

/** What a list shows of a round. */
export const ReturnRoundEntry = ReturnRoundView.pick({
  returnId: true,
  reference: true,
  status: true,
  number: true,
  openedAt: true,
  touchedAt: true,
  claims: true,
  plan: true,
  payments: true,
}).meta({ id: 'ReturnRoundEntry' });

export function roundEntry(round: ReturnRound): z.infer<typeof ReturnRoundEntry> {
  const { returnId, reference, status, number, openedAt, touchedAt, claims, plan, payments } = round;
  const entry = { returnId, reference, status, number, openedAt, touchedAt, claims, payments };
  return plan === undefined ? entry : { ...entry, plan };
}

/** A victim's claim as it is shown to the police of the case. */
export const ReturnClaimView = z.strictObject({ ...ReturnClaim.shape, version: z.int() }).meta({ id: 'ReturnClaim' });
export type ReturnClaimView = z.infer<typeof ReturnClaimView>;

/** A payment as it is shown to the police of the case. */
export const ReturnPaymentView = z.strictObject({ ...ReturnPayment.shape, version: z.int() }).meta({ id: 'ReturnPayment' });
export type ReturnPaymentView = z.infer<typeof ReturnPaymentView>;

const ofPages = { pages: z.int().positive() };
const [ofAccounts, , ofClaims, ofPayments] = PlanPage.options;
const withOutcomes = { accounts: z.array(z.strictObject({ ownership: AccountOfPlan, outcome: AccountOutcome })) };

/** A page of a plan, and how many there are. */
export const PlanPageView = z
  .discriminatedUnion('of', [
    ofAccounts.extend({ ...withOutcomes, ...ofPages }),
    ofClaims.extend(ofPages),
    ofPayments.extend(ofPages),
  ])
  .meta({ id: 'ReturnPlanPage' });

/** How a victim who has not come forward takes part, in words to be read by anyone. */
const howToClaim = {
  zh: '其他被害人可在公告期内持身份证明、报案回执和转账凭证，到办案单位或者就近的公安机关申报；公告期满后申报的，在下一轮返还中处理。',
  en: 'Other victims may claim while the notice runs, with proof of identity, the receipt of their report and of the transfer, at the agency that handles the case or at any police station. Later claims belong to the next round.',
} as const;

/** How a person objects against a plan, in words to be read by anyone. */
const howToObject = {
  zh: '对本公告的分配方案有异议的被害人、账户持有人及其他利害关系人，可在公告期内持身份证明和有关材料，到办案单位或者就近的公安机关提出。',
  en: 'Victims, holders of the accounts and others with an interest may object against this plan while the notice runs, with proof of identity and papers, at the agency that handles the case or at any police station.',
} as const;

/** A public notice of return (返还公告). It names no person, and of an account the bank and the last characters of its number. */
export const ReturnNotice = z
  .strictObject({
    reference: z.string(),
    caseReference: z.string(),
    agency: AgencyId,
    publishedAt: UtcInstant,
    until: UtcInstant,
    accounts: z.array(z.strictObject(RoundAccount.pick({ bankId: true, masked: true, frozenFen: true }).shape)),
    claims: z.int().nonnegative().describe('How many claims share.'),
    lossFen: z.int().nonnegative().describe('Their losses together.'),
    poolFen: z.int().nonnegative().describe('The sum that is shared by loss.'),
    howToClaim: z.strictObject({ zh: z.string(), en: z.string() }),
    howToObject: z.strictObject({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'ReturnNotice' });

/** The notice of a round, while it runs. */
export function noticeView(round: ReturnRound, now: string): z.infer<typeof ReturnNotice> | undefined {
  const { status, notice, plan, reference, caseReference, agency, accounts, claims } = round;
  if (status !== 'noticed' || notice === undefined || plan === undefined || now >= notice.until) return undefined;
  const { publishedAt, until } = notice;
  return {
    ...{ reference, caseReference, agency, publishedAt, until, howToClaim, howToObject },
    accounts: accounts.map(({ bankId, masked, frozenFen }) =>
      masked === undefined ? { bankId, frozenFen } : { bankId, masked, frozenFen },
    ),
    ...{ claims: claims.count, lossFen: claims.lossFen, poolFen: plan.poolFen },
  };
}
