import * as z from 'zod';
import type { AuditedKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';

/** The registration of a provider is the provider's own, and the city's. */
export function channelThing(provider: string): Thing {
  return { itself: provider };
}

export const auditedChannel: AuditedKind<{ readonly provider: string }> = {
  stream: 'channel',
  starts: 'channel:',
  reader: { members: () => z.object({ provider: z.string() }), thing: ({ provider }) => channelThing(provider) },
};
