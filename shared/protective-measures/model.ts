import * as z from 'zod';
import { Declined, DeclinedAt } from '../bank-questions/question/model.ts';
import { AccountNumber, accountKinds, HolderName } from '../freezes/account/account-fields.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, ApprovalId, InstructionId, ProtectiveMeasureId, WarningId } from '../kernel/ids.ts';
import { PositiveFen } from '../kernel/money.ts';
import { IdNumber, Officer, Person, Phone, text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { protectiveKinds } from './kinds.ts';

/**
 * `requested`: the bank has to act · `in-force` · `declined`: the bank said that it cannot · `lifting`: the bank has to end it · `lifted` ·
 * `expired`: its term is over.
 */
export const protectionStatuses = ['requested', 'in-force', 'declined', 'lifting', 'lifted', 'expired'] as const;
export type ProtectionStatus = (typeof protectionStatuses)[number];

/** How the person consented. */
export const consentWays = ['in-person', 'in-writing', 'by-phone'] as const;
/** How it was checked who asks for the end. */
export const identityChecks = ['document-seen', 'called-back', 'known-in-person'] as const;
/** Why it ends before its term. */
export const liftCauses = ['asked-by-person', 'consent-withdrawn', 'not-needed'] as const;

/** The consent of the person, as the officer who took it records it. */
export const Consent = z.strictObject({ how: z.enum(consentWays), at: UtcInstant });

/** The person whose own account it is. Only the police see it; the bank gets the account. */
export const Protected = z.strictObject({ name: text(64), phone: Phone, idNumber: IdNumber.optional() });

/** The account, as its bank knows it. */
export const ProtectedAccount = z.strictObject({
  holder: HolderName,
  number: AccountNumber,
  kind: z.enum(accountKinds).default('personal'),
});

/** A longer term (延长), and what the bank said of it. */
const Prolonged = z.strictObject({
  at: UtcInstant,
  consent: Consent,
  until: UtcInstant,
  by: Person,
  /** The question by which the bank was asked. Entries of earlier releases do not have it. */
  instructionId: InstructionId.exactOptional(),
  /** Why the bank cannot; absent again once it does. */
  declined: DeclinedAt.exactOptional(),
});
export type Prolonged = z.infer<typeof Prolonged>;

/** Another office that asked for the same while it ran: it joins what stands. */
const Joined = z.strictObject({ at: UtcInstant, by: Person, ground: z.string(), warningId: WarningId.optional() });

/** The end before its term: the reason, how the identity of the asking person was checked, and the officer who lifted it. */
const Lift = z.strictObject({
  at: UtcInstant,
  cause: z.enum(liftCauses),
  identity: z.enum(identityChecks),
  reason: z.string(),
  officer: Officer,
  by: Person,
  instructionId: InstructionId,
});

/** A protective measure (保护性措施) on a person's own account at their bank. It is no stop: it counts among none, and has its own term. */
export const ProtectiveMeasure = z.strictObject({
  protectionId: ProtectiveMeasureId,
  bankId: AgencyId,
  account: ProtectedAccount,
  /** The keyed hash of the account: one measure at a time stands on it. */
  accountKey: z.string(),
  person: Protected,
  kind: z.enum(protectiveKinds),
  limitFen: PositiveFen.optional(),
  ground: z.string(),
  /** On what it rests: the person's consent, or an approval. */
  consent: Consent.optional(),
  approvalId: ApprovalId.optional(),
  /** The warning (预警) behind it. */
  warningId: WarningId.optional(),
  district: z.enum(districts),
  agency: AgencyId,
  officer: Officer,
  by: Person,
  status: z.enum(protectionStatuses),
  requestedAt: UtcInstant,
  touchedAt: UtcInstant,
  until: UtcInstant,
  /** The question by which the bank was asked last for it. */
  instructionId: InstructionId,
  /** The end that it had before it was prolonged; absent if it never was. */
  firstUntil: UtcInstant.exactOptional(),
  prolonged: z.array(Prolonged),
  joined: z.array(Joined),
  joinedNotKept: z.int().nonnegative(),
  inForceAt: UtcInstant.optional(),
  /** Why the bank cannot; absent again once it does. */
  declined: Declined.extend({ at: UtcInstant }).optional(),
  lift: Lift.optional(),
  /** Why the bank does not end it. */
  liftRefused: Declined.extend({ at: UtcInstant }).optional(),
  endedAt: UtcInstant.optional(),
});
export type ProtectiveMeasure = z.infer<typeof ProtectiveMeasure>;

/** The measure that stands on an account, or stood last. */
export const ProtectedPlace = z.strictObject({ protectionId: ProtectiveMeasureId });
export type ProtectedPlace = z.infer<typeof ProtectedPlace>;
