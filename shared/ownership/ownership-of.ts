import { impossible } from '../kernel/impossible.ts';
import { coursesOf } from './case-courses.ts';
import { type Course, claimOf, ownerOf } from './course.ts';
import { depositLines, linesNamed, linesOfWay, mixedLines } from './evidence.ts';
import { caseGraph, type FrozenGraph, frozenGraph } from './frozen-graph.ts';
import type {
  AccountOwnership,
  CaseAccount,
  Evidence,
  OwnershipClaim,
  OwnershipRule,
  OwnershipSettings,
  OwnShare,
} from './model.ts';
import { onlyDeposits, ownersByAccount } from './sole-owners.ts';
import { type Whose, whoseByCourse } from './whose.ts';
import { whoseByFlow } from './whose-by-flow.ts';

/**
 * Whose money is frozen in these accounts, by the rules in their order: the only deposit; every order of leaving says the same; the pool.
 *
 * @param accountIds of the accounts that are asked about: a page of them
 * @param accounts these accounts and at least every account of the case that fed one of them, through any others; more change nothing
 * @param claims all claims with a transfer to one of these accounts; more change nothing
 * @returns in the order of the ids
 * @throws Error if an account is not among the accounts
 */
export function ownershipOf(
  accountIds: readonly string[],
  accounts: readonly CaseAccount[],
  claims: readonly OwnershipClaim[],
  settings: OwnershipSettings,
): readonly AccountOwnership[] {
  const courses = coursesOf(accounts, claims, settings);
  const graph = caseGraph(courses);
  const owners = ownersByAccount(courses);
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  return accountIds.toSorted().map((accountId) => {
    const [account, course] = [byId.get(accountId), courses.get(accountId)];
    if (account === undefined || course === undefined) return impossible('an account that is not among those of its case');
    const ways = frozenGraph(accountId, course.frozenFen, graph);
    const alone = onlyDeposits(course, owners);
    return byRules(account, course, alone === undefined ? whoseByFlow(ways) : whoseByCourse(alone), ways);
  });
}

const noLines: Evidence = { lines: [], more: 0 };

function byRules(account: CaseAccount, course: Course, whose: Whose, graph: FrozenGraph): AccountOwnership {
  const { accountId, frozenFen, earlier } = account;
  const setAsideFen = Math.min(frozenFen, Math.max(0, whose.othersFen - (earlier?.setAsideFen ?? 0)));
  const unexplainedFen = Math.min(frozenFen - setAsideFen, whose.unexplainedFen);
  const told = toldShares(account, whose);
  const most = linesNamed(told?.size ?? 0);
  const shares = [...(told ?? [])].map(
    ([claimId, fen]): OwnShare => ({ claimId, fen, restsOn: linesOfWay(graph, ownerOf(claimId), most) }),
  );
  return {
    accountId,
    frozenFen,
    rule: ruleOf(frozenFen, told !== undefined, course),
    shares: frozenFen === 0 ? [] : shares,
    setAsideFen,
    setAsideRestsOn: setAsideFen > 0 ? depositLines(graph, 'others') : noLines,
    unexplainedFen,
    poolFen: told === undefined ? frozenFen - setAsideFen - unexplainedFen : 0,
    poolRestsOn: told === undefined ? mixedLines(course, whose.untold) : noLines,
  };
}

function ruleOf(frozenFen: number, told: boolean, course: Course): OwnershipRule {
  if (frozenFen === 0) return 'nothing';
  if (!told) return 'pro-rata';
  return isSingle(course) ? 'single' : 'by-time';
}

/**
 * What is each claim's in every order, less what earlier rounds paid of it.
 *
 * @returns undefined if orders differ, or if an earlier round gave out what is now known to be another's: the rest is shared then
 */
function toldShares({ earlier }: CaseAccount, { told, untold, othersFen }: Whose): ReadonlyMap<string, number> | undefined {
  if (untold.size > 0 || (earlier?.setAsideFen ?? 0) > othersFen) return undefined;
  const shares = new Map<string, number>();
  for (const [owner, fen] of told) {
    const claimId = claimOf(owner);
    if (claimId !== undefined) shares.set(claimId, fen);
  }
  for (const { claimId, fen } of earlier?.paid ?? []) shares.set(claimId, (shares.get(claimId) ?? 0) - fen);
  if ([...shares.values()].some((fen) => fen < 0)) return undefined;
  return new Map([...shares].filter(([, fen]) => fen > 0).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether exactly one deposit ever came in, all of it of one claim. */
function isSingle({ steps }: Course): boolean {
  const deposits = steps.flatMap((step) => step.deposits);
  const [only] = deposits;
  return (
    deposits.length === 1 &&
    only !== undefined &&
    claimOf(only.owner) !== undefined &&
    steps.every(({ arrivals }) => arrivals.length === 0)
  );
}
