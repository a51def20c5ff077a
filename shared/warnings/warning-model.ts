import * as z from 'zod';
import { NotTaken } from '../alerts/model.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, WarningId } from '../kernel/ids.ts';
import { IdNumber, Person, Phone, prose, text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** The four grades (四级预警), the gravest first. */
export const warningGrades = ['urgent', 'high', 'medium', 'low'] as const;
export const WarningGrade = z.enum(warningGrades);
export type WarningGrade = z.infer<typeof WarningGrade>;

/** The four levels that handle warnings, from the nearest to the person up to the city. */
export const warningLevels = ['community', 'station', 'sub-bureau', 'city'] as const;
export const WarningLevel = z.enum(warningLevels);
export type WarningLevel = z.infer<typeof WarningLevel>;

/** The means of a warning, from the lightest to the strongest: message, call by a machine, call by a person, visit. */
export const means = ['sms', 'ai-call', 'phone', 'visit'] as const;
export const Means = z.enum(means);
export type Means = z.infer<typeof Means>;

/** The means that a provider carries out. */
export const channelMeans = ['sms', 'ai-call'] as const satisfies readonly Means[];
export const ChannelMeans = z.enum(channelMeans);
export type ChannelMeans = z.infer<typeof ChannelMeans>;

/** The sources of clues that Cordon knows. */
export const warningSources = [
  'national-platform',
  'city-model',
  'operator-model',
  'bank-model',
  'internet-company',
  'neighbouring-province',
  'citizen-report',
] as const;
export const WarningSource = z.enum(warningSources);
export type WarningSource = z.infer<typeof WarningSource>;

/** What a source saw, by codes: each may give a warning its least grade (`grading.ts`). */
export const warningSignals = [
  'paying-now',
  'screen-shared',
  'long-fraud-call',
  'fraud-app-installed',
  'fraud-site-visited',
  'fraud-chat-joined',
  'fraud-number-called',
  'large-transfer-tried',
  'loan-taken',
  'elderly',
  'minor',
  'victim-before',
] as const;
export const WarningSignal = z.enum(warningSignals);
export type WarningSignal = z.infer<typeof WarningSignal>;

/**
 * The outcome of a contact. `informed`: a message arrived · `dissuaded` (劝阻成功): the person will not pay · `doubtful`: the person was
 * reached and may pay all the same · `not-reached` · `refused`: the person would not talk · `wrong-person`: the number is another
 * person's · `already-paid`: the money is gone, so an alarm is raised · `false-alarm`: what the source saw was no fraud.
 */
export const contactOutcomes = [
  'informed',
  'dissuaded',
  'doubtful',
  'not-reached',
  'refused',
  'wrong-person',
  'already-paid',
  'false-alarm',
] as const;
export const ContactOutcome = z.enum(contactOutcomes);
export type ContactOutcome = z.infer<typeof ContactOutcome>;

/** How a warning ends: with the outcome of a contact, or in the open warning of the same person. */
export const closings = [...contactOutcomes, 'merged'] as const;
export const Closing = z.enum(closings);
export type Closing = z.infer<typeof Closing>;

/** The person who is warned. The phone is how the source knows the person. */
export const WarnedPerson = z.strictObject({
  name: text(64).optional(),
  phone: Phone,
  idNumber: IdNumber.optional(),
});
export type WarnedPerson = z.infer<typeof WarnedPerson>;

/** What a source saw of the person, as it was taken. */
export const Clue = z.strictObject({
  source: WarningSource,
  /** Keyed hash of the source's own number: the same number is the same clue. */
  key: z.string(),
  sourceRef: z.string(),
  by: AgencyId,
  risk: z.int().min(0).max(100),
  signals: z.array(WarningSignal),
  /** The phone that the source saw, where it is another one than that of the person. */
  phone: Phone.exactOptional(),
  fraudType: z.string().optional(),
  seenAt: UtcInstant,
  takenAt: UtcInstant,
  /** The members of the clue that could not be read: their place, the rule, and what was sent. */
  notTaken: z.array(NotTaken).optional(),
});
export type Clue = z.infer<typeof Clue>;

/** A message that a provider carries. `number`: which message of the warning it is, from 1. */
export const Message = z.strictObject({
  number: z.int().positive(),
  means: ChannelMeans,
  template: z.string(),
  askedAt: UtcInstant,
  /** When it counts as lost, if the provider has not said what became of it. */
  outcomeBy: UtcInstant,
});
export type Message = z.infer<typeof Message>;

/** That a message was given to a provider, which may say what became of it. */
const Carried = z.strictObject({ number: z.int().positive(), means: ChannelMeans, by: AgencyId, at: UtcInstant });

/** The rung of the ladder on which a warning stands. */
export const Rung = z.strictObject({
  means: Means,
  level: WarningLevel,
  begunAt: UtcInstant,
  /** By when the person must be contacted; then the warning climbs. */
  dueAt: UtcInstant,
  /** How often this means was tried on this rung, at this level. */
  tries: z.int().nonnegative(),
  /** Not before this: the pause before a contact is repeated, or the end of the quiet hours. */
  notBefore: UtcInstant.optional(),
  message: Message.optional(),
  /** Every level has tried all that it had: a supervisor may close the warning with a reason. */
  exhausted: z.literal(true).optional(),
  /** When the city was told last that it is overdue. */
  overdueAt: UtcInstant.optional(),
});
export type Rung = z.infer<typeof Rung>;

/** What was looked at on a visit, what was asked, and what was offered (practice, A: four looks, three questions, protection). */
export const Checklist = z.strictObject({
  records: z.boolean().describe('Call and message records were looked at.'),
  chats: z.boolean().describe('Chats were looked at.'),
  apps: z.boolean().describe('The phone was searched for fraud apps.'),
  transfers: z.boolean().describe('Frequent large transfers were looked for.'),
  why: prose(500).optional().describe('Why the person wants to pay.'),
  toWhom: prose(500).optional().describe('The payee that the person names.'),
  whatFor: prose(500).optional().describe('What the payment is for.'),
  protectionOffered: z.boolean().describe('A protective measure on the own account was offered.'),
});
export type Checklist = z.infer<typeof Checklist>;

/** A contact, or the attempt at one. */
export const Attempt = z.strictObject({
  number: z.int().positive(),
  means: Means,
  level: WarningLevel,
  at: UtcInstant,
  outcome: ContactOutcome,
  /** A person of an agency, or the provider. */
  by: Person.omit({ name: true }).extend({ name: z.string().optional() }),
  note: z.string().optional(),
  checklist: Checklist.optional(),
  /** The message that it answers. */
  message: z.int().positive().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** The warning in the hands of one person for a while. */
export const Lease = z.strictObject({ ...Person.shape, takenAt: UtcInstant, until: UtcInstant });
export type Lease = z.infer<typeof Lease>;

/** An alarm of the same person that came while the policy's days ran. */
export const Loss = z.strictObject({
  alertId: AlertId,
  at: UtcInstant,
  /** Whether the person had been reached before. */
  afterContact: z.boolean(),
});
export type Loss = z.infer<typeof Loss>;

/** `open`: it waits for its next contact, or for a provider · `held`: one person works on it · `closed`. */
export const warningStatuses = ['open', 'held', 'closed'] as const;
export type WarningStatus = (typeof warningStatuses)[number];

export const GradeChange = z.strictObject({ at: UtcInstant, from: WarningGrade, to: WarningGrade, reason: z.string() });

/** A warning (预警): a person is about to be defrauded, and is to be told before the money leaves. One is open for a person at a time. */
export const Warning = z.strictObject({
  warningId: WarningId,
  /** Short reference for the phone, e.g. `W-HD-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(warningStatuses),
  district: z.enum(districts),
  station: z.string().optional(),
  /** The subdistrict or town whose people take care of it. */
  community: AgencyId.optional(),
  grade: WarningGrade,
  gradedByHand: GradeChange.optional(),
  person: WarnedPerson,
  fraudType: z.string().optional(),
  /** The clock of the warning starts here: when the first clue was taken. No later clue moves it. */
  receivedAt: UtcInstant,
  raisedBy: AgencyId,
  clues: z.array(Clue).min(1),
  /** Clues beyond those that are kept. */
  moreClues: z.int().positive().optional(),
  rung: Rung,
  /** The means that were tried, the climbs among them: no means of the ladder is skipped. */
  triedMeans: z.array(Means),
  messages: z.int().nonnegative(),
  /** The last messages that were given to providers. */
  carried: z.array(Carried),
  attempts: z.array(Attempt),
  moreAttempts: z.int().positive().optional(),
  /** When the person was first reached. */
  firstContactAt: UtcInstant.optional(),
  lease: Lease.optional(),
  closed: z
    .strictObject({
      at: UtcInstant,
      outcome: Closing,
      means: Means.optional(),
      reason: z.string().optional(),
      into: WarningId.optional(),
    })
    .optional(),
  /** The alarm that was raised because the money was gone. */
  alertId: AlertId.optional(),
  losses: z.array(Loss),
});
export type Warning = z.infer<typeof Warning>;
