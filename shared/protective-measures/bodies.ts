import * as z from 'zod';
import { broken } from '../kernel/broken.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, ApprovalId, WarningId } from '../kernel/ids.ts';
import { PositiveFen } from '../kernel/money.ts';
import { Officer, prose } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';
import { protectiveKinds } from './kinds.ts';
import { consentWays, identityChecks, liftCauses, Protected, ProtectedAccount } from './model.ts';

const TermHours = z
  .int()
  .positive()
  .max(1_000)
  .describe('For how long, in hours; at most what the policy says (`protection.term`).');

/** The consent of the person whose account it is. */
const GivenConsent = z.strictObject({
  how: z.enum(consentWays),
  at: Instant.describe('When the person consented; not in the future.'),
});

/** Have a person's own account protected: with their consent, or by an approval (`POST /v1/approvals`, gate `protect`). */
export const OrderProtection = z
  .strictObject({
    bankId: AgencyId,
    account: ProtectedAccount,
    person: Protected,
    kind: z.enum(protectiveKinds),
    limitFen: PositiveFen.optional().describe('With `day-limit`: the most that goes out a day.'),
    ground: prose(500),
    consent: GivenConsent.optional(),
    approvalId: ApprovalId.optional(),
    warningId: WarningId.optional().describe('The warning behind it.'),
    termHours: TermHours,
    district: z.enum(districts).optional().describe('Where the person lives; by default the district of your agency.'),
    officer: Officer.describe('The officer who took the consent. The bank may ask this officer.'),
  })
  .check(({ value, issues }) => {
    const { kind, limitFen, consent, approvalId } = value;
    if ((kind === 'day-limit') !== (limitFen !== undefined))
      issues.push(broken('limitFen', kind === 'day-limit' ? 'is required' : 'must be absent unless there is a limit a day'));
    if ((consent === undefined) === (approvalId === undefined))
      issues.push(broken('consent', 'must be given, or approvalId, and not both'));
  });
export type OrderProtection = z.infer<typeof OrderProtection>;

/** End it at once (解除保护). */
export const LiftProtection = z.strictObject({
  cause: z.enum(liftCauses),
  identity: z.enum(identityChecks).describe('How you checked who asks.'),
  reason: prose(500),
  officer: Officer,
});
export type LiftProtection = z.infer<typeof LiftProtection>;

/** Let it run on, with a new consent. */
export const ProlongProtection = z.strictObject({ termHours: TermHours, consent: GivenConsent, officer: Officer });
export type ProlongProtection = z.infer<typeof ProlongProtection>;
