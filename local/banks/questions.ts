import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Past } from './temper.ts';

const SECOND = 1_000;
/** A simulated bank tells its statements in pages of so many lines. */
const PAGE = 100;
/** What is in an account in use before its first line, if its own lines never need more. */
const OPENING_FEN = 135_000;
const inUse: Past = { lines: 60, emptied: false };

/** The push, or the pulled question: the members that a simulated bank looks at. */
const frame = { orderId: z.string(), instructionId: z.string(), accountNumber: z.string(), accountName: z.string().optional() };
/** A protective measure belongs to no order. */
const { orderId: _none, ...ofNoOrder } = frame;
export const PushedQuestion = z.discriminatedUnion('instruction', [
  z.object({
    ...frame,
    ...{ instruction: z.literal('statement'), statementId: z.string(), from: z.string(), to: z.string() },
  }),
  z.object({ ...frame, instruction: z.literal('whose-account'), holderRequestId: z.string() }),
  z.object({ ...frame, instruction: z.literal('watch'), watchId: z.string(), until: z.string() }),
  z.object({ ...frame, instruction: z.literal('watch-end'), watchId: z.string() }),
  z.object({ ...frame, instruction: z.literal('return'), paymentId: z.string() }),
  z.object({ ...ofNoOrder, instruction: z.enum(['protect', 'unprotect']), protectionId: z.string() }),
]);
export type PushedQuestion = z.infer<typeof PushedQuestion>;

/** What the bank reads again of the order: the money that came in, and the outflows that it told itself. */
export const OrderSaid = z.object({
  transfers: z.array(z.object({ amountFen: z.number().optional(), at: z.string(), serial: z.string().optional() })),
  said: z
    .object({
      outflows: z.array(
        z.object({
          ...{ bankId: z.string().optional(), accountName: z.string().optional(), accountNumber: z.string().optional() },
          ...{ amountFen: z.number().optional(), at: z.string().optional(), serial: z.string().optional() },
        }),
      ),
    })
    .optional(),
});
export type OrderSaid = z.infer<typeof OrderSaid>;

/** A line as the API takes it. */
export interface LineBody {
  readonly serial: string;
  readonly at: string;
  readonly direction: 'in' | 'out';
  readonly amountFen: number;
  readonly balanceFen: number;
  readonly counterparty?: { readonly bankId?: string; readonly accountName?: string; readonly accountNumber?: string };
  readonly channel: string;
  readonly remark: string;
}

type Movement = Omit<LineBody, 'balanceFen'>;

/**
 * The lines of a period: everyday ones that are made up, and after them the money of the fraud, since nothing else moves from then on. Their
 * balances add up.
 *
 * @param past what the account saw before the fraud's money came
 */
export function linesOfPeriod(
  { accountNumber, from, to }: { accountNumber: string; from: string; to: string },
  order: OrderSaid,
  past: Past = inUse,
): readonly LineBody[] {
  const fraud = inOrder(ofFraud(order, from, to));
  const before = everyday(accountNumber, Date.parse(from), Date.parse(fraud[0]?.at ?? to), past.lines);
  const openingFen = past.lines === 0 ? 0 : OPENING_FEN - lowest([...before, ...(past.emptied ? [] : fraud)]);
  const own = past.emptied ? emptied(before, openingFen) : before;
  let balanceFen = openingFen;
  return [...own, ...fraud].map((one) => {
    balanceFen += signed(one);
    return { ...one, balanceFen };
  });
}

/** How far the movements go below what was there at first: the account was never overdrawn. */
function lowest(movements: readonly Movement[]): number {
  let least = 0;
  let sum = 0;
  for (const one of movements) {
    sum += signed(one);
    least = Math.min(least, sum);
  }
  return least;
}

/** The last of the movements takes all that the others left. */
function emptied(movements: readonly Movement[], openingFen: number): readonly Movement[] {
  const last = movements.at(-1);
  if (last === undefined) return [];
  const others = movements.slice(0, -1);
  const amountFen = others.reduce((sum, one) => sum + signed(one), openingFen);
  return [...others, { ...last, direction: 'out', amountFen, channel: '手机银行', remark: '转账' }];
}

/** The pages of a statement. */
export function pagesOf(
  lines: readonly LineBody[],
): readonly { readonly page: number; readonly last: boolean; readonly lines: readonly LineBody[] }[] {
  const count = Math.max(1, Math.ceil(lines.length / PAGE));
  return Array.from({ length: count }, (_, i) => ({
    page: i + 1,
    last: i + 1 === count,
    lines: lines.slice(i * PAGE, (i + 1) * PAGE),
  }));
}

/** Of one moment, money comes in before it goes out. */
function inOrder(movements: readonly Movement[]): readonly Movement[] {
  const rank = ({ direction }: Movement) => (direction === 'in' ? 0 : 1);
  return movements.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
}

function signed({ direction, amountFen }: Movement): number {
  return direction === 'in' ? amountFen : -amountFen;
}

function everyday(accountNumber: string, from: number, to: number, lines: number): readonly Movement[] {
  const step = Math.floor((to - from) / (lines + 1));
  if (step < SECOND) return [];
  return Array.from({ length: lines }, (_, i): Movement => {
    const digest = createHash('sha256').update(`${accountNumber}/${i}`).digest();
    const isIn = i % 5 === 0;
    return {
      serial: `D${digest.readUInt32BE(0).toString().padStart(10, '0')}${i}`,
      at: new Date(from + step * (i + 1)).toISOString(),
      direction: isIn ? 'in' : 'out',
      amountFen: (isIn ? 20_000 : 1_000) + (digest.readUInt16BE(4) % (isIn ? 30_000 : 8_000)),
      channel: isIn ? '网银' : '快捷支付',
      remark: isIn ? '工资报销' : '消费',
    };
  });
}

function ofFraud({ transfers, said }: OrderSaid, from: string, to: string): readonly Movement[] {
  const isIn = (at: string) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to);
  const came = transfers.flatMap(({ amountFen, at, serial }, i): Movement[] =>
    amountFen === undefined || !isIn(at)
      ? []
      : [{ serial: serial ?? `I${i}${Date.parse(at)}`, at, direction: 'in', amountFen, channel: '手机银行', remark: '转账' }],
  );
  const went = (said?.outflows ?? []).flatMap(({ amountFen, at, serial, bankId, accountName, accountNumber }, i): Movement[] => {
    if (amountFen === undefined || at === undefined || !isIn(at)) return [];
    const counterparty = {
      ...(bankId === undefined ? {} : { bankId }),
      ...(accountName === undefined ? {} : { accountName }),
      ...(accountNumber === undefined ? {} : { accountNumber }),
    };
    const members = { counterparty, channel: '手机银行', remark: '转账' };
    return [{ serial: serial ?? `O${i}${Date.parse(at)}`, at, direction: 'out', amountFen, ...members }];
  });
  return [...came, ...went];
}

/** Who holds an account, as far as this city is concerned: a person who does not exist, with one more account. */
export function holderOf({ accountNumber, accountName = '冯一舟' }: { accountNumber: string; accountName?: string | undefined }) {
  const digits = createHash('sha256').update(accountNumber).digest().readUInt32BE(0).toString().padStart(10, '0');
  return {
    holder: { name: accountName, phone: `139${digits.slice(0, 8)}`, accountKind: 'personal' },
    accounts: [{ accountNumber: `6217000${digits}`, accountKind: 'personal', openedAt: '2025-03-07T10:00:00+08:00' }],
  } as const;
}
