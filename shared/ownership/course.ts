import type { AccountLine, CaseAccount, LineRef } from './model.ts';
import type { Passage } from './passages.ts';

/**
 * The owner of money: a claim; `others`, who are all persons that claim nothing; or `unexplained`, where the lines do not tell where money
 * came from: it is in the account, and no line brought it, or a line brought it from an account of the case whose own lines do not show it.
 */
export type Owner = `claim ${string}` | 'others' | 'unexplained';

export const ownerOf = (claimId: string): Owner => `claim ${claimId}`;

/** @returns undefined for money that no claim is about */
export function claimOf(owner: Owner): string | undefined {
  return owner.startsWith('claim ') ? owner.slice('claim '.length) : undefined;
}

/** Money of one owner that came to an account from outside the case. */
export interface Deposit {
  readonly owner: Owner;
  readonly fen: number;
  readonly line: LineRef;
}

/**
 * A stretch of an account's time in which all that comes in can meet all that goes out: what goes out is any part of what is there then. An
 * instant is never cut, because its lines count in any order and with what comes in first every other order's outcome is possible, too.
 */
export interface Step {
  readonly deposits: readonly Deposit[];
  readonly arrivals: readonly Passage[];
  readonly departures: readonly Passage[];
  /** What is in the account afterwards. */
  readonly stockFen: number;
}

/** An account's time as steps. After the last step, all but what is frozen leaves. */
export interface Course {
  readonly accountId: string;
  /** What was frozen before earlier rounds took theirs. */
  readonly frozenFen: number;
  readonly steps: readonly Step[];
}

/** What each line in brings, and which lines are transfers within the case. */
export interface LineMeanings {
  depositsOf(accountId: string, line: AccountLine): readonly Deposit[];
  arrivalBy(line: AccountLine): Passage | undefined;
  departureBy(line: AccountLine): Passage | undefined;
}

interface OpenStep {
  readonly deposits: Deposit[];
  readonly arrivals: Passage[];
  readonly departures: Passage[];
  inFen: number;
  outFen: number;
}

/** @returns the steps of the account, whatever its lines say: money that is missing in them is `unexplained` */
export function courseOf(account: CaseAccount, meanings: LineMeanings): Course {
  const { accountId, openingFen } = account;
  let step = newStep();
  const steps = [step];
  if (openingFen > 0) bring(step, { owner: 'others', fen: openingFen, line: { accountId } });
  for (const lines of instantsOf(account.lines)) {
    const [ins, outs] = [
      lines.filter(({ direction }) => direction === 'in'),
      lines.filter(({ direction }) => direction === 'out'),
    ];
    if (ins.length > 0 && step.outFen > 0) {
      step = newStep();
      steps.push(step);
    }
    for (const line of ins) takeIn(step, line, accountId, meanings);
    for (const line of outs) {
      const departure = meanings.departureBy(line);
      step.outFen += line.amountFen;
      if (departure !== undefined) step.departures.push(departure);
    }
  }
  const frozenFen = frozenAtFirst(account);
  return { accountId, frozenFen, steps: withStocks(steps, accountId, frozenFen) };
}

/** What was frozen before any round: what is frozen now and what rounds took. */
export function frozenAtFirst({ frozenFen, earlier }: CaseAccount): number {
  return frozenFen + (earlier?.setAsideFen ?? 0) + (earlier?.paid ?? []).reduce((sum, { fen }) => sum + fen, 0);
}

const newStep = (): OpenStep => ({ deposits: [], arrivals: [], departures: [], inFen: 0, outFen: 0 });

function bring(step: OpenStep, deposit: Deposit): void {
  step.deposits.push(deposit);
  step.inFen += deposit.fen;
}

function takeIn(step: OpenStep, line: AccountLine, accountId: string, meanings: LineMeanings): void {
  const arrival = meanings.arrivalBy(line);
  if (arrival === undefined) {
    for (const deposit of meanings.depositsOf(accountId, line)) bring(step, deposit);
    return;
  }
  step.arrivals.push(arrival);
  step.inFen += line.amountFen;
}

/** The steps with what is left after each. Where more goes out, or is frozen at the end, than the lines brought, they miss money. */
function withStocks(steps: readonly OpenStep[], accountId: string, frozenFen: number): readonly Step[] {
  let stockFen = 0;
  const unexplained = (fen: number): readonly Deposit[] => (fen > 0 ? [{ owner: 'unexplained', fen, line: { accountId } }] : []);
  const counted = steps.map(({ deposits, arrivals, departures, inFen, outFen }): Step => {
    const balanceFen = stockFen + inFen - outFen;
    stockFen = Math.max(0, balanceFen);
    return { deposits: [...deposits, ...unexplained(-balanceFen)], arrivals, departures, stockFen };
  });
  const missing = unexplained(frozenFen - stockFen);
  if (missing.length === 0) return counted;
  return [...counted, { deposits: missing, arrivals: [], departures: [], stockFen: frozenFen }];
}

/** The lines in groups of one instant, in the order of time. */
function instantsOf(lines: readonly AccountLine[]): readonly (readonly AccountLine[])[] {
  return [...Map.groupBy(lines, ({ at }) => Date.parse(at))].toSorted(([one], [other]) => one - other).map(([, group]) => group);
}
