import { type SeenOfOrder, thingOfOrder } from '../../shared/bank-questions/kind.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Reach } from '../../shared/http/command-on.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { readableThing } from '../freezes/handed-over.ts';

/** A thing that was asked of the bank of an order, as the callers of its order reach it: the order's district and agency are its own. */
export function ofOrder<C extends Call, State extends SeenOfOrder, F extends Fact>(
  type: StreamType<State, F>,
  idOf: (request: C) => string,
): Reach<C, State, F> {
  return {
    load: async (request, journal) => {
      const loaded = await journal.load(type, idOf(request));
      // a look at none takes as long as one at a hidden one
      if (loaded.state === undefined) await readableThing(request, {}, idOf(request), journal);
      return loaded;
    },
    thing: (state, request, journal) => readableThing(request, thingOfOrder(state), state.alertId, journal),
  };
}
