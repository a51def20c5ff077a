import { StopOrders } from '../../shared/freezes/streams.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { readFact } from '../../shared/kernel/tolerant.ts';
import type { FactByType } from './facts.ts';
import { FreezePathFact, type FreezePathFactType } from './freeze-path-facts.ts';
import type { RelayTools } from './reaction.ts';
import { type FreezePathReactions, freezePathReactions } from './reactions/freeze-path-table.ts';
import { answerIdleTask } from './reactions/workflow.ts';
import { type Consequence, type Course, consequencesOf, createRelay, type Relay } from './relay.ts';

const orders = streamKey(StopOrders.name, '');

const freezePath: Course<RelayTools> = {
  lanes: 10,
  consequences: (recorded) => {
    const fact = readFact(FreezePathFact, recorded);
    return fact && lineOf(fact.type, fact);
  },
  onTask: async (stream, tools) => {
    if (stream.startsWith(orders)) await answerIdleTask(stream, tools);
  },
};

/** The relay of all that must happen within the minutes that a stop has. */
export function createFreezeRelay(tools: RelayTools): Relay {
  return createRelay(freezePath, tools);
}

function lineOf<T extends FreezePathFactType>(type: T, fact: FactByType[T]): readonly Consequence<RelayTools>[] {
  const line: FreezePathReactions[T] = freezePathReactions[type];
  return line === undefined ? [] : consequencesOf(line, fact);
}
