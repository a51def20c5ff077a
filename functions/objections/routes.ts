import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { pageOf } from '../../shared/http/lists.ts';
import { ObjectionId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import {
  AnswerSupervision,
  AskInformation,
  AssignObjection,
  DecideObjection,
  GiveInformation,
  OrderAgain,
  RaiseObjection,
  RequestSupervision,
  RespondToSupervision,
  WithdrawObjection,
} from '../../shared/objections/bodies.ts';
import { objectionLifecycle } from '../../shared/objections/objection-lifecycle.ts';
import { ObjectionEntry, ObjectionReceipt } from '../../shared/objections/views.ts';
import { CaseloadQuery } from '../lookups/caseload.ts';
import { ObjectionAnswer } from './answers.ts';
import {
  answerSupervisionExample,
  askInformationExample,
  assignExample,
  decideExample,
  giveInformationExample,
  orderAgainExample,
  raiseExample,
  requestSupervisionExample,
  respondExample,
  withdrawExample,
} from './examples.ts';

const OfObjection = z.strictObject({ objectionId: ObjectionId });

/** The common parts of every command on an objection. */
const onObjection = {
  method: 'POST',
  tag: 'objections',
  params: OfObjection,
  ifMatch: true,
  answers: { 200: ObjectionAnswer },
} as const;

const ruling = [
  'OBJECTION_STATE_FORBIDS',
  'OBJECTION_REVIEWER_NOT_A_PERSON',
  'OBJECTION_REVIEWER_INVOLVED',
  'OBJECTION_OF_OTHER_REVIEWER',
  'OBJECTION_WITHOUT_ORDER',
  'SAME_OFFICER_TWICE',
  'ORDER_STATE_FORBIDS',
  'TERM_EXPIRED',
  'INSTRUCTION_PENDING',
  'ACCOUNT_NOT_KNOWN',
  'NARROWING_NOT_LESS',
  'APPROVAL_MISSING',
  'APPROVAL_UNKNOWN',
  'APPROVAL_OF_OTHER_MATTER',
  'APPROVAL_NOT_GRANTED',
  'APPROVAL_LAPSED',
  'APPROVAL_USED_BEFORE',
  'APPROVER_ACTS',
  'APPROVER_IS_OFFICER',
] as const;

export const objectionRoutes = defineRoutes({
  raiseObjection: {
    method: 'POST',
    path: '/v1/objections',
    summary:
      'Raise an objection for a person: to an order, or to whatever holds an account. The answer is the same where no order is known',
    tag: 'objections',
    access: { action: 'objection.raise' },
    body: RaiseObjection,
    answers: { 201: ObjectionReceipt },
    refusals: ['OBJECTION_FULL'],
    example: raiseExample,
  },
  listObjections: {
    method: 'GET',
    path: '/v1/objections',
    summary:
      'List objections: of a district, what is due first; for a bank those at its accounts; for a procuratorate those put to it; `mine`, for police: those that your agency raised',
    tag: 'objections',
    access: { action: 'objection.list' },
    query: CaseloadQuery,
    answers: { 200: pageOf(ObjectionEntry) },
    refusals: [],
  },
  getObjection: {
    method: 'GET',
    path: '/v1/objections/{objectionId}',
    summary: 'Read an objection, and the texts to hand to the person',
    tag: 'objections',
    access: { action: 'objection.read' },
    params: OfObjection,
    answers: { 200: ObjectionAnswer },
    refusals: [],
  },
  assignObjection: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/assign',
    summary: 'Assign it to a reviewer: another agency than the one that ordered, or a person who had no part in the order',
    access: { action: 'objection.review' },
    during: statesFor(objectionLifecycle, 'assign'),
    body: AssignObjection,
    refusals: ['OBJECTION_STATE_FORBIDS', 'OBJECTION_REVIEWER_INVOLVED', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: assignExample,
  },
  requestInformation: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/request-information',
    summary: 'Ask the person, the bank or the agency that ordered for more. It has a term of its own, and stops none',
    access: { action: 'objection.review' },
    during: statesFor(objectionLifecycle, 'requestInformation'),
    body: AskInformation,
    refusals: ['OBJECTION_STATE_FORBIDS', 'OBJECTION_FULL', 'AGENCY_UNFIT'],
    example: askInformationExample,
  },
  giveInformation: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/information',
    summary: 'Answer a question about it, as the agency that was asked',
    access: { action: 'objection.inform' },
    during: statesFor(objectionLifecycle, 'giveInformation'),
    body: GiveInformation,
    refusals: ['OBJECTION_STATE_FORBIDS', 'INFORMATION_NOT_ASKED'],
    example: giveInformationExample,
  },
  decideObjection: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/decide',
    summary:
      'Decide on it. If it is upheld, the bank has to let go, or to hold less, at once; it needs an approval only where the policy asks one',
    access: { action: 'objection.review' },
    during: statesFor(objectionLifecycle, 'uphold', 'reject'),
    body: DecideObjection,
    refusals: ruling,
    example: decideExample,
  },
  orderObjectionAgain: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/order-again',
    summary: 'Order again what carries the ruling out, after the bank declined it or left it unanswered',
    access: { action: 'objection.review' },
    during: statesFor(objectionLifecycle, 'orderAgain'),
    body: OrderAgain,
    refusals: [
      'OBJECTION_STATE_FORBIDS',
      'SAME_OFFICER_TWICE',
      'OBJECTION_WITHOUT_ORDER',
      'ORDER_STATE_FORBIDS',
      'TERM_EXPIRED',
      'INSTRUCTION_PENDING',
      'ACCOUNT_NOT_KNOWN',
      'NARROWING_NOT_LESS',
      'APPROVAL_MISSING',
    ],
    example: orderAgainExample,
  },
  withdrawObjection: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/withdraw',
    summary: 'Take it back for the person, as an office that raised it',
    access: { action: 'objection.speak' },
    during: statesFor(objectionLifecycle, 'withdraw'),
    body: WithdrawObjection,
    refusals: ['OBJECTION_STATE_FORBIDS'],
    example: withdrawExample,
  },
  requestSupervision: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/supervision-requests',
    summary: 'Put it to the procuratorate for the person, once it is rejected or overdue',
    access: { action: 'objection.speak' },
    during: statesFor(objectionLifecycle, 'requestSupervision'),
    body: RequestSupervision,
    refusals: ['OBJECTION_STATE_FORBIDS', 'SUPERVISION_TOO_EARLY'],
    example: requestSupervisionExample,
  },
  answerSupervision: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/supervision',
    summary: 'Answer as the procuratorate: the measure stands, or the police are to correct it',
    access: { action: 'objection.supervise' },
    during: statesFor(objectionLifecycle, 'maintain', 'demandCorrection'),
    body: AnswerSupervision,
    refusals: ['OBJECTION_STATE_FORBIDS'],
    example: answerSupervisionExample,
  },
  respondToSupervision: {
    ...onObjection,
    path: '/v1/objections/{objectionId}/supervision-response',
    summary: 'Answer a demand of the procuratorate: comply, which lifts the measure at once, or refuse with reasons',
    access: { action: 'objection.review' },
    during: statesFor(objectionLifecycle, 'comply', 'refuseCorrection'),
    body: RespondToSupervision,
    refusals: ruling,
    example: respondExample,
  },
});
