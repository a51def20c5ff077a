import { impossible } from '../kernel/impossible.ts';
import type { Courses } from './case-courses.ts';
import type { Deposit } from './course.ts';
import type { Passage } from './passages.ts';

/** Money that goes on from one step to another: it stays in the account until the next step, or passes to another account. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly fen: number;
  readonly passage?: Passage;
}

/** All steps of all accounts, numbered from 0, and all ways between them. */
export interface CaseGraph {
  readonly waysTo: readonly (readonly Way[])[];
  readonly depositsAt: readonly (readonly Deposit[])[];
  /** The last step of each account. */
  readonly endOf: ReadonlyMap<string, number>;
}

/** All ways on which money can have come to the frozen part of one account. Its steps are numbered anew; at the end of step 0 lies the money. */
export interface FrozenGraph {
  readonly frozenFen: number;
  readonly steps: number;
  readonly ways: readonly Way[];
  readonly deposits: readonly { readonly step: number; readonly deposit: Deposit }[];
}

export function caseGraph(courses: Courses): CaseGraph {
  const all = [...courses.values()].flatMap(({ accountId, steps }) => steps.map((step, n) => ({ accountId, n, step })));
  const departs = new Map(all.flatMap(({ step }, at) => step.departures.map((passage) => [passage, at] as const)));
  return {
    waysTo: all.map(({ n, step }, to) => {
      const stayed = n === 0 ? 0 : (all[to - 1]?.step.stockFen ?? 0);
      const came = step.arrivals.map((passage): Way => {
        const from = departs.get(passage) ?? impossible('money that arrives and never departed');
        return { from, to, fen: passage.into.amountFen, passage };
      });
      return stayed === 0 ? came : [{ from: to - 1, to, fen: stayed }, ...came];
    }),
    depositsAt: all.map(({ step }) => step.deposits),
    endOf: new Map(all.map(({ accountId }, at) => [accountId, at])),
  };
}

/** @throws Error if the account is none of the graph */
export function frozenGraph(accountId: string, frozenFen: number, { waysTo, depositsAt, endOf }: CaseGraph): FrozenGraph {
  const numbers = new Map([[endOf.get(accountId) ?? impossible('an account without its steps'), 0]]);
  const ways: Way[] = [];
  const deposits: { readonly step: number; readonly deposit: Deposit }[] = [];
  for (const [at, step] of numbers) {
    for (const way of waysTo[at] ?? []) {
      const from = numbers.get(way.from) ?? numbers.size;
      numbers.set(way.from, from);
      ways.push({ ...way, from, to: step });
    }
    for (const deposit of depositsAt[at] ?? []) deposits.push({ step, deposit });
  }
  return { frozenFen, steps: numbers.size, ways, deposits };
}
