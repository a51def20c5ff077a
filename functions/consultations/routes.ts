import * as z from 'zod';
import { ConsultationChanged, ConsultationEntry, ConsultationView, OpinionView } from '../../shared/consultations/answers.ts';
import { consultationLifecycle } from '../../shared/consultations/consultation-lifecycle.ts';
import {
  AnswerRequest,
  ChangeBundle,
  CompleteAction,
  Conclude,
  Convene,
  GiveOpinion,
  NameDeputy,
  Reason,
  RequestEvidence,
} from '../../shared/consultations/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { ConsultationId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { ExtendClock, StartClock, StopClock } from '../../shared/procedure-clocks/clock.ts';
import * as examples from './examples.ts';
import { meetingRoutes } from './meeting-routes.ts';
import { SeatsQuery } from './seats-query.ts';

const Of = z.strictObject({ consultationId: ConsultationId });
/** A numbered thing of a consultation: a request, an action, a clock. */
const NthOf = z.strictObject({
  consultationId: ConsultationId,
  n: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, 'must be a whole number from 1 to 999')
    .transform(Number),
});

const changed = { 200: ConsultationChanged } as const;
/** The common parts of every command on a consultation, and on something numbered in it. */
const on = { method: 'POST', tag: 'consultations', params: Of, ifMatch: true, answers: changed } as const;
const onNth = { ...on, params: NthOf } as const;

const base = '/v1/consultations/{consultationId}';

