import { hashOf } from '../kernel/canonical.ts';
import { type Context, systemActor } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type Agency, type AgencyFact, RegisterAgency } from './model.ts';

/** The ids of Cordon itself and of callers without a token. */
const ownIds: readonly string[] = [systemActor.agency, 'nobody'];

/** Whether no agency and no bank can have this id. */
export function isOwnId(agency: string): boolean {
  return ownIds.includes(agency);
}

/** The id under which an agency is registered. */
export interface RegisteredId {
  readonly agency: string;
  /** Whether a bank is registered under it. */
  readonly taken: boolean;
}

/**
 * Registers an agency, or replaces its registration. The same registration again changes nothing.
 *
 * Agencies, banks and Cordon itself share one space of ids, since a token says only `agency`.
 *
 * @returns `agency.registered`, or no fact, or AGENCY_ID_TAKEN
 */
export function registerAgency(
  current: Agency | undefined,
  input: RegisterAgency,
  { agency, taken }: RegisteredId,
  { now }: Context,
): Decision<AgencyFact> {
  if (taken || isOwnId(agency)) return refuse('AGENCY_ID_TAKEN');
  if (current !== undefined && hashOf(RegisterAgency.strip().parse(current)) === hashOf(input)) return accept();
  return accept({ type: 'agency.registered', data: { ...input, agency, registeredAt: now } });
}
