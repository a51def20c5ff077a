import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { type Agency, type AgencyFact, RegisterAgency } from './model.ts';

/**
 * Registers an agency, or replaces what is registered of it. The same registration again changes nothing.
 *
 * @returns `agency.registered`, or no fact
 */
export function registerAgency(
  current: Agency | undefined,
  agency: string,
  input: RegisterAgency,
  { now }: Context,
): Decision<AgencyFact> {
  if (current !== undefined && hashOf(RegisterAgency.strip().parse(current)) === hashOf(input)) return accept();
  return accept({ type: 'agency.registered', data: { ...input, agency, registeredAt: now } });
}
