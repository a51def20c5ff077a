import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { bankLogKey } from '../../shared/banks/keys.ts';
import {
  type DeliveryFact,
  deliveryFacts,
  isDelivery,
  type loggedMembers,
} from '../../shared/freezes/bank-answer/delivery-log.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { InstructionKind, SendingPurpose } from '../../shared/freezes/order/instructions.ts';
import { DeliveryFailure } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, RecordedFact } from '../../shared/journal/journal.ts';
import { through } from '../../shared/journal/keys.ts';
import { idOfStream, streamKey } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { InstructionId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { type Next, numberedPlaceOf } from '../platform/place.ts';
import type { BankDelivery, bankInboxRoutes } from './routes.ts';

/** A fact of the log, as its card in the index has it. Purpose and attempt are absent if it was recorded before they were kept. */
const LoggedFact = z.object({
  type: z.enum(deliveryFacts),
  at: UtcInstant,
  instruction: InstructionKind,
  instructionId: InstructionId.optional(),
  purpose: SendingPurpose.optional(),
  channel: z.enum(['push', 'pull']).optional(),
  attempt: z.int().positive().optional(),
  reason: DeliveryFailure.optional(),
  status: z.int().optional(),
} satisfies Readonly<Record<(typeof loggedMembers)[number] | 'type' | 'at', z.ZodType>>);

type ListDeliveries = ApiRequest<(typeof bankInboxRoutes)['listBankDeliveries']>;

interface LogPage {
  readonly kind: 'page';
  readonly items: readonly BankDelivery[];
  readonly next: Next;
}

/** A bank's log of the instructions on their way to it: of all orders from the index, of one from its own facts. */
export const deliveryLog: Operations<Pick<typeof bankInboxRoutes, 'listBankDeliveries'>, ApiTools> = {
  listBankDeliveries: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { orderId } = request.query;
    const page = orderId === undefined ? await ofBank(request, tools) : await ofOrder(orderId, request, tools);
    return page.kind === 'refusal' ? page : request.answer(200, { items: [...page.items], ...page.next });
  },
};

async function ofBank(request: ListDeliveries, tools: ApiTools): Promise<LogPage | Rejection> {
  const { from, to } = request.query;
  const page = await pageOfIndex(request, tools, {
    index: 'listing',
    pk: bankLogKey(request.actor.agency),
    newestFirst: true,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to: through(to) }),
  });
  if (page.kind === 'refusal') return page;
  const items = page.cards.map(({ stream, card }) => lineOf(idOfStream(stream), parseTolerantly(LoggedFact, card)));
  return { kind: 'page', items, next: page.next };
}

/** How many facts of an order are read at once, and how many times for one page. */
const WINDOW = 50;
const MOST_WINDOWS = 5;

/** @returns the page, or NOT_FOUND if the order is not to the calling bank, CURSOR_INVALID */
async function ofOrder(orderId: string, request: ListDeliveries, tools: ApiTools): Promise<LogPage | Rejection> {
  const { journal } = tools;
  const { state, version } = await journal.load(StopOrders, orderId);
  const own = state !== undefined && decideAccess('bank-order.read', request.actor, orderThing(state)).outcome === 'allowed';
  // the bank knows nothing of an order that was turned down or never left the line
  if (!own || givenInstructions(state).length === 0) return refuse('NOT_FOUND');
  const { limit, cursor: _, ...query } = request.query;
  const place = await numberedPlaceOf(request, tools, query, 'before', version + 1);
  if (place.kind === 'refusal') return place;
  let before = place.at;
  const found: { readonly seq: number; readonly line: BankDelivery }[] = [];
  // one line more than the page has, so that the last page has no next
  for (let windows = 0; before > 1 && found.length <= limit && windows < MOST_WINDOWS; windows += 1) {
    const facts = await factsBefore(journal, streamKey(StopOrders.name, orderId), before);
    found.push(...facts.flatMap((fact) => lineIn(orderId, fact, query)));
    before = Math.max(1, before - WINDOW);
  }
  const shown = found.slice(0, limit);
  const end = found.length > limit ? shown.at(-1)?.seq : before > 1 ? before : undefined;
  return { kind: 'page', items: shown.map(({ line }) => line), next: place.next(end) };
}

/** The facts of a stream before this number, a window of them, the newest first. */
async function factsBefore(journal: Journal, stream: string, before: number): Promise<readonly RecordedFact[]> {
  const found: RecordedFact[] = [];
  // a read also ends at one megabyte
  for (let after = Math.max(0, before - 1 - WINDOW); after < before - 1; ) {
    const { facts } = await journal.facts(stream, { after, limit: before - 1 - after });
    after = facts.at(-1)?.seq ?? before;
    found.push(...facts);
  }
  return found.toReversed();
}

const Fields = z.record(z.string(), z.unknown());

/** The line of a fact, if it belongs to the log and to the requested time. */
function lineIn(
  orderId: string,
  { seq, type, at, data }: RecordedFact,
  { from = at, to = at }: Pick<ListDeliveries['query'], 'from' | 'to'>,
): readonly { readonly seq: number; readonly line: BankDelivery }[] {
  if (at < from || at > to || !isDelivery(type)) return [];
  return [{ seq, line: lineOf(orderId, LoggedFact.parse({ ...Fields.parse(data), type, at })) }];
}

const outcomes: Readonly<Record<DeliveryFact, BankDelivery['outcome']>> = {
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.delivery-failed': 'failed',
  'order.undeliverable': 'given-up',
};

function lineOf(orderId: string, { type, reason, status, channel = 'push', ...said }: z.infer<typeof LoggedFact>): BankDelivery {
  const line = { orderId, channel, ...said, ...(status === undefined ? {} : { httpStatus: status }) };
  if (reason === 'circuit-open') return { ...line, outcome: 'held-back' };
  return { ...line, outcome: outcomes[type], ...(reason === undefined ? {} : { reason }) };
}
