import * as z from 'zod';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';

const AnyFact: z.ZodType<Fact> = z.object({ type: z.string(), data: z.unknown() });

/** @throws Error for any change of such a stream: it is only read */
function never(): never {
  throw new Error('a stream of which only a part is read is not changed');
}

/** A kind of stream of which only these members matter here. It reads the states of every release that has them. */
export function readOnly<State>(name: string, state: z.ZodType<State>): StreamType<State, Fact> {
  return { name, schemaVersion: Number.MAX_SAFE_INTEGER, state, fact: AnyFact, evolve: never, index: never };
}
