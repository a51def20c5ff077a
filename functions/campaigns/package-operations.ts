import { Statements } from '../../shared/bank-questions/streams.ts';
import type { Mark } from '../../shared/blacklist/mark/mark-model.ts';
import { LeadMarks } from '../../shared/campaigns/lead/lead-marks.ts';
import { leadMarkKeys } from '../../shared/campaigns/marks.ts';
import type { LeadKind, LeadSource, LeadSubject } from '../../shared/campaigns/model.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Rejection } from '../../shared/http/api-request.ts';
import { carryOutUnkept } from '../../shared/http/carry-out.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Position } from '../../shared/http/cursor.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fileKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { findCase } from '../lookups/cases.ts';
import { FIRST_TIER } from '../lookups/orders-of-alert.ts';
import { SeenOrders } from '../lookups/seen-things.ts';
import { linesFrom, readMembers } from '../lookups/statement-pages.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { placeOf } from '../platform/place.ts';
import { campaignNamed } from './around.ts';
import type { campaignRoutes, ProposedLeads } from './routes.ts';
import { type FoundSource, findSource } from './sources.ts';

/** A lead as a source suggests it. */
interface Suggested {
  readonly kind: LeadKind;
  readonly subject: LeadSubject;
}

/** A page of them, and where it ended if there is more. */
interface Suggestions {
  readonly items: readonly Suggested[];
  readonly last?: Position;
}

interface Asked {
  readonly limit: number;
  readonly after: Position | undefined;
}

export const packageOperations: Operations<Pick<typeof campaignRoutes, 'proposeLeads'>, ApiTools> = {
  // The answer holds people's data: a request that comes again is made again, and nothing of it is kept.
  proposeLeads: async (request, tools) =>
    carryOutUnkept(request, tools.journal, async () => {
      const { from, limit, cursor } = request.body;
      const found = await findOn(campaignNamed, request, tools.journal);
      if (found.kind === 'refusal') return found;
      const source = await findSource(tools.journal, from, request.actor);
      if (source === undefined) return refuse('LEAD_SOURCE_UNKNOWN', { paths: ['/from'] });
      const place = await placeOf({ ...request, query: { cursor } }, tools, { from });
      if (place.kind === 'refusal') return place satisfies Rejection;
      const { items, last } = await suggested(tools.journal, from, source, { limit, after: place.after });
      const known = await knownOf(tools, items);
      const shown: ProposedLeads['items'] = items.map((one, at) => ({ ...one, source: from, known: known[at] ?? 0 }));
      return { kind: 'plan', changes: [], answer: request.answer(200, { items: shown, ...place.next(last) }) };
    }),
};

/** What a source suggests: one read of an index and one of the things that it names, for any page. */
async function suggested(journal: Journal, from: LeadSource, source: FoundSource, asked: Asked): Promise<Suggestions> {
  switch (from.kind) {
    case 'case':
      return ofCase(journal, source.caseId ?? impossible('a case has no id'), asked);
    case 'order':
      return ofAlarm(journal, source.alertId ?? impossible('an order has no alarm'), asked);
    case 'statement':
      return ofStatement(journal, from.statementId, asked);
    case 'blacklist':
      return { items: [ofMark(source.mark ?? impossible('an entry lists nothing'))] };
    default:
      return { items: [] };
  }
}

/** Those of its people that leads are about; victims and witnesses are not. */
const roles = { suspect: '涉案嫌疑人', holder: '涉案账户持有人' } as const;

/** The suspects and holders of a case, then the accounts of its alarms, one alarm after the other. */
async function ofCase(journal: Journal, caseId: string, { limit, after }: Asked): Promise<Suggestions> {
  const found = await findCase(journal, caseId);
  const { alerts, persons } = found?.fraudCase ?? impossible('a case is gone');
  const at = Number(after?.['alarm'] ?? -1);
  if (at < 0) return { items: peopleOf(persons), ...(alerts.length === 0 ? {} : { last: { alarm: '0' } }) };
  const alarm = alerts[at];
  if (alarm === undefined) return { items: [] };
  const page = await ofAlarm(journal, alarm.alertId, { limit, after });
  const next = at + 1 < alerts.length ? { last: { alarm: String(at + 1) } } : {};
  return page.last === undefined
    ? { items: page.items, ...next }
    : { items: page.items, last: { ...page.last, alarm: String(at) } };
}

