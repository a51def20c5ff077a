import type { Thing } from '../../shared/access/decide-access.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { FreezeRequests, StopOrders } from '../../shared/freezes/streams.ts';
import type { Operation } from '../../shared/http/api-request.ts';
import { makeCursor, type Position, readCursor } from '../../shared/http/cursor.ts';
import type { Journal, RecordedFact } from '../../shared/journal/journal.ts';
import { type AnyLoaded, streamKey } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { alertThing, bankThing, orderThing, requestThing } from '../lib/things.ts';
import type { systemRoutes } from './routes.ts';

/** The facts of a stream in order, and whether their chain of hashes is whole. For those who may see the thing in full. */
export const readAudit: Operation<typeof systemRoutes.getAudit, ApiTools> = async (request, { journal, dataKeys, now }) => {
  const found = await streamOf(journal, request.params.stream);
  if (found === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(found.thing);
  if (access.kind === 'refusal') return access;
  const { limit, cursor } = request.query;
  const key = (await dataKeys()).cursors;
  const scope = { operation: request.operation, query: request.params, actor: request.actor };
  const position = cursor === undefined ? start : readCursor(key, scope, cursor, now());
  const after = Number(position?.['after']);
  if (position === undefined || !Number.isSafeInteger(after)) return refuse('CURSOR_INVALID');
  const stream = streamKey(found.loaded.type.name, found.loaded.id);
  const page = await journal.facts(stream, { after, limit });
  const check = verifyChain(page.facts, position['hash']);
  const last = page.facts.at(-1);
  const whole = check.intact && (last === undefined || last.seq !== found.loaded.version || last.hash === found.loaded.lastHash);
  const next =
    page.next === undefined || last === undefined
      ? {}
      : { next: makeCursor(key, scope, { after: String(page.next), hash: last.hash }, now()) };
  return request.answer(200, { stream: request.params.stream, verified: whole, items: page.facts.map(entryOf), ...next });
};

/** Before the first fact. */
const start: Position = { after: '0' };

interface Found {
  readonly loaded: AnyLoaded;
  readonly thing: Thing;
}

/** The stream that an id names, if there is one. */
async function streamOf(journal: Journal, id: string): Promise<Found | undefined> {
  const [kind] = id.split(/[_:]/, 1);
  if (kind === 'alt') return found(await journal.load(Alerts, id), alertThing);
  if (kind === 'frq') return found(await journal.load(FreezeRequests, id), requestThing);
  if (kind === 'ord') return found(await journal.load(StopOrders, id), orderThing);
  return found(await journal.load(Banks, id.slice('bank:'.length)), ({ bankId }) => bankThing(bankId));
}

function found<State>(
  loaded: AnyLoaded & { readonly state: State | undefined },
  thingOf: (state: State) => Thing,
): Found | undefined {
  return loaded.state === undefined ? undefined : { loaded, thing: thingOf(loaded.state) };
}

function entryOf({ seq, type, data, at, actor, command, correlationId, previousHash, hash }: RecordedFact) {
  const by = { agency: actor.agency, subject: actor.subject, roles: [...actor.roles] };
  return { seq, type, data, at, by, command: { ...command }, correlationId, previousHash, hash };
}
