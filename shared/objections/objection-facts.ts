import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { UtcInstant } from '../kernel/time.ts';
import {
  BankRefusal,
  By,
  InformationRequest,
  Objection,
  ObjectionTerm,
  Reviewer,
  Ruling,
  Submission,
  Supervision,
} from './model.ts';

const Raised = Objection.pick({ objectionId: true, reference: true, order: true, bankId: true, openUnder: true, objector: true });
const Handed = Submission.omit({ at: true });
const Answer = Supervision.shape.answer.unwrap();
const Response = Supervision.shape.response.unwrap();
/** Which desk is told besides those of the thing. */
const ToReviewer = { reviewer: Reviewer.optional() };

/** Everything that can happen to an objection. `at` is when it was recorded. */
export const ObjectionFact = z.discriminatedUnion('type', [
  fact('objection.raised', { ...Raised.shape, ...ObjectionTerm.shape, submission: Handed }),
  /** Another office raised it for the same person, or the same office again. */
  fact('objection.joined', { ...ObjectionTerm.shape, submission: Handed }),
  fact('objection.assigned', { reviewer: Reviewer, by: By }),
  fact(
    'objection.information-requested',
    InformationRequest.pick({ n: true, from: true, question: true, askedBy: true, dueAt: true }).shape,
  ),
  fact('objection.information-given', {
    n: z.int().positive(),
    answer: InformationRequest.shape.answer.unwrap().omit({ at: true }),
    ...ToReviewer,
  }),
  fact('objection.information-overdue', {
    ...InformationRequest.pick({ n: true, from: true, dueAt: true }).shape,
    ...ToReviewer,
  }),
  fact('objection.reminded', { dueAt: UtcInstant, ...ToReviewer }),
  fact('objection.fell-overdue', { dueAt: UtcInstant, ...ToReviewer }),
  fact('objection.escalated', { dueAt: UtcInstant }),
  /** In full or in part. The order's facts that follow from it stand in the same append. */
  fact('objection.upheld', { ruling: Ruling }),
  fact('objection.rejected', { ruling: Ruling }),
  fact('objection.withdrawn', { reason: z.string(), by: By }),
  /** The bank declined what carries the ruling out. */
  fact('objection.bank-refused', {
    ...BankRefusal.omit({ again: true }).shape,
    ...ToReviewer,
  }),
  fact('objection.ordered-again', BankRefusal.shape.again.unwrap().omit({ at: true }).shape),
  /** The bank let go, or held nothing any more. */
  fact('objection.closed', {}),
  fact(
    'objection.supervision-requested',
    Supervision.pick({ of: true, requestedBy: true, reason: true, documents: true, dueAt: true }).shape,
  ),
  fact('objection.supervision-overdue', Supervision.pick({ of: true, dueAt: true }).shape),
  fact('objection.maintained', Answer.pick({ by: true, reason: true }).shape),
  fact('objection.correction-demanded', {
    ...Answer.pick({ by: true, reason: true }).shape,
    demand: z.string(),
    dueAt: UtcInstant,
  }),
  fact('objection.correction-overdue', { of: Supervision.shape.of, dueAt: UtcInstant }),
  /** The police comply with the demand. */
  fact('objection.corrected', { of: Supervision.shape.of, ruling: Ruling }),
  fact('objection.correction-refused', {
    of: Supervision.shape.of,
    ...Response.pick({ by: true, reason: true, officers: true }).shape,
  }),
]);
export type ObjectionFact = z.infer<typeof ObjectionFact>;
export type ObjectionFactType = ObjectionFact['type'];
