import * as z from 'zod';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { fresh, idOfStream, kindOfStream } from '../../../shared/journal/stream.ts';
import { type Desk, deskKey } from '../../../shared/kernel/desk.ts';
import { AgencyId } from '../../../shared/kernel/ids.ts';
import { UtcInstant } from '../../../shared/kernel/time.ts';
import { entryIdOf, makeEntry } from '../../../shared/notifications/entries.ts';
import { webhooksKey } from '../../../shared/notifications/keys.ts';
import type { Notice } from '../../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../../shared/notifications/streams.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import { abouts } from '../abouts.ts';
import type { FactByType, FactType, KnownFact } from '../facts.ts';
import { detailsOf } from '../notice-details.ts';
import { type Notices, notices, termIn } from '../notices.ts';
import { type CoordinationTools, commandOf } from '../reaction.ts';

/** How many desks are served at the same time. */
const LANES = 8;
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
  tools: CoordinationTools,
): Promise<void> {
  const addressees: Notices[T] = notices[type];
  if (addressees === undefined) return;
  const about = await aboutOf(recorded, tools);
  const told = addressees.flatMap(({ desks }) => desks(fact, about, recorded.actor));
  const desks = new Map(told.map((desk) => [deskKey(desk), desk]));
  const { district, reference, bankId } = about;
  const subject = about.subject ?? { kind: kindOfStream(recorded.stream), id: idOfStream(recorded.stream) };
  const toDesks = [...desks.values()].map((desk) => ({
    desk,
    what: type,
    subject: { ...subject, ...(reference === undefined ? {} : { reference }) },
    ...(district === undefined ? {} : { district }),
    at: recorded.at,
    ...momentOf(fact, recorded.data),
    ...detailsOf(fact),
    ...(type === 'order.stopped' && bankId !== undefined ? { bankId } : {}),
  }));
  await inParallel(toDesks, LANES, (notice) => putOnDesk(notice, recorded, tools));
}

async function aboutOf({ stream, seq }: RecordedFact, { journal }: CoordinationTools) {
  const lookUp = abouts[kindOfStream(stream)];
  if (lookUp === undefined) throw new Error('a notice of a kind of thing without a look-up');
  const about = await lookUp(journal, idOfStream(stream), seq);
  if (about === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  return about;
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
async function putOnDesk(notice: Notice, recorded: RecordedFact, tools: CoordinationTools): Promise<void> {
  const { journal } = tools;
  const entry = { ...notice, entryId: entryIdOf(recorded.hash, notice) };
  await appendOnce(
    journal,
    commandOf('notify', recorded, tools.now()),
    async (failed) => {
      // nearly always the fact comes for the first time
      const place = failed === 0 ? fresh(InboxEntries, entry.entryId) : await journal.load(InboxEntries, entry.entryId);
      return { kind: 'plan', changes: splitFacts([place], makeEntry(place.state, entry).facts) };
    },
    { remember: false },
  );
  for (const agency of await webhooksAt(notice.desk, tools)) await tools.bankQueue.send({ entryId: entry.entryId, agency });
}

/** The agencies with a webhook among those at the desk. */
async function webhooksAt(desk: Desk, { journal }: CoordinationTools): Promise<readonly string[]> {
  if ('agency' in desk) {
    const { state } = await journal.load(Webhooks, desk.agency);
    return state?.endpoint === undefined ? [] : [desk.agency];
  }
  const pk = webhooksKey(desk.kind, desk.district);
  const { cards } = await journal.find({ index: 'listing', pk, limit: MOST_WEBHOOKS });
  return cards.map(({ card }) => z.object({ agency: AgencyId }).parse(card).agency);
}
