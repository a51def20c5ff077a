import { kindOfStream } from '../journal/stream.ts';
import type { Actor } from '../kernel/context.ts';
import type { Case } from './model.ts';
import { holdsCase } from './visibility.ts';

/**
 * Whose facts stand in a case's file, and whether an agency sees them as well that the part `timeline` is shared with; whoever holds
 * the case sees all. How police supervise a listed case (挂牌督办) is in no part of the case, so it does not show there either. Looks and
 * consultations stand in no case's file at all: each tells its own, to those whose it is.
 */
export const timelineKinds: Readonly<Record<string, { readonly shared: boolean }>> = {
  case: { shared: true },
  alert: { shared: true },
  'freeze-request': { shared: true },
  order: { shared: true },
  'listed-case': { shared: false },
};

/**
 * Which entries of the case's file the actor may see, if the timeline is theirs to see. A kind that the table does not have is not
 * shared.
 */
export function timelineShown(
  file: Pick<Case, 'agencies' | 'district'>,
  actor: Actor,
): (entry: { /** `<kind>#<id>` */ readonly stream: string }) => boolean {
  if (holdsCase(file, actor)) return () => true;
  return ({ stream }) => timelineKinds[kindOfStream(stream)]?.shared === true;
}