function peopleOf(persons: Case['persons']): readonly Suggested[] {
  return persons.flatMap(({ role, name, idNumber, phone }): Suggested[] => {
    if (role !== 'suspect' && role !== 'holder') return [];
    const numbers = { ...(idNumber === undefined ? {} : { idNumber }), ...(phone === undefined ? {} : { phone }) };
    return [{ kind: 'person', subject: { text: roles[role], name, ...numbers } }];
  });
}

/** The accounts at which money of an alarm was followed, tier by tier. */
async function ofAlarm(journal: Journal, alertId: string, { limit, after }: Asked): Promise<Suggestions> {
  const { alarm: _, ...position } = after ?? {};
  const page = await journal.find({
    ...{ index: 'file', pk: fileKey(alertId), from: FIRST_TIER, limit },
    ...(Object.keys(position).length === 0 ? {} : { after: position }),
  });
  const ids = page.cards.map(({ stream }) => idOfStream(stream));
  const orders = await loadAll(journal, SeenOrders, ids);
  const items = orders.flatMap(({ state }): Suggested[] => {
    const { accountName, accountNumber, bankId } = state?.account ?? {};
    if (accountName === undefined || accountNumber === undefined || bankId === undefined) return [];
    return [{ kind: 'account', subject: { text: '涉案资金流经账户', name: accountName.slice(0, 64), accountNumber, bankId } }];
  });
  return { items, ...(page.next === undefined ? {} : { last: page.next }) };
}

/** The other accounts of the lines of a statement, each once a page. */
async function ofStatement(journal: Journal, statementId: string, { limit, after }: Asked): Promise<Suggestions> {
  const { state } = await journal.load(Statements, statementId);
  if (state === undefined) return { items: [] };
  const from = { page: Number(after?.['page'] ?? 1), line: Number(after?.['line'] ?? 0) };
  const { items: lines, last } = await linesFrom(journal, state, readMembers, { after: from, limit });
  const accounts = new Map(
    lines.flatMap(({ counterparty }) =>
      counterparty?.accountNumber === undefined ? [] : [[counterparty.accountNumber, counterparty] as const],
    ),
  );
  const items = [...accounts].map(([accountNumber, { accountName = '', bankId }]): Suggested => {
    const holder = accountName.slice(0, 64);
    const subject = { text: '涉案账户交易对手', ...(holder === '' ? {} : { name: holder }), accountNumber };
    return { kind: 'account', subject: { ...subject, ...(bankId === undefined ? {} : { bankId }) } };
  });
  return { items, ...(last === undefined ? {} : { last: { page: String(last.page), line: String(last.line) } }) };
}

/** The mark of an entry of the blacklist, as a lead is about it. */
function ofMark(mark: Mark): Suggested {
  const words = '行业涉诈黑名单';
  switch (mark.kind) {
    case 'account':
      return { kind: 'account', subject: defined({ text: words, accountNumber: mark.accountNumber, bankId: mark.bankId }) };
    case 'phone':
      return { kind: 'phone', subject: { text: words, phone: mark.phone } };
    case 'person':
      return { kind: 'person', subject: defined({ text: words, idNumber: mark.idNumber, name: mark.name }) };
    case 'device':
      return { kind: 'device', subject: { text: words, mark: mark.deviceId } };
    case 'address':
      return { kind: 'network', subject: { text: words, mark: mark.address.slice(0, 200) } };
    case 'app':
      return { kind: 'app', subject: { text: words, mark: mark.app } };
    case 'outlet':
      return { kind: 'outlet', subject: { text: words, mark: `${mark.agency} ${mark.outletId}` } };
  }
}

/** How many leads have the same marks already, of each: one read for all. */
async function knownOf({ journal, dataKeys }: ApiTools, items: readonly Suggested[]): Promise<readonly number[]> {
  const secret = (await dataKeys()).finds;
  const keys = items.map(({ kind, subject }) => [...leadMarkKeys(secret, kind, subject).keys()]);
  const records = await loadAll(journal, LeadMarks, [...new Set(keys.flat())]);
  const leadsOf = new Map(records.map(({ id, state }) => [id, state?.leads ?? []]));
  return keys.map((some) => new Set(some.flatMap((key) => (leadsOf.get(key) ?? []).map(({ leadId }) => leadId))).size);
}
