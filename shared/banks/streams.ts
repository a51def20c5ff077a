import { directory } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { evolveCircuit } from './circuit.ts';
import { Bank, BankFact, Circuit, CircuitFact } from './model.ts';

/** Banks by their id; all of them in one directory. `GET /v1/banks` shows the card, so it has no keys. */
export const Banks: StreamType<Bank, BankFact> = {
  name: 'bank',
  schemaVersion: 3,
  state: Bank,
  fact: BankFact,
  evolve: evolveBank,
  index: ({ bankId, name, dutyPhone, endpoint, registeredAt, mode = 'live' }) => ({
    entries: { listing: directory('bank', bankId) },
    card: { bankId, name, dutyPhone, registeredAt, mode, ...(endpoint === undefined ? {} : { endpoint }) },
  }),
};

function evolveBank(before: Bank | undefined, fact: BankFact): Bank {
  if (fact.type === 'bank.registered') {
    const { signature: _, ...bank } = fact.data;
    return bank;
  }
  if (before === undefined) impossible('a bank begins with its registration');
  return { ...before, mode: fact.data.mode };
}

/** The circuit breakers of banks' endpoints, by bank. */
export const Circuits: StreamType<Circuit, CircuitFact> = {
  name: 'circuit',
  schemaVersion: 1,
  state: Circuit,
  fact: CircuitFact,
  evolve: evolveCircuit,
  index: () => ({ entries: {}, card: {} }),
};
