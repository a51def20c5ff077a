import { kindOfStream } from '../journal/stream.ts';
import type { Actor } from '../kernel/context.ts';
import type { Case } from './model.ts';
import { holdsCase } from './visibility.ts';

/**
 * The streams whose facts stand in a case's file, and whether an agency that shares the part `timeline` sees them; agencies that answer for
 * the case see all. The supervision of a listed case (挂牌督办) belongs to no part of the case, so shares do not show it. Looks and
 * consultations are not in a case's file: they have records of their own.
 */
export const timelineKinds: Readonly<Record<string, { readonly shared: boolean }>> = {
  case: { shared: true },
  alert: { shared: true },
  'freeze-request': { shared: true },
  order: { shared: true },
  'listed-case': { shared: false },
};

/**
 * The entries of the case's file that the actor may see, if they may see the timeline. A kind that the table does not have is not shared.
 */
export function timelineShown(
  fraudCase: Pick<Case, 'agencies' | 'district'>,
  actor: Actor,
): (entry: { /** `<kind>#<id>` */ readonly stream: string }) => boolean {
  if (holdsCase(fraudCase, actor)) return () => true;
  return ({ stream }) => timelineKinds[kindOfStream(stream)]?.shared === true;
}
