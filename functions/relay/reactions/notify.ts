import * as z from 'zod';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { fresh, idOfStream, kindOfStream } from '../../../shared/journal/stream.ts';
import type { About } from '../../../shared/kernel/about.ts';
import { UtcInstant } from '../../../shared/kernel/time.ts';
import { parseTolerantly } from '../../../shared/kernel/tolerant.ts';
import { entryIdOf, makeEntry } from '../../../shared/notifications/entries.ts';
import { webhooksKey } from '../../../shared/notifications/keys.ts';
import { type InboxEntryFact, type Notice, Webhook } from '../../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../../shared/notifications/streams.ts';
import { isPushed } from '../../../shared/notifications/webhooks.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import type { FactByType, FactType, KnownFact } from '../facts.ts';
import { detailsOf, termIn } from '../notice-details.ts';
import { type CoordinationTools, commandOf } from '../reaction.ts';
import { desksTold, lineOf } from '../told-desks.ts';
import { factsSince, settledSince } from './settle.ts';

/** How many desks are served at the same time. */
const LANES = 8;
/** What the index has of a webhook. */
const WebhookCard = z.object(Webhook.pick({ agency: true, classes: true }).shape);

/** More agencies of one kind in one place than there are. */
const MOST_WEBHOOKS = 100;

/**
 * Puts the fact on the desks that it concerns, by the table of notices: one entry a desk. The entry's id follows from the fact and the
 * desk, so a repeated fact makes no second entry.
 */
export async function notify<T extends FactType>(
  type: T,
  fact: FactByType[T],
  recorded: RecordedFact,
  { tools, aboutIt }: { readonly tools: CoordinationTools; readonly aboutIt: () => Promise<About> },
): Promise<void> {
  const line = lineOf(type);
  if (line === undefined) return;
  const about = await aboutIt();
  const desks = desksTold(type, fact, about, recorded.actor);
  if (desks.length === 0) return;
  const { district, reference, bankId } = about;
  const subject = about.subject ?? { kind: kindOfStream(recorded.stream), id: idOfStream(recorded.stream) };
  const since = await factsSince(fact, recorded, tools);
  const toDesks = desks.map((desk) => ({
    notice: {
      desk,
      class: line.class,
      what: type,
      subject: { ...subject, ...(reference === undefined ? {} : { reference }) },
      ...(district === undefined ? {} : { district }),
      at: recorded.at,
      ...momentOf(fact, recorded.data),
      ...detailsOf(fact),
      ...(type === 'order.stopped' && bankId !== undefined ? { bankId } : {}),
    },
    settled: settledSince(fact, desk, since),
  }));
  await inParallel(toDesks, LANES, ({ notice, settled }) => putOnDesk(notice, settled, recorded, tools));
}

const Due = z.object({ dueAt: UtcInstant.optional(), expiresAt: UtcInstant.optional() });

/** The moment that the fact is about, if it names one, and the term that ends then. */
function momentOf(fact: KnownFact, data: unknown): Pick<Notice, 'dueAt' | 'term'> {
  const term = termIn(fact);
  if (term !== undefined) return { dueAt: term.endsAt, term };
  const moment = Due.safeParse(data).data;
  const dueAt = moment?.dueAt ?? moment?.expiresAt;
  return dueAt === undefined ? {} : { dueAt };
}

/**
 * Puts a notice on its desk, and has the gateway tell the agencies that sit there and have a webhook. Each desk has an append of its own: it
 * is one item, which costs a quarter of its share in a transaction, and a desk that cannot be written holds up no other. An entry that lies
 * there already is made no second time, so no record of the command is needed; the gateway pushes an entry that arrived no second time.
 */
async function putOnDesk(
  notice: Notice,
  settled: string | undefined,
  recorded: RecordedFact,
  tools: CoordinationTools,
): Promise<void> {
  const { journal } = tools;
  const entry = { ...notice, entryId: entryIdOf(recorded.hash, notice) };
  await appendOnce(
    journal,
    commandOf('notify', recorded, tools.now()),
    async (failed) => {
      // nearly always the fact comes for the first time
      const place = failed === 0 ? fresh(InboxEntries, entry.entryId) : await journal.load(InboxEntries, entry.entryId);
      const made = makeEntry(place.state, entry).facts;
      const closed: readonly InboxEntryFact[] =
        made.length === 0 || settled === undefined
          ? []
          : [{ type: 'inbox-entry.settled', data: { at: tools.now(), by: settled } }];
      return { kind: 'plan', changes: splitFacts([place], [...made, ...closed]) };
    },
    { remember: false },
  );
  for (const agency of await webhooksAt(notice, tools)) await tools.bankQueue.send({ entryId: entry.entryId, agency });
}

/** The agencies with a webhook among those at the desk, as far as they have notices of this class pushed. */
async function webhooksAt(notice: Notice, { journal }: CoordinationTools): Promise<readonly string[]> {
  const { desk } = notice;
  if ('agency' in desk) {
    const { state } = await journal.load(Webhooks, desk.agency);
    return state?.endpoint === undefined || !isPushed(state, notice) ? [] : [desk.agency];
  }
  const pk = webhooksKey(desk.kind, desk.district);
  const { cards } = await journal.find({ index: 'listing', pk, limit: MOST_WEBHOOKS });
  const found = cards.map(({ card }) => parseTolerantly(WebhookCard, card));
  return found.filter((webhook) => isPushed(webhook, notice)).map(({ agency }) => agency);
}
