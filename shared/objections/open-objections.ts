import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { fact } from '../kernel/fact.ts';
import { ObjectionId } from '../kernel/ids.ts';

/** The most open objections to one order, so that no caller fills a desk. */
const MOST_OPEN = 50;

/**
 * The open objections to one order, or to what a caller named where no order is known: so a person has one open objection there, by whichever
 * offices it was raised, and the answer of a bank finds those that it closes. `objector` is a keyed hash of capacity and name.
 */
export const OpenObjectionsState = z.strictObject({
  open: z.array(z.strictObject({ objectionId: ObjectionId, objector: z.string() })),
});
export type OpenObjectionsState = z.infer<typeof OpenObjectionsState>;

export const OpenObjectionsFact = z.discriminatedUnion('type', [
  fact('open-objections.begun', { objectionId: ObjectionId, objector: z.string() }),
  fact('open-objections.ended', { objectionId: ObjectionId }),
]);
export type OpenObjectionsFact = z.infer<typeof OpenObjectionsFact>;

export const OpenObjections: StreamType<OpenObjectionsState, OpenObjectionsFact> = {
  name: 'open-objections',
  schemaVersion: 1,
  state: OpenObjectionsState,
  fact: OpenObjectionsFact,
  evolve: evolveOpen,
  index: () => ({ entries: {}, card: {} }),
};

function evolveOpen(before: OpenObjectionsState | undefined, { type, data }: OpenObjectionsFact): OpenObjectionsState {
  const others = (before?.open ?? []).filter(({ objectionId }) => objectionId !== data.objectionId);
  if (type === 'open-objections.ended') return { open: others };
  return { open: [...others, { objectionId: data.objectionId, objector: data.objector }] };
}

/** @returns OBJECTION_FULL, or undefined */
export function roomRefusal(open: OpenObjectionsState | undefined): Refusal | undefined {
  return (open?.open.length ?? 0) < MOST_OPEN ? undefined : refuse('OBJECTION_FULL');
}
