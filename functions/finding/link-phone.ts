import { markKey } from '../../shared/finding/marks.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { change } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { LinkedPhones, Openings } from '../../shared/outlets/streams.ts';
import { openingChanges } from '../lookups/openings.ts';
import { type SeenCase, SeenCases } from '../lookups/seen-things.ts';
import { appendOnce } from '../platform/append-once.ts';
import { contextOf } from '../platform/platform.ts';
import type { FindingTools } from './enter.ts';

type SeenPerson = SeenCase['persons'][number];

/**
 * Links the phone of a suspect of a case to fraud, for the shop of the operator that opened its card, or takes that back when the person has
 * left the case. It reads the case as it is by now, so the order of messages does not matter, and the same again changes nothing. It is done
 * here because this function has the key of the hash.
 */
export async function linkPhone(tools: FindingTools, { kind, id, item }: FindMessage, messageId: string): Promise<void> {
  if (kind !== 'case' || item === undefined) return;
  const { journal } = tools;
  const secret = await tools.findsKey();
  const context = contextOf(tools);
  await appendOnce(
    journal,
    {
      ...{ name: 'finding.linkPhone', id: `finding/${messageId}/phone`, inputHash: hashOf({ id, item }) },
      ...{ actor: systemActor, correlationId: messageId, now: context.now },
    },
    async () => {
      // before the case: what another message noted meanwhile shows in its version
      const noted = await journal.load(LinkedPhones, item);
      const person = await personOf(journal, id, item);
      const phone = person?.role === 'suspect' ? person.phone : undefined;
      const wanted = phone === undefined ? undefined : markKey(secret, 'phone', phone);
      const key = wanted ?? noted.state?.key;
      if (key === undefined) return { kind: 'plan', changes: [] };
      const opening = await journal.load(Openings, key);
      const links = [{ source: item, since: wanted === undefined ? undefined : person?.addedAt }];
      const ofOpening = await openingChanges(journal, opening, { key, kind: 'phone-card', links }, context);
      if (wanted === noted.state?.key) return { kind: 'plan', changes: ofOpening, requires: [noted] };
      const data = { at: context.now, ...(wanted === undefined ? {} : { key: wanted }) };
      return { kind: 'plan', changes: [change(noted, { type: 'linked-phone.noted', data }), ...ofOpening] };
    },
    { remember: false },
  );
}

/** The person, in the case or in the one that it was merged into. */
async function personOf(journal: Journal, caseId: string, item: string): Promise<SeenPerson | undefined> {
  const { state } = await journal.load(SeenCases, caseId);
  if (state?.mergedInto !== undefined) return personOf(journal, state.mergedInto, item);
  return state?.persons.find(({ itemId }) => itemId === item);
}
