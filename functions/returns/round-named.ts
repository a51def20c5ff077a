import type { Call } from '../../shared/http/api-request.ts';
import type { Present, Reach } from '../../shared/http/command-on.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { type ReturnRoundView, roundView } from '../../shared/returns/views.ts';

/** A request that is answered with a round. */
export interface RoundCall<Status> extends Call {
  answer(status: Status, view: ReturnRoundView, version: number): StoredAnswer;
}

/** The answer with the round. */
export function answered<Status>(status: Status) {
  return (request: RoundCall<Status>, { state, version }: Present<ReturnRound>): StoredAnswer =>
    request.answer(status, roundView(state, version), version);
}

/** A request whose path names a round. */
export interface OfRound extends Call {
  readonly params: { readonly returnId: string };
}

/** The round that a path names. */
export const roundNamed: Reach<OfRound, ReturnRound, ReturnRoundFact> = {
  load: ({ params }, journal) => journal.load(ReturnRounds, params.returnId),
  thing: returnThing,
};
