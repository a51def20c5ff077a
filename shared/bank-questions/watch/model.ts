import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, AlertId, InstructionId, OrderId, WatchId } from '../../kernel/ids.ts';
import { Officer } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { DeclinedAt } from '../question/model.ts';
import { StatementLine } from '../statement/model.ts';

/** The most lines that a bank tells of a watch at once: each is kept in an item of its own. */
export const MAX_TOLD_LINES = 20;

/** Where a watch stands. */
export const watchStatuses = ['running', 'ended', 'declined'] as const;
export type WatchStatus = (typeof watchStatuses)[number];

/** By what a watch ended: its term, or the word of officers. */
export const watchEnds = ['term', 'word'] as const;
export type WatchEnd = (typeof watchEnds)[number];

/** A watch (动态监控) of the account of an order: its bank tells each new line at once. */
export const Watch = z.strictObject({
  watchId: WatchId,
  orderId: OrderId,
  alertId: AlertId,
  district: z.enum(districts),
  /** The police agency that answers for the order. */
  agency: AgencyId,
  bankId: AgencyId,
  /** The question to the bank. */
  instructionId: InstructionId,
  reason: z.string(),
  officers: z.array(Officer),
  requestedAt: UtcInstant,
  until: UtcInstant,
  status: z.enum(watchStatuses),
  /** How many lines the bank told, and how many of them are outflows that the order took. */
  lines: z.int().nonnegative(),
  followedLines: z.int().nonnegative(),
  lastToldAt: UtcInstant.optional(),
  /** Why the bank cannot watch it; absent again once it does. */
  declined: DeclinedAt.optional(),
  ended: z
    .strictObject({ at: UtcInstant, by: z.enum(watchEnds), reason: z.string().optional(), officers: z.array(Officer).optional() })
    .optional(),
});
export type Watch = z.infer<typeof Watch>;

/** A line as it is read: its readable members, and what of it could not be read. */
export const WatchedLine = StatementLine.omit({ page: true, line: true }).meta({ id: 'WatchedLine' });
export type WatchedLine = z.infer<typeof WatchedLine>;

/** A line of a watch as it is kept, in an item of its own. */
export const WatchLine = z.strictObject({
  watchId: WatchId,
  lineId: z.string(),
  toldAt: UtcInstant,
  line: WatchedLine,
  /** The bank told another line under its serial before. */
  contests: z.literal(true).optional(),
});
export type WatchLine = z.infer<typeof WatchLine>;
