import type { Courses } from './case-courses.ts';
import type { Course, Deposit, Owner } from './course.ts';

/** For each account the owners whose money ever came there; two stand for all that have more. */
export type OwnersByAccount = ReadonlyMap<string, ReadonlySet<Owner>>;

/**
 * The course with what came from accounts of one owner as deposits of that owner.
 *
 * @returns undefined if an account with the money of several owners fed it
 */
export function onlyDeposits(course: Course, owners: OwnersByAccount): Course | undefined {
  const steps = course.steps.map((step) => {
    const deposits = step.arrivals.flatMap(({ from, to, into }): readonly Deposit[] => {
      const [owner, ...more] = owners.get(from) ?? [];
      return owner === undefined || more.length > 0
        ? []
        : [{ owner, fen: into.amountFen, line: { accountId: to, lineId: into.lineId } }];
    });
    if (deposits.length < step.arrivals.length) return undefined;
    return { ...step, arrivals: [], deposits: [...step.deposits, ...deposits] };
  });
  const known = steps.filter((step) => step !== undefined);
  return known.length < steps.length ? undefined : { ...course, steps: known };
}

export function ownersByAccount(courses: Courses): OwnersByAccount {
  const feeds = new Map<string, Set<string>>();
  const owners = new Map<string, Set<Owner>>();
  for (const { accountId, steps } of courses.values()) {
    owners.set(accountId, new Set(steps.flatMap(({ deposits }) => deposits.map(({ owner }) => owner))));
    for (const { from } of steps.flatMap(({ arrivals }) => arrivals)) {
      feeds.set(from, (feeds.get(from) ?? new Set()).add(accountId));
    }
  }
  const changed = [...owners.keys()];
  for (const from of changed) {
    for (const to of feeds.get(from) ?? []) {
      const [mine, theirs] = [[...(owners.get(from) ?? [])], owners.get(to)];
      const news = mine.filter((owner) => theirs !== undefined && theirs.size < 2 && !theirs.has(owner)).slice(0, 2);
      if (theirs === undefined || news.length === 0) continue;
      for (const owner of news) theirs.add(owner);
      changed.push(to);
    }
  }
  return owners;
}
