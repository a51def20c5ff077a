import * as z from 'zod';
import { AlertGrade } from '../alerts/model.ts';
import { Filing } from '../freezes/order/filing.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, CaseId, CaseItemId, FreezeRequestId, GrantId } from '../kernel/ids.ts';
import { Fen, PositiveFen } from '../kernel/money.ts';
import { IdNumber, Officer, Phone, prose, Sha256, text, writtenNumber } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';

/** Where a case stands: opened, filed (立案), or merged into another (并案). */
export const caseStatuses = ['open', 'filed', 'merged'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** A police station (派出所) that works the case. */
export const StationId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/, 'must be lower-case letters, digits and hyphens');

/**
 * The parts of a case file that can be shared one by one. `summary`: what it is about · `filing`: number, date, decision · `alerts`: the
 * alarms, without their victims · `money`: freeze requests, how the orders stand, statements, rounds of return and payments · `persons`:
 * suspects, victims, holders and witnesses, with their data · `losses` · `evidence`: the list · `musts`: the checklist · `timeline`: what
 * happened when · `links`: related cases · `objections`: those to the orders, without the persons.
 */
export const caseParts = [
  'summary',
  'filing',
  'alerts',
  'money',
  'persons',
  'losses',
  'evidence',
  'musts',
  'timeline',
  'links',
  'objections',
] as const;
export const CasePart = z.enum(caseParts);
export type CasePart = z.infer<typeof CasePart>;

/**
 * How much one case file holds, so that it stays one item of the table even with the longest texts (a test fills one to the brim). Larger
 * campaigns (集群战役) are several cases, linked. Only grants in force count.
 */
export const caseLimits = {
  alerts: 60,
  persons: 100,
  losses: 150,
  evidence: 150,
  links: 20,
  grants: 40,
  absorbed: 20,
} as const;
export type Limited = keyof typeof caseLimits;

/** The data of an alarm (接警) that the case keeps: no data of its victim. */
export const CaseAlert = z.strictObject({
  alertId: AlertId,
  reference: z.string(),
  district: z.enum(districts),
  grade: AlertGrade,
  receivedAt: UtcInstant,
  fraudType: z.string(),
  lossFen: Fen,
});
export type CaseAlert = z.infer<typeof CaseAlert>;

export const personRoles = ['suspect', 'victim', 'holder', 'witness'] as const;

/** A person of the case (涉案人员): suspect, victim, holder of an account, witness. Personal data; for the police unless shared. */
export const Person = z.strictObject({
  role: z.enum(personRoles),
  name: text(64),
  idNumber: IdNumber.optional(),
  phone: Phone.optional(),
  note: prose(100).optional(),
});

/** What a person lost (损失): the sum, the time, and the person of the case, if it is known. */
export const Loss = z.strictObject({
  amountFen: PositiveFen,
  at: Instant,
  /** Item id of a person of this case with the role `victim`. */
  victim: CaseItemId.optional(),
});

export const evidenceCategories = [
  'physical',
  'document',
  'statement',
  'electronic-data',
  'expert-opinion',
  'scene-record',
  'bank-record',
  'other',
] as const;

/** An entry of the evidence list (证据清单); the thing itself, or its scan, lies in the evidence store under its hash. */
export const Evidence = z.strictObject({
  /** Of the categories of the criminal procedure law, as far as they concern fraud; `bank-record` is evidence that a bank hands over. */
  category: z.enum(evidenceCategories),
  title: text(100),
  number: writtenNumber(64).optional(),
  obtainedAt: Instant,
  sha256: Sha256.optional(),
});

const Added = { itemId: CaseItemId, addedAt: UtcInstant };
export const CasePerson = Person.extend(Added);
export type CasePerson = z.infer<typeof CasePerson>;
export const CaseLoss = Loss.extend(Added);
export type CaseLoss = z.infer<typeof CaseLoss>;
export const CaseEvidence = Evidence.extend(Added);
export type CaseEvidence = z.infer<typeof CaseEvidence>;

/** The three musts (三必): the victim's information taken, the scene examined, the money traced. */
export const musts = ['information-taken', 'scene-examined', 'money-traced'] as const;
export const Must = z.enum(musts);
export type Must = z.infer<typeof Must>;

/** One of the three musts, done: by which officer, when, and the person who noted it. */
export const MustDone = z.strictObject({
  must: Must,
  doneAt: UtcInstant,
  officer: Officer,
  remark: z.string().optional(),
  notedAt: UtcInstant,
  notedBy: AgencyId,
});
export type MustDone = z.infer<typeof MustDone>;

/** The filing of the case (立案): number, date, and the decision document. */
export const CaseFiling = Filing.extend({
  /** Hash of the decision's scan in the evidence store. */
  decisionSha256: Sha256.optional(),
});
export type CaseFiling = z.infer<typeof CaseFiling>;

/** Subjects of tokens are opaque to Cordon. */
const Subject = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters without spaces');
const RoleName = z.string().regex(/^[a-z][a-z-]{1,47}$/, 'must be lower-case letters and hyphens');

/** A share (案件共享): which parts, with which agency, and within it which persons or roles, for what purpose, until when. */
export const ShareCase = z.strictObject({
  agency: AgencyId,
  /** Only these persons of the agency (subjects of their tokens); with `roles`, persons named here or with one of the roles. */
  persons: z.array(Subject).max(5).default([]),
  roles: z.array(RoleName).max(5).default([]),
  parts: z
    .array(CasePart)
    .min(1)
    .max(caseParts.length)
    .refine((parts) => new Set(parts).size === parts.length, 'must not name a part twice'),
  purpose: prose(200),
  until: Instant,
});
export type ShareCase = z.infer<typeof ShareCase>;

