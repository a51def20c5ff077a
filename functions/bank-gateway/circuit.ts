import { noteFailure, noteSuccess } from '../../shared/banks/circuit.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { contextOf, type Platform } from '../platform/platform.ts';

/**
 * Notes in the circuit breaker of an endpoint, a bank's or an agency's, how a push went. The breaker is an aid: if other writers keep
 * coming first, this result is left out.
 */
export async function noteInCircuit(
  platform: Platform,
  bankId: string,
  healthy: boolean,
  command: { readonly id: string; readonly correlationId: string },
): Promise<void> {
  const { journal } = platform;
  const context = contextOf(platform);
  const decide = healthy ? noteSuccess : noteFailure;
  await transact(
    journal,
    { ...command, name: 'gateway.noteInCircuit', inputHash: hashOf([bankId, healthy]), actor: systemActor, now: context.now },
    async () => {
      const circuit = await journal.load(Circuits, bankId);
      return planFrom(decide(circuit.state, bankId, context), [circuit]);
    },
    { remember: false },
  );
}
