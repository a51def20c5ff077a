/** An order as a bank gets it, as far as a simulated bank looks at it. */
export interface Instruction {
  readonly orderId: string;
  readonly instructionId: string;
  readonly instruction: 'stop' | 'recall' | 'extend' | 'release' | 'freeze' | 'renew' | 'unfreeze' | 'narrow';
  readonly tier: number;
  /** Tells the target of a stop from everything else: the account's number, or the order if it is one transaction. */
  readonly stopped: string;
  /** Of all transfers of the order. */
  readonly amountFen: number;
}

/** Where a bank says the money went: shares of the order's amount, to other banks or out as cash. */
export interface Leak {
  /** The bank that it went to; absent: it was taken in cash. */
  readonly bankId?: string;
  /** Of the order's amount, in per cent. */
  readonly percent: number;
  /** How long before the answer the money left, in minutes. */
  readonly minutesAgo: number;
  /** The money of earlier victims: nothing of the order's own has left. */
  readonly others?: true;
}

/** What a bank's statements tell of an account from before the fraud's money came. */
export interface Past {
  /** So many lines of other money. */
  readonly lines: number;
  /** The last of them takes out all that is there, so that nothing but the fraud's money is in the account. */
  readonly emptied: boolean;
}

/**
 * How a simulated bank behaves. Everything is in minutes of the city's clock, and nothing is random:
 * the same scenario unfolds the same way each time.
 */
export interface Temper {
  /** For the people who watch. */
  readonly says: string;
  /** Whether orders are pushed to it, or it pulls them. */
  readonly channel: 'push' | 'pull';
  /** From the arrival of an order to the receipt; absent: no receipt is ever sent. */
  readonly receiptAfter?: number;
  /** From the arrival of an order to the result; absent: it never answers. */
  readonly resultAfter?: number;
  /** Result codes in turn, the last one for good. Default: 0000, or 1200 if money has left. */
  readonly codes?: readonly string[];
  /** Where the money went, by tier of the order. */
  readonly leaks?: Readonly<Record<number, readonly Leak[]>>;
  /** Sends each result this many times at the same instant. */
  readonly copies?: number;
  /** The first so many pushes of an order get a 503. */
  readonly pushFailures?: number;
  /** The district of its outlets, if it names the outlet where an account was opened; the account's number says which one. */
  readonly outletsIn?: string;
  /** False: it knows no protective measures, and says so. */
  readonly protects?: false;
  /** Default: an account in use, with its holder's own money in it. */
  readonly past?: Past;
}

/** Tempers by bank. Between them they show every class of answer that a bank can give. */
export const tempers: Readonly<Record<string, Temper>> = {
  jinghua: { says: 'answers at once', channel: 'push', receiptAfter: 0, resultAfter: 1 },
  yanjing: {
    says: 'quick, but part of the money has left for two other banks',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 2,
    leaks: {
      1: [
        { bankId: 'chengde', percent: 45, minutesAgo: 4 },
        { bankId: 'haihe', percent: 30, minutesAgo: 3 },
      ],
    },
  },
  chengde: {
    says: 'pulls its orders; some money was taken in cash, or passed on to a third tier',
    channel: 'pull',
    receiptAfter: 1,
    resultAfter: 3,
    leaks: { 1: [{ percent: 20, minutesAgo: 5 }], 2: [{ bankId: 'payway', percent: 40, minutesAgo: 2 }] },
  },
  haihe: { says: 'slow: eight minutes', channel: 'push', receiptAfter: 1, resultAfter: 8, protects: false },
  taihang: { says: 'answers late, after the breach', channel: 'push', receiptAfter: 2, resultAfter: 33 },
  mutianyu: { says: 'silent: takes orders and never answers', channel: 'push', receiptAfter: 1 },
  yongding: {
    says: 'its endpoint fails twice before it takes an order',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 2,
    pushFailures: 2,
  },
  chaobai: {
    says: 'sends every answer three times at once; its accounts were lent out, and emptied first',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 2,
    copies: 3,
    past: { lines: 398, emptied: true },
  },
  payway: {
    says: 'a payment institution that pulls; its accounts were opened for the fraud',
    channel: 'pull',
    receiptAfter: 1,
    resultAfter: 2,
    past: { lines: 0, emptied: true },
  },
  xishan: {
    says: 'finds that name and number differ, then stops the corrected order',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 2,
    codes: ['0301', '0000'],
  },
  wenyu: { says: 'misses a document', channel: 'pull', receiptAfter: 1, resultAfter: 3, codes: ['0600'] },
  lugou: { says: 'the account is frozen already', channel: 'push', receiptAfter: 0, resultAfter: 2, codes: ['1303'] },
  jundu: {
    says: 'unreachable inside once, then stops',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 1,
    codes: ['1100', '0000'],
  },
  lianhua: { says: 'a protected account: refuses for good', channel: 'push', receiptAfter: 0, resultAfter: 1, codes: ['0302'] },
  guanting: {
    says: 'also tells where the money of earlier victims went',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 1,
    leaks: { 1: [{ bankId: 'jinghua', percent: 60, minutesAgo: 240, others: true }] },
  },
  tanzhe: {
    says: 'names the outlet where an account was opened',
    channel: 'push',
    receiptAfter: 0,
    resultAfter: 1,
    outletsIn: 'haidian',
  },
};
