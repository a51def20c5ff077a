import * as z from 'zod';
import { BankAnswer, PendingInstruction } from '../freezes/order/stop-order.ts';
import { agencyKinds, districts } from '../kernel/context.ts';
import { AgencyId, AlertId, InstructionId, ObjectionId, OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer, Person, Sha256, text, writtenNumber } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/**
 * The states of an objection. `carrying-out`: it was upheld, or corrected on the demand of the procuratorate, and the bank has not answered
 * yet · `closed`: the bank has let go, or held nothing any more.
 */
export const objectionStatuses = ['raised', 'assigned', 'carrying-out', 'rejected', 'closed', 'withdrawn'] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

/** In what capacity a person objects: the account's holder, a counterparty in good faith (善意相对人), or an agent of one of them. */
export const objectorCapacities = ['holder', 'counterparty', 'agent'] as const;

/** How the objection came: by the bank, at a police window, or on paper. */
export const objectionChannels = ['bank', 'window', 'paper'] as const;

/** What a review can come to. */
export const objectionOutcomes = ['upheld', 'partly-upheld', 'rejected'] as const;

/** The answer of the procuratorate: the measure stands, or the police are to correct it (纠正). */
export const supervisionAnswers = ['maintain', 'correct'] as const;

/** What the police do about a demand of the procuratorate. */
export const correctionOutcomes = ['comply', 'refuse'] as const;

/** The person who objects. They are known by name to the office that raises it for them, and to the police who review it. */
export const Objector = z.strictObject({
  capacity: z.enum(objectorCapacities),
  name: text(64),
  contact: text(128).describe('How the person is reached: a phone number or an address.'),
});
export type Objector = z.infer<typeof Objector>;

/** A paper that the person, or an agency, hands in: what it is, its number, the hash of its scan. */
export const ObjectionDocument = z.strictObject({
  title: text(128),
  number: writtenNumber(64).optional(),
  sha256: Sha256.optional(),
});
export type ObjectionDocument = z.infer<typeof ObjectionDocument>;

/** The most papers that are handed in at once. */
export const MOST_DOCUMENTS = 20;
/** The most offices that raise one objection, and the most questions about it. */
export const MOST_OF_A_KIND = 10;

/** The agency that acted, and the person in it by the token. */
export const By = z.strictObject({ ...Person.shape, agencyKind: z.enum(agencyKinds), district: z.enum(districts).optional() });
export type By = z.infer<typeof By>;

/** What was handed in for the person at one office. */
export const Submission = z.strictObject({
  at: UtcInstant,
  raisedBy: By,
  channel: z.enum(objectionChannels),
  by: Objector,
  grounds: z.string(),
  documents: z.array(ObjectionDocument),
  /** What livelihood depends on the account, if one does: the term is short then. */
  livelihood: z.string().optional(),
});
export type Submission = z.infer<typeof Submission>;

/** The order that is objected to, as far as it decides who sees the objection. */
export const ObjectedOrder = z.strictObject({
  orderId: OrderId,
  agency: AgencyId,
  district: z.enum(districts),
  bankId: AgencyId,
  /** Its alarm. */
  alertId: AlertId.optional(),
});
export type ObjectedOrder = z.infer<typeof ObjectedOrder>;

/** When it is to be decided, when people are reminded, and when the city is told that it was not. */
export const ObjectionTerm = z.strictObject({
  dueAt: UtcInstant,
  remindAt: UtcInstant,
  escalateAt: UtcInstant,
  /** The calendar of that time is not known yet: the last day may become another. */
  provisional: z.literal(true).optional(),
});
export type ObjectionTerm = z.infer<typeof ObjectionTerm>;

/** Who reviews it: an agency, or one person in it by the subject of the token. */
export const Reviewer = z.strictObject({ agency: AgencyId, person: text(256).optional() });
export type Reviewer = z.infer<typeof Reviewer>;

