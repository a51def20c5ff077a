import type { Policy } from '../policy/policy.ts';
import type { IdPrefix } from './ids.ts';

/** The actor: an agency, and within it a person or a system. Taken from the access token, never from a body. */
export interface Actor {
  /** Agency id; a bank's is its `bankId`. */
  readonly agency: string;
  readonly agencyKind: AgencyKind;
  /** Absent for agencies of the whole city. */
  readonly district?: District;
  readonly roles: readonly string[];
  /** The token's subject: a person or a client. */
  readonly subject: string;
  /** Whether the token says that its subject is a person. Without that, the token is a system's. */
  readonly isPerson?: boolean;
}

/**
 * The kinds of agency that call. A token says which. `operator`: a telecom operator (电信运营商) · `provider`: a provider of SMS or AI calls ·
 * `partner`: police of another province, or another service that works on a part of a campaign (协作单位).
 */
export const callerKinds = [
  'police',
  'bank',
  'procuratorate',
  'court',
  'regulator',
  'town',
  'operator',
  'provider',
  'partner',
] as const;
export type CallerKind = (typeof callerKinds)[number];

/** The kinds of actor: the callers, and Cordon itself. */
export const agencyKinds = [...callerKinds, 'system'] as const;
export type AgencyKind = (typeof agencyKinds)[number];

/** Beijing's sixteen districts. */
export const districts = [
  'dongcheng',
  'xicheng',
  'chaoyang',
  'fengtai',
  'shijingshan',
  'haidian',
  'mentougou',
  'fangshan',
  'tongzhou',
  'shunyi',
  'changping',
  'daxing',
  'huairou',
  'pinggu',
  'miyun',
  'yanqing',
] as const;
export type District = (typeof districts)[number];

/** Everything a decider may know besides state and command. It has no clock and no random numbers of its own. */
export interface Context {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly actor: Actor;
  readonly policy: Policy;
  /** A fresh id; sorts by time. */
  readonly newId: (prefix: IdPrefix) => string;
}

/** Cordon itself, when a workflow or a reaction acts. */
export const systemActor: Actor = { agency: 'cordon', agencyKind: 'system', roles: [], subject: 'cordon' };
