import type { planFrom } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { appendOnce } from '../platform/append-once.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * Appends what the night makes, without a record: it is made anew each time, so it may come again.
 *
 * @param name the command's name in the record
 * @param id what it is made of
 */
export async function appendAnew(
  platform: Platform,
  name: `${string}.${string}`,
  id: string,
  attempt: () => Promise<ReturnType<typeof planFrom>>,
): Promise<void> {
  const correlationId = platform.newId('cor');
  const command = {
    ...{ name, id: `${name}/${id}/${correlationId}`, inputHash: hashOf(id), actor: systemActor, correlationId },
    now: platform.now(),
  };
  await appendOnce(platform.journal, command, attempt, { remember: false });
}
