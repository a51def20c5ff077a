import type { AuditedKind } from '../journal/kind.ts';
import { kindOfStream } from '../journal/stream.ts';
import type { Actor } from '../kernel/context.ts';
import type { Case, CasePart } from './model.ts';
import { saysCaseOfAlert } from './pointers.ts';
import { holdsCase } from './visibility.ts';

/**
 * The entries of the case's timeline that the actor may see, if they may see the timeline. Agencies that answer for the case see all of them, but
 * for those that repeat in the file of an alarm what the case itself says.
 *
 * @param kinds of each kind of stream that stands there, which agencies that share the part `timeline` see its facts: see `AuditedKind`
 * @param parts that the actor sees of the case
 */
export function timelineShown(
  fraudCase: Pick<Case, 'agencies' | 'district'>,
  actor: Actor,
  {
    kinds,
    parts,
  }: { readonly kinds: ReadonlyMap<string, NonNullable<AuditedKind['timeline']>>; readonly parts: readonly CasePart[] },
): (entry: { /** `<kind>#<id>` */ readonly stream: string }) => boolean {
  if (holdsCase(fraudCase, actor)) return ({ stream }) => !saysCaseOfAlert(stream);
  return ({ stream }) => {
    const shown = kinds.get(kindOfStream(stream));
    return shown !== undefined && shown !== 'kept' && (shown === 'shared' || parts.includes(shown));
  };
}
