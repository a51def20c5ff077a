import type { Happening, SmallCase } from './ownership-samples.ts';

/** A coin's owner, and where the coin is: in an account, on the way with a happening, or gone. */
type Coins = readonly string[];

interface Event {
  readonly minute: number;
  readonly apply: (coins: Coins) => readonly Coins[];
}

const held = (owner: string, place: string) => `${owner}@${place}`;
const placeOf = (coin: string) => coin.slice(coin.indexOf('@') + 1);
const ownerOf = (coin: string) => coin.slice(0, coin.indexOf('@'));

/**
 * Every outcome that a small case can have: the coins of each owner in the frozen part of an account, over all orders of the lines of an
 * instant that the balances allow and all choices of the coins that leave. It tries them all and knows nothing of flows.
 */
export function everyOutcome(small: SmallCase, account: number): readonly ReadonlyMap<string, number>[] {
  const opening: Coins = small.openings.flatMap((fen, n) => Array.from({ length: fen }, () => held('others', `${n}`)));
  let worlds = unique([opening]);
  const events = small.happenings.flatMap(eventsOf);
  for (const minute of [...new Set(events.map((event) => event.minute))].toSorted((one, other) => one - other)) {
    const together = events.filter((event) => event.minute === minute);
    worlds = unique(worlds.flatMap((coins) => inEveryOrder(coins, together)));
  }
  const frozen = small.frozen[account] ?? 0;
  const ends = unique(worlds.flatMap((coins) => taking(coins, `${account}`, frozen, 'frozen')));
  const insides = unique(ends.map((coins) => coins.filter((coin) => placeOf(coin) === 'frozen')));
  return insides.map((coins) => new Map([...Map.groupBy(coins, ownerOf)].map(([owner, own]) => [owner, own.length])));
}

function eventsOf(one: Happening, n: number): readonly Event[] {
  const { minute, fen, from, to, claim, later = 0 } = one;
  const owner = claim === undefined ? 'others' : `claim ${claim}`;
  if (from === undefined) {
    return [{ minute, apply: (coins) => [[...coins, ...Array.from({ length: fen }, () => held(owner, `${to}`))]] }];
  }
  if (to === undefined) return [{ minute, apply: (coins) => taking(coins, `${from}`, fen, 'gone') }];
  if (later === 0) return [{ minute, apply: (coins) => taking(coins, `${from}`, fen, `${to}`) }];
  return [
    { minute, apply: (coins) => taking(coins, `${from}`, fen, `way ${n}`) },
    {
      minute: minute + later,
      apply: (coins) => [coins.map((coin) => (placeOf(coin) === `way ${n}` ? held(ownerOf(coin), `${to}`) : coin))],
    },
  ];
}

function inEveryOrder(coins: Coins, events: readonly Event[]): readonly Coins[] {
  if (events.length === 0) return [coins];
  return events.flatMap((event) => {
    const others = events.filter((other) => other !== event);
    return unique(event.apply(coins)).flatMap((next) => inEveryOrder(next, others));
  });
}

/** Every choice of so many coins of a place, moved to another; none if the place has fewer. */
function taking(coins: Coins, from: string, count: number, to: string): readonly Coins[] {
  if (count === 0) return [coins];
  const owners = new Set(coins.filter((coin) => placeOf(coin) === from).map(ownerOf));
  return unique(
    [...owners].flatMap((owner) => {
      const at = coins.indexOf(held(owner, from));
      const moved = coins.with(at, held(owner, to));
      return taking(moved, from, count - 1, to);
    }),
  );
}

/** Coins of one owner at one place are alike, so worlds that differ in nothing else are one. */
function unique(worlds: readonly Coins[]): readonly Coins[] {
  return [...new Map(worlds.map((coins) => coins.toSorted()).map((coins) => [coins.join(' '), coins])).values()];
}
