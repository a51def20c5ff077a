import { Agencies } from '../../shared/agencies/streams.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { grantsInForce } from '../../shared/cases/visibility.ts';
import { enterFind, entriesOf, entryId, FindEntries, type FindEntry, type Naming } from '../../shared/finding/entry.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import { districtsOf, needsOwnEntry, scopeOfAgency, scopeOfDistrict } from '../../shared/finding/scope.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { change } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { type District, systemActor } from '../../shared/kernel/context.ts';
import { SeenAlerts, SeenCases, SeenOrders } from '../lookups/seen-things.ts';
import { appendOnce } from '../platform/append-once.ts';
import type { Platform } from '../platform/platform.ts';

export interface FindingTools extends Platform {
  /** The key of the keyed hashes by which people and accounts are found. */
  readonly findsKey: () => Promise<string>;
}

/** As many entries as one append takes. */
const AT_ONCE = 40;
/** As many streams as one read takes. */
const MAX_READ = 100;

/** What a thing names now, and the agencies that may know it beyond the police of its districts. */
interface NamingThing {
  readonly districts: readonly District[];
  readonly agencies: readonly string[];
  readonly namings: readonly Naming[];
}

/**
 * Enters what the thing names where searches find it. It reads the thing as it is by now, so the order of messages does not matter, and the
 * same message again changes nothing.
 *
 * @param messageId tells the message from others
 */
export async function enter(tools: FindingTools, message: FindMessage, messageId: string): Promise<void> {
  const { journal } = tools;
  const thing = await read[message.kind](journal, message, tools.now());
  if (thing === undefined || thing.namings.length === 0) return;
  const scopes = await scopesOf(journal, thing);
  const entries = entriesOf(await tools.findsKey(), message, thing.namings, scopes);
  for (const [part, some] of chunks(entries, AT_ONCE).entries())
    await appendEntries(journal, commandOf(message, `${messageId}/${part}`, tools.now()), some);
}

async function appendEntries(journal: Journal, command: Command, entries: readonly FindEntry[]): Promise<void> {
  await appendOnce(
    journal,
    command,
    async () => {
      const loaded = await journal.loadMany(FindEntries, entries.map(entryId));
      const changes = loaded.flatMap((stream, at) => {
        const wanted = entries[at];
        const facts = wanted === undefined ? [] : enterFind(stream.state, wanted, command.now);
        return facts.map((fact) => change(stream, fact));
      });
      return { kind: 'plan', changes };
    },
    { remember: false },
  );
}

function commandOf(message: FindMessage, id: string, now: string): Command {
  return {
    ...{ name: 'finding.enter', id: `finding/${id}`, inputHash: hashOf(message), actor: systemActor, correlationId: id, now },
  };
}

/** The police of the districts, and the agencies whose people are not police of one of them. */
async function scopesOf(journal: Journal, { districts, agencies }: NamingThing): Promise<readonly string[]> {
  const named = [...new Set(agencies)].slice(0, MAX_READ);
  const registered = named.length === 0 ? [] : await journal.loadMany(Agencies, named);
  const own = registered.filter(({ state }) => needsOwnEntry(state, districts));
  return [...districts.map(scopeOfDistrict), ...own.map(({ id }) => scopeOfAgency(id))];
}

const read: Readonly<
  Record<FindMessage['kind'], (journal: Journal, message: FindMessage, now: string) => Promise<NamingThing | undefined>>
> = {
  alert: async (journal, { id }) => {
    const { state: alert } = await journal.load(SeenAlerts, id);
    if (alert === undefined) return undefined;
    const { source, raisedBy, receivedAt, victim } = alert;
    const thing = alertThing(alert);
    // a bank that reported it does not look for it; the register of victims has the other marks
    const bank = source === 'bank-report' ? raisedBy : undefined;
    return {
      districts: districtsOf(thing),
      agencies: (thing.agencies ?? []).filter((agency) => agency !== bank),
      namings: [{ since: receivedAt, name: victim.name }],
    };
  },
  order: async (journal, { id }) => {
    const { state: order } = await journal.load(SeenOrders, id);
    if (order === undefined) return undefined;
    const { district, agency, requestedAt, account } = order;
    const { accountName: name, accountNumber } = account;
    const number = accountNumber === undefined ? undefined : { mark: 'account-number' as const, value: accountNumber };
    return { districts: [district], agencies: [agency], namings: [{ since: requestedAt, name, number }] };
  },
  case: async (journal, { id, item }, now) => {
    const { state: fraudCase } = await journal.load(SeenCases, id);
    // the case that it was merged into enters its people
    if (fraudCase === undefined || fraudCase.mergedInto !== undefined) return undefined;
    const persons = fraudCase.persons.filter(({ itemId }) => item === undefined || itemId === item);
    const granted = grantsInForce(fraudCase, now).filter(({ parts }) => parts.includes('persons'));
    return {
      districts: [fraudCase.district],
      agencies: [...fraudCase.agencies, ...granted.map(({ agency }) => agency)],
      namings: persons.map(({ itemId, addedAt, name, phone, idNumber }) => ({
        ...{ item: itemId, since: addedAt, name, phone },
        number: idNumber === undefined ? undefined : { mark: 'id-number', value: idNumber },
      })),
    };
  },
};
