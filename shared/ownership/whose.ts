import { type Course, claimOf, type Owner } from './course.ts';

/** Whose money can lie in the frozen part of an account, over all orders in which money can have left. */
export interface Whose {
  /** The least that is others' money under every order, the most that is then unexplained, and the rest, which can be the victims'. */
  readonly othersFen: number;
  readonly unexplainedFen: number;
  readonly victimsFen: number;
  /** Of each owner of money that came in, what lies there, if that is the same under every order. */
  readonly told: ReadonlyMap<Owner, number>;
  /** The other owners: the order decides how much of their money lies there. */
  readonly untold: ReadonlySet<Owner>;
}

/**
 * For an account whose money all comes from deposits: one pass an owner. The most of an owner's money stays where the others' leaves first,
 * the least where the owner's leaves first.
 */
export function whoseByCourse(course: Course): Whose {
  const { frozenFen } = course;
  const victimsFen = mostFrozen(course, (owner) => claimOf(owner) !== undefined);
  const notOthersFen = mostFrozen(course, (owner) => owner !== 'others');
  const told = new Map<Owner, number>();
  const untold = new Set<Owner>();
  for (const owner of new Set(course.steps.flatMap(({ deposits }) => deposits.map((deposit) => deposit.owner)))) {
    const most = mostFrozen(course, (other) => other === owner);
    const least = frozenFen - mostFrozen(course, (other) => other !== owner);
    if (most === least) told.set(owner, most);
    else untold.add(owner);
  }
  return { victimsFen, unexplainedFen: notOthersFen - victimsFen, othersFen: frozenFen - notOthersFen, told, untold };
}

/** The most that those owners can have in what is frozen: as long as other money is there, that leaves first. */
function mostFrozen({ steps, frozenFen }: Course, counts: (owner: Owner) => boolean): number {
  let fen = 0;
  for (const { deposits, stockFen } of steps) {
    for (const deposit of deposits) if (counts(deposit.owner)) fen += deposit.fen;
    fen = Math.min(fen, stockFen);
  }
  return Math.min(fen, frozenFen);
}
