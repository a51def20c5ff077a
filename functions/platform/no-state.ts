/**
 * Stands in place of a state that must exist, because the command that was carried out leaves one. @throws Error always: facts and state
 * disagree
 */
export function noState(): never {
  throw new Error('a command was carried out and left no state');
}
