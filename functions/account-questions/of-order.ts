import { type SeenOfOrder, thingOfOrder } from '../../shared/bank-questions/kind.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { findOn, type Reach } from '../../shared/http/command-on.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { readableThing } from '../freezes/handed-over.ts';
import type { ApiTools } from '../platform/api-tools.ts';

/** A request that is answered with the thing. */
interface Reads<View> extends Call {
  answer(status: 200, view: View, tag: string): StoredAnswer;
}

/** The read of a thing with how its question to the bank stands. Its tag is of both: the question changes while the thing stays. */
export function readWithQuestion<B extends Call, State extends { readonly instructionId: string }, F extends Fact, View>(
  reach: Reach<B, State, F>,
  view: (state: State, question: BankQuestion | undefined) => View,
) {
  return async <C extends B & Reads<View>>(request: C, { journal }: ApiTools): Promise<StoredAnswer | Rejection> => {
    const found = await findOn(reach, request, journal);
    if (found.kind === 'refusal') return found;
    const { state: question } = await journal.load(BankQuestions, found.state.instructionId);
    const shown = view(found.state, question);
    return request.answer(200, shown, tagOf(found.loaded.version, shown));
  };
}

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
