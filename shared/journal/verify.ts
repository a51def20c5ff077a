import type { RecordedFact } from './journal.ts';
import { factHash } from './recording.ts';
import { GENESIS_HASH } from './stream.ts';

/** Whether the facts are the recorded ones: none changed, left out or put in. */
export type ChainCheck =
  | {
      readonly intact: true;
      /** Hash of the last fact: the next page is checked against it, and for the last page the state's `lastHash`. */
      readonly lastHash: string;
    }
  | {
      readonly intact: false;
      /** Sequence number of the first fact that does not fit. */
      readonly seq: number;
      /** It is not the fact that should come here, it does not follow from the one before it, or it is not as it was recorded. */
      readonly reason: 'out-of-sequence' | 'chain-broken' | 'content-changed';
    };

/**
 * Checks facts of one stream in order. A comparison with the `lastHash` of the state shows whether the end of the stream was cut off.
 *
 * @param previousHash hash of the fact before the first of these; left out for the beginning of a stream
 */
export function verifyChain(facts: readonly RecordedFact[], previousHash: string = GENESIS_HASH): ChainCheck {
  let lastHash = previousHash;
  const first = facts[0];
  let seq = previousHash === GENESIS_HASH || first === undefined ? 1 : first.seq;
  for (const fact of facts) {
    if (fact.seq !== seq || fact.stream !== first?.stream) return { intact: false, seq: fact.seq, reason: 'out-of-sequence' };
    if (fact.previousHash !== lastHash) return { intact: false, seq, reason: 'chain-broken' };
    if (fact.hash !== factHash(fact)) return { intact: false, seq, reason: 'content-changed' };
    lastHash = fact.hash;
    seq += 1;
  }
  return { intact: true, lastHash };
}