export const consultationRoutes = defineRoutes({
  conveneConsultation: {
    method: 'POST',
    path: '/v1/consultations',
    summary: 'Convene a consultation: ask other agencies for their opinions on a case',
    tag: 'consultations',
    access: { action: 'consultation.convene' },
    body: Convene,
    answers: { 201: ConsultationChanged },
    refusals: ['NOT_FOUND', 'PARTY_TWICE', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: examples.conveneExample,
  },
  getConsultation: {
    method: 'GET',
    path: base,
    summary: 'Read a consultation the caller takes part in; of its cases, what is shared with the caller',
    tag: 'consultations',
    access: { action: 'consultation.read' },
    params: Of,
    answers: { 200: ConsultationView },
    refusals: ['BUSY'],
  },
  listConsultations: {
    method: 'GET',
    path: '/v1/consultations',
    summary: "List the agency's own consultations, newest first: what is overdue, what waits for the agency",
    tag: 'consultations',
    access: { action: 'consultation.list' },
    query: SeatsQuery,
    answers: { 200: pageOf(ConsultationEntry) },
    refusals: [],
  },
  listOpinions: {
    method: 'GET',
    path: `${base}/opinions`,
    summary: 'Read the opinions as they were signed, newest first; older ones stay',
    tag: 'consultations',
    access: { action: 'consultation.contribute' },
    params: Of,
    query: PageQuery,
    answers: { 200: pageOf(OpinionView) },
    refusals: [],
  },
  acceptConsultation: {
    ...on,
    path: `${base}/accept`,
    summary: 'Take part',
    access: { action: 'consultation.respond' },
    during: statesFor(consultationLifecycle, 'accept'),
    refusals: ['CONSULTATION_STATE_FORBIDS'],
  },
  declineConsultation: {
    ...on,
    path: `${base}/decline`,
    summary: 'Not take part, with a reason',
    access: { action: 'consultation.respond' },
    during: statesFor(consultationLifecycle, 'decline'),
    body: Reason,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'PARTY_ANSWERED'],
    example: examples.reasonExample,
  },
  changeBundle: {
    ...on,
    path: `${base}/bundle`,
    summary: 'Make the next version of the evidence bundle',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'changeBundle'),
    body: ChangeBundle,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'EVIDENCE_UNKNOWN', 'CONSULTATION_FULL'],
    example: examples.bundleExample,
  },
  giveOpinion: {
    ...on,
    path: `${base}/opinions`,
    summary: "Sign the agency's opinion on a question, on the version of the bundle that was read",
    access: { action: 'consultation.opine' },
    during: statesFor(consultationLifecycle, 'giveOpinion'),
    body: GiveOpinion,
    refusals: [
      'CONSULTATION_STATE_FORBIDS',
      'QUESTION_UNKNOWN',
      'POSITION_UNKNOWN',
      'BUNDLE_VERSION_UNKNOWN',
      'OPINION_ON_OLDER_BUNDLE',
      'CONSULTATION_FULL',
    ],
    example: examples.opinionExample,
  },
  requestEvidence: {
    ...on,
    path: `${base}/evidence-requests`,
    summary: 'Ask a party for more evidence until a date',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'requestEvidence'),
    body: RequestEvidence,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'PARTY_UNKNOWN', 'QUESTION_UNKNOWN', 'DUE_DATE_PAST', 'CONSULTATION_FULL'],
    example: examples.requestExample,
  },
  answerEvidenceRequest: {
    ...onNth,
    path: `${base}/evidence-requests/{n}/answer`,
    summary: 'Answer an evidence request put to the agency',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'answerRequest'),
    body: AnswerRequest,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'EVIDENCE_REQUEST_CLOSED', 'EVIDENCE_UNKNOWN'],
    example: examples.answerExample,
  },
  nameDeputy: {
    ...on,
    path: `${base}/deputy`,
    summary: 'Name the party that may conclude in place of the convener',
    access: { action: 'consultation.run' },
    during: statesFor(consultationLifecycle, 'nameDeputy'),
    body: NameDeputy,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'PARTY_UNKNOWN'],
    example: examples.deputyExample,
  },
  revokeDeputy: {
    ...on,
    path: `${base}/deputy/revoke`,
    summary: 'Withdraw the deputy',
    access: { action: 'consultation.run' },
    during: statesFor(consultationLifecycle, 'revokeDeputy'),
    body: Reason,
    refusals: ['CONSULTATION_STATE_FORBIDS'],
    example: examples.reasonExample,
  },
  concludeConsultation: {
    ...on,
    path: `${base}/conclude`,
    summary: 'Conclude: minutes, a finding for each question, actions with owners, perhaps a proposal of a standard',
    access: { action: 'consultation.conclude' },
    during: statesFor(consultationLifecycle, 'conclude'),
    body: Conclude,
    refusals: [
      'CONSULTATION_STATE_FORBIDS',
      'FINDING_MISSING',
      'POSITION_UNKNOWN',
      'FINDING_UNSUPPORTED',
      'OPINION_MISSING',
      'EXCUSE_NOT_ALLOWED',
      'PARTY_UNKNOWN',
      'DUE_DATE_PAST',
      'CONSULTATION_FULL',
      'PROPOSAL_DATE_PASSED',
      'PROPOSAL_TOO_SOON',
      'MEASURE_UNKNOWN',
      'HEADLINE_NOT_IN_RULE',
    ],
    example: examples.concludeExample,
  },
  completeAction: {
    ...onNth,
    path: `${base}/actions/{n}/done`,
    summary: 'Report an action of the agency done; with the last one the consultation is closed',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'completeAction'),
    body: CompleteAction,
    refusals: ['CONSULTATION_STATE_FORBIDS', 'ACTION_DONE'],
    example: { note: 'Traced; in the case file' },
  },
  withdrawConsultation: {
    ...on,
    path: `${base}/withdraw`,
    summary: 'End it without a conclusion',
    access: { action: 'consultation.run' },
    during: statesFor(consultationLifecycle, 'withdraw'),
    body: Reason,
    refusals: ['CONSULTATION_STATE_FORBIDS'],
    example: examples.reasonExample,
  },
  reopenConsultation: {
    ...on,
    path: `${base}/reopen`,
    summary: 'Reopen it; earlier opinions stay',
    access: { action: 'consultation.run' },
    during: statesFor(consultationLifecycle, 'reopen', 'reconvene'),
    body: Reason,
    refusals: ['CONSULTATION_STATE_FORBIDS'],
    example: examples.reasonExample,
  },
  startClock: {
    ...on,
    path: `${base}/clocks`,
    summary: 'Start a term of criminal procedure beside it, which warns before its end',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'startClock'),
    body: StartClock,
    refusals: [
      'CONSULTATION_STATE_FORBIDS',
      'CASE_ITEM_UNKNOWN',
      'TIME_IN_FUTURE',
      'CLOCK_RUNNING',
      'SUPPLEMENTS_USED_UP',
      'CONSULTATION_FULL',
    ],
    example: examples.clockExample,
  },
  extendClock: {
    ...onNth,
    path: `${base}/clocks/{n}/extend`,
    summary: 'Extend a term on a ground that the law names',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'extendClock'),
    body: ExtendClock,
    refusals: ['CLOCK_OF_OTHER_PARTY', 'CLOCK_STOPPED', 'TERM_EXPIRED', 'CLOCK_EXTENSION_NOT_ALLOWED'],
    example: examples.extensionExample,
  },
  stopClock: {
    ...onNth,
    path: `${base}/clocks/{n}/stop`,
    summary: 'Stop a clock: its act is done, or the clock is void',
    access: { action: 'consultation.contribute' },
    during: statesFor(consultationLifecycle, 'stopClock'),
    body: StopClock,
    refusals: ['CLOCK_OF_OTHER_PARTY', 'CLOCK_STOPPED'],
    example: { outcome: 'done' },
  },
  ...meetingRoutes,
});
