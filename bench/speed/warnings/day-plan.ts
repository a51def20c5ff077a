/**
 * How many of a day's clues come in each hour of Beijing, in parts. An assumption: no source publishes the hours of the city's 70,000. Fraud calls
 * keep office hours and go on in the evening; so it has a peak from nine to eleven, one from seven to ten in the evening, and little at night.
 */
export const hours = [1, 1, 1, 1, 1, 1, 2, 3, 6, 9, 9, 7, 5, 5, 6, 6, 6, 6, 6, 8, 9, 7, 4, 2] as const;

const MINUTES = 60;
const parts = hours.reduce<number>((sum, hour) => sum + hour, 0);

/** How many clues of a day of `total` have come by this minute of the day. */
export function cluesBy(minute: number, total: number): number {
  const come = hours.reduce<number>((sum, part, hour) => {
    const share = Math.min(1, Math.max(0, minute / MINUTES - hour));
    return sum + part * share;
  }, 0);
  return Math.round((total * come) / parts);
}

/** The districts of the day. Not all sixteen, so that a few people see each of them. */
export const districtsOfDay = ['haidian', 'chaoyang', 'fengtai', 'tongzhou'] as const;

/** The share of each grade as the scenario of a morning has them, an assumption: most are handled by a message. */
function riskOf(n: number): number {
  if (n % 100 === 7) return 95;
  if (n % 20 === 3) return 75;
  return n % 7 === 1 ? 50 : 10;
}

/** One of so many clues is about the person of the clue that came so many before it. */
const [AGAIN, BACK] = [20, 10] as const;

/** The n-th clue of the day. */
export function clueOf(n: number, seenAt: string): object {
  const person = n % AGAIN === AGAIN - 1 ? n - BACK : n;
  return {
    ...{ source: 'operator-model', sourceRef: `day-${n}`, risk: riskOf(n), seenAt },
    person: { phone: `139${String(person).padStart(8, '0')}` },
    district: districtsOfDay[person % districtsOfDay.length],
    fraudType: n % 3 === 0 ? '刷单返利' : '冒充公检法',
  };
}

/** One contact of so many finds the person not; one claim of so many is left to its lease. */
const [IN_VAIN, LEFT] = [5, 97] as const;
const checklist = { records: true, chats: true, apps: true, transfers: true, protectionOffered: true };

/** What a person sees of a warning that decides what comes of the contact. */
export interface Seen {
  readonly clues: readonly { readonly sourceRef: string }[];
  readonly attempts: readonly unknown[];
  readonly rung: { readonly means: string };
  readonly version: number;
}

/** What comes of a contact; undefined where the person who claimed it does nothing more. */
export function contactOf({ clues, attempts, rung, version }: Seen): object | undefined {
  const n = Number(/\d+$/.exec(clues[0]?.sourceRef ?? '')?.[0] ?? 0);
  if ((n + version) % LEFT === 0) return undefined;
  if ((n + attempts.length) % IN_VAIN === 0) return { outcome: 'not-reached' };
  return { outcome: 'dissuaded', ...(rung.means === 'visit' ? { checklist } : {}) };
}
