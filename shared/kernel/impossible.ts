/**
 * Stands where the types allow what the rules do not: a command that was carried out and left no state, a fact without its data. Facts
 * and state disagree then, so nothing is recorded.
 *
 * @param what is so, without any data of people: it goes into the log
 * @throws Error always
 */
export function impossible(what: string): never {
  throw new Error(what);
}
