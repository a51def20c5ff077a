import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { Circuit, CircuitFact } from './model.ts';

/**
 * Whether pushes to the bank's endpoint wait. The circuit opens after too many failures in a row; once `openUntil` has passed, the next
 * push is tried, and decides.
 */
export function circuitOpen(circuit: Circuit | undefined, now: string): boolean {
  return circuit?.openUntil !== undefined && now < circuit.openUntil;
}

/**
 * A push failed. Enough failures in a row open the circuit, and a failure after that opens it anew; one that comes while it is open changes
 * nothing.
 */
export function noteFailure(circuit: Circuit | undefined, bankId: string, { now, policy }: Context): Decision<CircuitFact> {
  if (circuitOpen(circuit, now)) return accept();
  const failures = (circuit?.failures ?? 0) + 1;
  if (failures < policy.amount('breaker.threshold', now)) return accept({ type: 'circuit.failed', data: { bankId, at: now } });
  const openUntil = plus(now, policy.amount('breaker.cooldown', now));
  return accept({ type: 'circuit.opened', data: { bankId, at: now, openUntil } });
}

/** A push arrived: the count of failures starts again. No fact if the count is zero. */
export function noteSuccess(circuit: Circuit | undefined, bankId: string, { now }: Context): Decision<CircuitFact> {
  if (circuit === undefined || circuit.failures === 0) return accept();
  return accept({ type: 'circuit.closed', data: { bankId, at: now } });
}

/** The circuit after the fact. */
export function evolveCircuit(before: Circuit | undefined, { type, data }: CircuitFact): Circuit {
  const { bankId } = data;
  const failures = (before?.failures ?? 0) + 1;
  switch (type) {
    case 'circuit.failed':
      return { bankId, failures };
    case 'circuit.opened':
      return { bankId, failures, openUntil: data.openUntil };
    case 'circuit.closed':
      return { bankId, failures: 0 };
  }
}
