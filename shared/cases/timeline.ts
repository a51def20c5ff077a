import { kindOfStream } from '../journal/stream.ts';
import type { Actor } from '../kernel/context.ts';
import type { Case } from './model.ts';
import { saysCaseOfAlert } from './pointers.ts';
import { holdsCase } from './visibility.ts';

/**
 * The entries of the case's timeline that the actor may see, if they may see the timeline. Agencies that answer for the case see all of them, but
 * for those that repeat in the file of an alarm what the case itself says.
 *
 * @param shared the kinds of streams whose facts an agency sees that shares the part `timeline`
 */
export function timelineShown(
  fraudCase: Pick<Case, 'agencies' | 'district'>,
  actor: Actor,
  shared: ReadonlySet<string>,
): (entry: { /** `<kind>#<id>` */ readonly stream: string }) => boolean {
  if (holdsCase(fraudCase, actor)) return ({ stream }) => !saysCaseOfAlert(stream);
  return ({ stream }) => shared.has(kindOfStream(stream));
}