/** A grant: a share as it was given. It is in force until its end, unless it is revoked before. */
export const Grant = ShareCase.extend({
  grantId: GrantId,
  persons: z.array(z.string()),
  roles: z.array(z.string()),
  until: UtcInstant,
  grantedAt: UtcInstant,
  grantedBy: AgencyId,
  revokedAt: UtcInstant.optional(),
});
export type Grant = z.infer<typeof Grant>;

export const CaseLink = z.strictObject({ caseId: CaseId, reason: z.string(), linkedAt: UtcInstant });

/** A case that was merged into this one. */
export const Absorbed = z.strictObject({ caseId: CaseId, filing: CaseFiling.optional() });

/** A case file (案件): what belongs together, the agencies that work it, and its shares. */
export const Case = z.strictObject({
  caseId: CaseId,
  /** Short reference for the phone, e.g. `C-HD-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(caseStatuses),
  district: z.enum(districts),
  /** The police agency that opened it and leads. */
  agency: AgencyId,
  /** Every police agency that answers for it: the one that leads, and those whose cases were merged into it. */
  agencies: z.array(AgencyId),
  station: StationId.optional(),
  title: z.string(),
  fraudType: z.string(),
  summary: z.string(),
  openedAt: UtcInstant,
  /** When anything of it last changed. */
  touchedAt: UtcInstant,
  alerts: z.array(CaseAlert),
  persons: z.array(CasePerson),
  losses: z.array(CaseLoss),
  evidence: z.array(CaseEvidence),
  musts: z.array(MustDone),
  filing: CaseFiling.optional(),
  /** When the filing was noted here. */
  filingNotedAt: UtcInstant.optional(),
  grants: z.array(Grant),
  links: z.array(CaseLink),
  absorbed: z.array(Absorbed),
  mergedInto: CaseId.optional(),
});
export type Case = z.infer<typeof Case>;

/** The body of a case that a caller opens. */
export const OpenCase = z.strictObject({
  title: text(100),
  district: z.enum(districts),
  station: StationId.optional(),
  fraudType: text(64),
  summary: prose(4_000),
  /** Alarms that belong to it from the start. */
  alerts: z
    .array(AlertId)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name an alert twice')
    .default([]),
});
export type OpenCase = z.infer<typeof OpenCase>;

/**
 * One thing that is added to a case: an alarm, a person, a loss, a piece of evidence. Freeze requests and their orders belong to
 * an alarm and come with it; adding a request adds its alarm.
 */
export const AddItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('alert'), alertId: AlertId }),
  z.strictObject({ kind: z.literal('freeze-request'), requestId: FreezeRequestId }),
  z.strictObject({ kind: z.literal('person'), ...Person.shape }),
  z.strictObject({ kind: z.literal('loss'), ...Loss.shape }),
  z.strictObject({ kind: z.literal('evidence'), ...Evidence.shape }),
]);
export type AddItem = z.infer<typeof AddItem>;

export const NoteMust = z.strictObject({ must: Must, doneAt: Instant, officer: Officer, remark: prose(200).optional() });
export type NoteMust = z.infer<typeof NoteMust>;

/** A correction of the head of a case: only the named members change. `station: null` removes a wrong station. */
export const CorrectCase = OpenCase.pick({ title: true, fraudType: true, summary: true })
  .partial()
  .extend({ station: StationId.nullable().optional(), reason: prose(200) })
  .refine(({ reason: _, ...changes }) => Object.keys(changes).length > 0, 'must name what is to be corrected');
export type CorrectCase = z.infer<typeof CorrectCase>;

/** The parts whose entries can be taken out again one by one. */
export const withdrawable = ['persons', 'losses', 'evidence'] as const satisfies readonly Limited[];

/** Why an entry is taken out of the case again. */
export const WithdrawItem = z.strictObject({ reason: prose(200) });
export type WithdrawItem = z.infer<typeof WithdrawItem>;

export const RevokeShare = z.strictObject({ reason: prose(200) });
export type RevokeShare = z.infer<typeof RevokeShare>;

export const MergeCase = z.strictObject({ into: CaseId, reason: prose(200) });
export type MergeCase = z.infer<typeof MergeCase>;

export const LinkCase = z.strictObject({ caseId: CaseId, reason: prose(200) });
export type LinkCase = z.infer<typeof LinkCase>;

/** The ids under which the case is known: its own first, then those of the cases merged into it. */
export function idsOfCase({ caseId, absorbed }: Pick<Case, 'caseId' | 'absorbed'>): readonly [string, ...string[]] {
  return [caseId, ...absorbed.map((one) => one.caseId)];
}

/** The known loss of the case: the losses listed, or the sums that its alarms were raised with, whichever is more. */
export function lossFenOf({ losses, alerts }: Pick<Case, 'losses' | 'alerts'>): number {
  const listed = losses.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const raised = alerts.reduce((sum, { lossFen }) => sum + lossFen, 0);
  return Math.max(listed, raised);
}

/** The known number of defrauded people: the victims listed, or one for each alarm, whichever is more. */
export function victimsOf({ persons, alerts }: Pick<Case, 'persons' | 'alerts'>): number {
  return Math.max(persons.filter(({ role }) => role === 'victim').length, alerts.length);
}

/** The districts the case reaches: its own, and those of its alarms. */
export function districtsOf({ district, alerts }: Pick<Case, 'district' | 'alerts'>): readonly Case['district'][] {
  return [...new Set([district, ...alerts.map((alert) => alert.district)])];
}
