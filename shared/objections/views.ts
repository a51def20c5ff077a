import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { defined } from '../kernel/defined.ts';
import { AgencyId, OrderId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { By, InformationRequest, Objection, objectionOutcomes, Ruling, Submission, Supervision } from './model.ts';

/** `person`: what the person who objects is entitled to, for the office that raised it and the bank of the account. */
export const objectionShows = ['all', 'person'] as const;

const Text = z.strictObject({ zh: z.string(), en: z.string() });

/** The texts to hand over. */
export const ObjectionTexts = z
  .strictObject({
    receipt: Text.describe('That it is on record, under which reference, and by when it is to be answered.'),
    measure: Text.describe(
      'Who ordered the measure, on what ground of law, until when; or only the law, where you may not know of an order.',
    ),
    remedy: Text.describe('To which procuratorate the person can turn.'),
  })
  .meta({ id: 'ObjectionTexts' });
export type ObjectionTexts = z.input<typeof ObjectionTexts>;

/** The answer to the office that raised it: the same, whether there is an order or not. */
export const ObjectionReceipt = z
  .strictObject({
    ...Objection.pick({ objectionId: true, reference: true, raisedAt: true, dueAt: true }).shape,
    texts: ObjectionTexts,
  })
  .meta({ id: 'ObjectionReceipt' });
export type ObjectionReceipt = z.input<typeof ObjectionReceipt>;

/** A person's act, as it is shown: the subject of the token only to those who see all. */
const ByShown = By.partial({ subject: true, name: true });
const SubmissionShown = Submission.extend({ raisedBy: ByShown });
const RequestShown = InformationRequest.extend({
  askedBy: ByShown.optional(),
  answer: InformationRequest.shape.answer.unwrap().extend({ by: ByShown }).optional(),
});
const RulingShown = z.strictObject({
  ...Ruling.partial({ officers: true, by: true, reason: true }).shape,
  at: UtcInstant,
});
const SupervisionShown = Supervision.extend({
  of: Supervision.shape.of.optional(),
  requestedBy: ByShown,
  reason: z.string().optional(),
  answer: Supervision.shape.answer.unwrap().extend({ by: ByShown.optional() }).optional(),
  response: Supervision.shape.response
    .unwrap()
    .extend({ by: ByShown.optional(), officers: Ruling.shape.officers.optional() })
    .optional(),
});

/** An objection as its readers see it. */
export const ObjectionView = z.strictObject({
  ...Objection.pick({ objectionId: true, reference: true, status: true, capacity: true, raisedAt: true, touchedAt: true }).shape,
  ...Objection.pick({ dueAt: true, provisional: true, closedAt: true }).shape,
  shows: z.enum(objectionShows),
  overdue: z.boolean(),
  livelihood: z.boolean(),
  submissions: z.array(SubmissionShown).describe('What was handed in: of an office that raised it, only its own.'),
  information: z
    .array(RequestShown)
    .describe('Questions of the reviewer: of another agency than the reviewers, only those to it.'),
  decision: RulingShown.optional(),
  correction: RulingShown.optional().describe('What the police did on the demand of the procuratorate.'),
  bankRefusals: Objection.shape.bankRefusals.describe(
    'What the bank declined of the ruling; `again` once officers ordered it again. For those who see all.',
  ),
  supervision: SupervisionShown.optional(),
  withdrawn: Objection.shape.withdrawn.unwrap().extend({ by: ByShown }).optional(),
  bankId: Objection.shape.bankId,
  reviewer: Objection.shape.reviewer,
  texts: ObjectionTexts,
  version: z.int().positive().optional().describe('Absent for readers who see only a part.'),
});
export type ObjectionView = z.input<typeof ObjectionView>;

/** The same for the document of banks, which are never shown the rest. */
export const BankObjectionView = ObjectionView.omit({ reviewer: true, version: true, bankRefusals: true }).meta({
  id: 'BankObjection',
});

/** What a list shows of an objection: no person, no text. */
export const ObjectionEntry = z
  .strictObject({
    ...Objection.pick({ objectionId: true, reference: true, status: true, capacity: true, raisedAt: true, dueAt: true }).shape,
    ...Objection.pick({ overdue: true, closedAt: true, bankId: true }).shape,
    livelihood: z.boolean(),
    outcome: z.enum(objectionOutcomes).optional(),
    neededAt: UtcInstant.optional().describe('From when on a person must act. For police and prosecutors, as all below.'),
    district: z.enum(districts).optional(),
    agency: AgencyId.optional().describe('That ordered the measure.'),
    orderId: OrderId.optional(),
    reviewedBy: AgencyId.optional(),
    supervised: z.boolean().optional().describe('It was put to the procuratorate.'),
    supervisionOpen: z.boolean().optional().describe('The procuratorate has not answered.'),
  })
  .meta({ id: 'ObjectionEntry' });
export type ObjectionEntry = z.input<typeof ObjectionEntry>;

/** An objection as an index holds it. */
export const ObjectionCard = z.object(ObjectionEntry.shape);
export type ObjectionCard = z.output<typeof ObjectionCard>;

/** The entry as these readers see it. */
export function objectionEntry(
  card: ObjectionCard,
  now: string,
  reader: 'reviewer' | { readonly agency: string },
): ObjectionEntry {
  const { neededAt, district, agency, orderId, reviewedBy, supervised, supervisionOpen, bankId, ...shown } = card;
  const overdue = isOverdue(card, now);
  const further = { bankId, neededAt, district, agency, orderId, reviewedBy, supervised, supervisionOpen };
  if (reader === 'reviewer') return { ...shown, overdue, ...defined(further) };
  return { ...shown, overdue, ...(bankId === reader.agency ? { bankId } : {}) };
}

/** Whether its term is over without a decision, noted yet or not. */
function isOverdue({ overdue, dueAt, status }: Pick<Objection, 'overdue' | 'dueAt' | 'status'>, now: string): boolean {
  return overdue || (now >= dueAt && (status === 'raised' || status === 'assigned'));
}

/** The reader, and how much the access policy shows to it. */
export interface Reader {
  readonly agency: string;
  readonly shows: (typeof objectionShows)[number];
  readonly now: string;
}

/** The parts of the view that come from the objection itself. */
export type OwnParts = Omit<ObjectionView, 'texts' | 'version'>;

/** What this reader sees of the objection itself: field by field, so that no new field shows by accident. */
export function objectionParts(objection: Objection, { agency, shows, now }: Reader): OwnParts {
  const isAll = shows === 'all';
  const { objectionId, reference, status, capacity, raisedAt, dueAt, submissions, information } = objection;
  const { provisional, closedAt, bankId, decision, correction, supervision, withdrawn, reviewer, touchedAt, bankRefusals } =
    objection;
  const isRaiser = submissions.some(({ raisedBy }) => raisedBy.agency === agency);
  const overdue = isOverdue(objection, now);
  return {
    ...{ objectionId, reference, status, capacity, raisedAt, dueAt, overdue, shows },
    touchedAt: isAll ? touchedAt : lastShown(objection),
    livelihood: submissions.some(({ livelihood }) => livelihood !== undefined),
    submissions: submissions.filter(({ raisedBy }) => isAll || raisedBy.agency === agency),
    information: information
      .filter(({ from }) => isAll || from === agency)
      .map(({ askedBy, ...request }) => (isAll ? { ...request, askedBy } : request)),
    ...defined({
      ...{ provisional, closedAt, bankId: isAll || bankId === agency ? bankId : undefined },
      decision: decision && (isAll ? decision : rulingShown(decision, isRaiser)),
      correction: correction && (isAll ? correction : rulingShown(correction, isRaiser)),
      supervision: supervision && (isAll ? supervision : supervisionShown(supervision, isRaiser, decision !== undefined)),
      withdrawn: withdrawn && (isAll || isRaiser) ? withdrawn : undefined,
      reviewer: isAll ? reviewer : undefined,
      bankRefusals: isAll ? bankRefusals : undefined,
    }),
  };
}

/** To a reader of a part, an assignment or a reminder is no change. */
function lastShown({ raisedAt, decision, correction, withdrawn, closedAt }: Objection): string {
  return closedAt ?? withdrawn?.at ?? correction?.at ?? decision?.at ?? raisedAt;
}

/** The reason is for the person, so it goes to the office that raised it. */
function rulingShown({ outcome, reason, narrowedToFen, at }: NonNullable<Objection['decision']>, isRaiser: boolean) {
  return { outcome, at, ...defined({ narrowedToFen, reason: isRaiser ? reason : undefined }) };
}

/** @param isDecided a decision told the person whose measure it is; before that the office may not know it */
function supervisionShown(
  supervision: Supervision,
  isRaiser: boolean,
  isDecided: boolean,
): NonNullable<ObjectionView['supervision']> {
  const { of, requestedAt, requestedBy, reason, documents, dueAt, overdue, answer, response } = supervision;
  const { agency, agencyKind } = requestedBy;
  return {
    ...{ requestedAt, requestedBy: { agency, agencyKind }, dueAt, overdue, documents: isRaiser ? documents : [] },
    ...defined({
      of: isDecided ? of : undefined,
      reason: isRaiser ? reason : undefined,
      answer: answer && isRaiser ? withoutBy(answer) : undefined,
      response: response && isRaiser ? withoutSigners(response) : undefined,
    }),
  };
}

function withoutBy({ by: _, ...answer }: NonNullable<Supervision['answer']>) {
  return answer;
}

function withoutSigners({ by: _, officers: __, ...response }: NonNullable<Supervision['response']>) {
  return response;
}
