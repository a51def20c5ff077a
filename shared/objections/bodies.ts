import * as z from 'zod';
import { OrderedAccount } from '../freezes/model.ts';
import { broken } from '../kernel/broken.ts';
import { AgencyId, ApprovalId, OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { prose, TwoOfficers } from '../kernel/people.ts';
import {
  correctionOutcomes,
  MOST_DOCUMENTS,
  ObjectionDocument,
  Objector,
  objectionChannels,
  objectionOutcomes,
  Reviewer,
  supervisionAnswers,
} from './model.ts';

const Reason = prose(2_000);
const Documents = z.array(ObjectionDocument).max(MOST_DOCUMENTS).default([]);
const NarrowedTo = Fen.optional().describe('The sum that the bank goes on holding. Required if the outcome is `partly-upheld`.');

/** Raise an objection for a person (提出异议): to an order, or to whatever holds an account. */
export const RaiseObjection = z
  .strictObject({
    orderId: OrderId.optional().describe('The order, if the person knows it. Otherwise bank and account number.'),
    bankId: AgencyId.optional(),
    accountNumber: OrderedAccount.shape.accountNumber.unwrap().optional(),
    by: Objector,
    channel: z.enum(objectionChannels).describe('`bank`: for a bank · `window` and `paper`: for police.'),
    grounds: prose(4_000).describe('What the person says: good faith, price, goods, where the money is from.'),
    documents: Documents,
    livelihood: prose(500).optional().describe('What livelihood depends on the account, if one does: the term is short then.'),
  })
  .check(({ value: { orderId, bankId, accountNumber }, issues }) => {
    const beside = Object.entries({ bankId, accountNumber });
    for (const [field, said] of beside) {
      if (orderId === undefined && said === undefined) issues.push(broken(field, 'is required where no order is named'));
      if (orderId !== undefined && said !== undefined) issues.push(broken(field, 'must be absent where an order is named'));
    }
  });
export type RaiseObjection = z.infer<typeof RaiseObjection>;
const ForRuling = ApprovalId.optional().describe(
  'The granted approval with the gate `release` and this `objectionId`: where the policy has a ruling for the person approved (`objection.ruling-approval`).',
);

export const AssignObjection = z.strictObject({
  reviewer: Reviewer.describe(
    'An agency, or one person in it. Of the agency that ordered the measure: a person who had no part in it.',
  ),
});
export type AssignObjection = z.infer<typeof AssignObjection>;

export const AskInformation = z.strictObject({
  from: AgencyId.optional().describe(
    'An office that raised it, the bank of the account, or the agency that ordered. Absent: the office that raised it first, which asks the person.',
  ),
  question: prose(2_000),
});
export type AskInformation = z.infer<typeof AskInformation>;

export const GiveInformation = z.strictObject({
  n: z.int().positive().describe('Which question.'),
  text: prose(4_000),
  documents: Documents,
});
export type GiveInformation = z.infer<typeof GiveInformation>;

/** The decision on an objection. Its reason is handed to the person: it names no victim and no other person. */
export const DecideObjection = z
  .strictObject({
    outcome: z.enum(objectionOutcomes),
    reason: Reason.describe(
      'For the person who objects, as it is: name no victim, and nothing of the case that they may not know.',
    ),
    narrowedToFen: NarrowedTo,
    officers: TwoOfficers,
    approvalId: ForRuling,
  })
  .check(({ value: { outcome, narrowedToFen, approvalId }, issues }) => {
    const fault = narrowingFault(outcome === 'partly-upheld', narrowedToFen);
    if (fault !== undefined) issues.push(broken('narrowedToFen', fault));
    if (outcome === 'rejected' && approvalId !== undefined)
      issues.push(broken('approvalId', 'must be absent if the objection is rejected'));
  });
export type DecideObjection = z.infer<typeof DecideObjection>;

/** Order again what the bank declined. */
export const OrderAgain = z.strictObject({ reason: Reason, officers: TwoOfficers });
export type OrderAgain = z.infer<typeof OrderAgain>;

export const WithdrawObjection = z.strictObject({ reason: Reason });
export type WithdrawObjection = z.infer<typeof WithdrawObjection>;

export const RequestSupervision = z.strictObject({ reason: Reason, documents: Documents });
export type RequestSupervision = z.infer<typeof RequestSupervision>;

/** The procuratorate's answer. */
export const AnswerSupervision = z
  .strictObject({
    answer: z.enum(supervisionAnswers),
    demand: Reason.optional().describe('What the police are to correct. Required if the answer is `correct`.'),
    reason: Reason,
  })
  .check(({ value: { answer, demand }, issues }) => {
    if (answer === 'correct' && demand === undefined) issues.push(broken('demand', 'is required'));
    if (answer === 'maintain' && demand !== undefined) issues.push(broken('demand', 'must be absent if the measure stands'));
  });
export type AnswerSupervision = z.infer<typeof AnswerSupervision>;

/** What the police do about a demand: lift the measure, hold less, or refuse with reasons. */
export const RespondToSupervision = z
  .strictObject({
    outcome: z.enum(correctionOutcomes),
    reason: Reason,
    narrowedToFen: Fen.optional().describe('With `comply`: the sum that the bank goes on holding. Absent: it lets go of all.'),
    officers: TwoOfficers,
    approvalId: ForRuling,
  })
  .check(({ value: { outcome, narrowedToFen, approvalId }, issues }) => {
    for (const [field, said] of Object.entries({ narrowedToFen, approvalId }))
      if (outcome === 'refuse' && said !== undefined) issues.push(broken(field, 'must be absent if the police refuse'));
  });
export type RespondToSupervision = z.infer<typeof RespondToSupervision>;

function narrowingFault(isPartly: boolean, fen: number | undefined): string | undefined {
  if (isPartly) return fen === undefined ? 'is required' : undefined;
  return fen === undefined ? undefined : 'must be absent unless the objection is upheld in part';
}
