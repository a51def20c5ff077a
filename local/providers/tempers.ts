/** What a simulated provider says of a message, or that it says nothing. */
export type Saying =
  | 'informed'
  | 'dissuaded'
  | 'doubtful'
  | 'not-reached'
  | 'refused'
  | 'wrong-person'
  | 'already-paid'
  | 'silent';

/**
 * How a simulated provider behaves. Everything is in minutes of the city's clock, and nothing is random: the last two digits of the phone
 * decide what becomes of a message, so the same scenario unfolds the same way each time.
 */
export interface ProviderTemper {
  /** For the people who watch. */
  readonly says: string;
  readonly name: string;
  readonly means: 'sms' | 'ai-call';
  /** From the arrival of a message to its outcome. */
  readonly after: number;
  /** One push of so many is refused with a 503 before it is taken; 0: none is. */
  readonly refuses: number;
  /** Says each outcome this many times. */
  readonly copies: number;
  /** The outcomes, each with how many of a hundred phones have it. */
  readonly outcomes: readonly (readonly [Saying, number])[];
}

/** Tempers by provider. */
export const providerTempers: Readonly<Record<string, ProviderTemper>> = {
  'provider-sms': {
    says: 'messages: most arrive within a minute; it refuses one push of twenty, and says some outcomes never',
    name: '速达短信',
    means: 'sms',
    after: 1,
    refuses: 20,
    copies: 1,
    outcomes: [
      ['informed', 92],
      ['not-reached', 4],
      ['silent', 4],
    ],
  },
  'provider-calls': {
    says: 'calls by machine: two minutes each; it says each outcome twice, and some never',
    name: '听云智能外呼',
    means: 'ai-call',
    after: 2,
    refuses: 0,
    copies: 2,
    outcomes: [
      ['dissuaded', 70],
      ['not-reached', 14],
      ['doubtful', 8],
      ['refused', 3],
      ['wrong-person', 2],
      ['already-paid', 1],
      ['silent', 2],
    ],
  },
};

/** What becomes of a message to this phone. */
export function sayingOf({ outcomes }: Pick<ProviderTemper, 'outcomes'>, phone: string): Saying {
  const place = Number(phone.replaceAll(/[^0-9]/g, '').slice(-2));
  let upTo = 0;
  for (const [saying, share] of outcomes) {
    upTo += share;
    if (place < upTo) return saying;
  }
  return 'silent';
}
