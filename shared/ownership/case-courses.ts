import { type ClaimedLines, claimedLines } from './claimed-lines.ts';
import { type Course, courseOf, type Deposit, type LineMeanings, type Owner, ownerOf } from './course.ts';
import type { AccountLine, CaseAccount, OwnershipClaim, OwnershipSettings } from './model.ts';
import { passagesAmong } from './passages.ts';

/** Accounts by id, each with its time as steps. */
export type Courses = ReadonlyMap<string, Course>;

/** The courses of these accounts, with each line in as what it brings: a claim's money, another person's, or that of an account of the case. */
export function coursesOf(
  accounts: readonly CaseAccount[],
  claims: readonly OwnershipClaim[],
  { clockSlackMs }: OwnershipSettings,
): Courses {
  const claimed = claimedLines(claims);
  const passages = passagesAmong(accounts, claimed, clockSlackMs);
  const arrivals = new Map(passages.map((passage) => [passage.into, passage]));
  const departures = new Map(passages.map((passage) => [passage.out, passage]));
  const meanings: LineMeanings = {
    depositsOf: depositsBy(claimed, new Set(accounts.map(({ accountId }) => accountId))),
    arrivalBy: (line) => arrivals.get(line),
    departureBy: (line) => departures.get(line),
  };
  return new Map(accounts.map((account) => [account.accountId, courseOf(account, meanings)]));
}

/** What a line brings that is no transfer within the case: what claims say of it, and the rest is another person's. */
function depositsBy(claimed: ClaimedLines, known: ReadonlySet<string>): LineMeanings['depositsOf'] {
  return (accountId, line) => {
    const ref = { accountId, lineId: line.lineId };
    let restFen = line.amountFen;
    const deposits: Deposit[] = [];
    for (const { claimId, fen: said } of claimed.by(accountId, line.lineId)) {
      const fen = Math.min(said, restFen);
      restFen -= fen;
      if (fen > 0) deposits.push({ owner: ownerOf(claimId), fen, line: ref });
    }
    if (restFen > 0) deposits.push({ owner: ownerOfRest(line, deposits, known), fen: restFen, line: ref });
    return deposits;
  };
}

/** A line from an account of the case that has no counterpart there came from somewhere: its owner is not a stranger to the case. */
function ownerOfRest({ counterparty }: AccountLine, deposits: readonly Deposit[], known: ReadonlySet<string>): Owner {
  const fromCase = counterparty !== undefined && known.has(counterparty);
  return fromCase && deposits.length === 0 ? 'unexplained' : 'others';
}