/** A question about the objection. It has a term of its own and stops no other. */
export const InformationRequest = z.strictObject({
  n: z.int().positive(),
  from: AgencyId,
  question: z.string(),
  askedBy: By,
  askedAt: UtcInstant,
  dueAt: UtcInstant,
  overdue: z.boolean(),
  answer: z.strictObject({ at: UtcInstant, by: By, text: z.string(), documents: z.array(ObjectionDocument) }).optional(),
});
export type InformationRequest = z.infer<typeof InformationRequest>;

/** How the review, or the correction on a demand, ended. */
export const Ruling = z.strictObject({
  outcome: z.enum(objectionOutcomes),
  reason: z.string(),
  /** The sum that stays held, if it was upheld in part. */
  narrowedToFen: Fen.optional(),
  officers: z.array(Officer),
  by: By,
  /** On which the money goes free, where one was asked for. */
  approval: PendingInstruction.shape.approval,
});
export type Ruling = z.infer<typeof Ruling>;

/** The bank declined the instruction that carries the ruling out; `again` once officers ordered it again. */
export const BankRefusal = z.strictObject({
  refusedAt: UtcInstant,
  instruction: BankAnswer.shape.instruction,
  /** Absent where the order was told of it before instructions had names. */
  instructionId: InstructionId.optional(),
  code: BankAnswer.shape.code,
  again: z.strictObject({ at: UtcInstant, by: By, reason: z.string(), officers: z.array(Officer) }).optional(),
});
export type BankRefusal = z.infer<typeof BankRefusal>;

/** The procuratorate's look at it (检察监督): asked for by the person, answered by a prosecutor, then by the police. */
export const Supervision = z.strictObject({
  /** The procuratorate that is asked: that of the district whose police ordered the measure, or the city's. */
  of: z.enum([...districts, 'city']),
  requestedAt: UtcInstant,
  requestedBy: By,
  reason: z.string(),
  documents: z.array(ObjectionDocument),
  dueAt: UtcInstant,
  overdue: z.boolean(),
  answer: z
    .strictObject({
      at: UtcInstant,
      by: By,
      answer: z.enum(supervisionAnswers),
      reason: z.string(),
      demand: z.string().optional(),
      /** Until when the police are to answer a demand. */
      dueAt: UtcInstant.optional(),
      overdue: z.boolean(),
    })
    .optional(),
  response: z
    .strictObject({ at: UtcInstant, by: By, outcome: z.enum(correctionOutcomes), reason: z.string(), officers: z.array(Officer) })
    .optional(),
});
export type Supervision = z.infer<typeof Supervision>;

/** An objection (异议) to a stop or a freeze: raised for a person by a bank or at a police window, reviewed by others than who ordered. */
export const Objection = z.strictObject({
  ...ObjectionTerm.shape,
  objectionId: ObjectionId,
  /** Short reference for the phone, e.g. `YY-261122-7K3Q9M`. It tells no district. */
  reference: z.string(),
  status: z.enum(objectionStatuses),
  /** The order; absent if Cordon knows none for what the caller named, or the caller may not raise it for that order. */
  order: ObjectedOrder.optional(),
  /** The bank of the account that the caller named. */
  bankId: AgencyId.optional(),
  /** Where it stands among the open objections: the id of the order, or what the caller named. */
  openUnder: z.string(),
  /** Keyed hash of capacity and name: the same person again joins it while it is open. */
  objector: z.string(),
  capacity: z.enum(objectorCapacities),
  raisedAt: UtcInstant,
  touchedAt: UtcInstant,
  /** The first first. */
  submissions: z.array(Submission),
  reviewer: Reviewer.extend({ at: UtcInstant, by: By }).optional(),
  information: z.array(InformationRequest),
  reminded: z.boolean(),
  overdue: z.boolean(),
  escalated: z.boolean(),
  decision: Ruling.extend({ at: UtcInstant }).optional(),
  /** What the police did on the demand of the procuratorate. */
  correction: Ruling.extend({ at: UtcInstant }).optional(),
  /** The latest ten, the first first. */
  bankRefusals: z.array(BankRefusal).optional(),
  supervision: Supervision.optional(),
  withdrawn: z.strictObject({ at: UtcInstant, reason: z.string(), by: By }).optional(),
  closedAt: UtcInstant.optional(),
});
export type Objection = z.infer<typeof Objection>;
