import type { MatterOf, Question } from '../approvals/model.ts';
import type { Context, District } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { HOUR } from '../kernel/time.ts';

/** What is to be approved. */
type Asked = Omit<MatterOf<'protect'>, 'gate'> & { readonly district: District | undefined };

/**
 * The question whether a person's account is protected without their consent: answered by the head of a bureau of the district or the city.
 *
 * @returns it, or PROTECTION_DISTRICT_MISSING, PROTECTION_TOO_LONG, PROTECTION_LIMIT_UNFIT
 */
export function protectionQuestion(
  { district, ...asked }: Asked,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): Question | Refusal {
  if (district === undefined) return refuse('PROTECTION_DISTRICT_MISSING', { paths: ['/district'] });
  if ((asked.measure === 'day-limit') !== (asked.limitFen !== undefined))
    return refuse('PROTECTION_LIMIT_UNFIT', { paths: ['/limitFen'] });
  const most = policy.amount('protection.term', now);
  if (asked.termHours * HOUR > most) return refuse('PROTECTION_TOO_LONG', { paths: ['/termHours'], maxHours: most / HOUR });
  return {
    kind: 'question',
    matter: { gate: 'protect', ...asked },
    needed: { role: 'approver', level: 'county', legalReview: false },
    district,
  };
}
