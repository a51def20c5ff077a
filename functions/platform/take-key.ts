import type { Call } from '../../shared/http/api-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';

/**
 * Takes the key of a request that does several things, each an append of its own, for its body, before anything is done under it.
 *
 * @returns false if another body has it
 */
export async function takesKey({ command }: Pick<Call, 'command'>, journal: Journal): Promise<boolean> {
  const begun = { ...command, id: hashOf([command.id, 'begun']) };
  return (await journal.append({ command: begun, changes: [] })).outcome !== 'key-reused';
}
