import type { Use } from './measure.ts';
import { type BillLine, bill, type Prices, serviceOf } from './prices.ts';
import type { Measured } from './report.ts';

/** A size of use: how many deployments, and how many alarms a day each has. */
interface Load {
  readonly name: string;
  readonly deployments: number;
  readonly alarmsADay: number;
}

const loads: readonly Load[] = [
  { name: 'one city', deployments: 1, alarmsADay: 1_000 },
  { name: '31 provinces', deployments: 31, alarmsADay: 1_000 },
  { name: '31 provinces, 100 times', deployments: 31, alarmsADay: 100_000 },
];

/** What follows from one alarm on average: three orders, of which 0.9 are on money that is followed. Assumed. */
const perAlarm: Readonly<Record<string, number>> = {
  alarm: 1,
  answered: 1.7,
  refused: 0.25,
  silent: 0.15,
  followed: 0.3,
  case: 0.5,
  consultation: 0.01,
  listing: 0.005,
  look: 20,
};

const DAYS = 30;
const MINUTES_A_DAY = 24 * 60;
/** The queues that call a function. */
const POLLED_QUEUES = 4;

/** The bill of a month of one load; US dollars. */
export interface MonthlyBill extends Load {
  readonly services: Readonly<Record<string, number>>;
  /** The sweep and the pollers, whether anything happens or not; in the services too. */
  readonly standing: number;
  readonly total: number;
}

/** The assumptions in words, a line each. */
export function assumptions(): readonly string[] {
  const mix = Object.entries(perAlarm).map(([name, number]) => `${name} ${number}`);
  return [
    `For each alarm: ${mix.join(', ')} (so three orders, one of them followed over three tiers in three alarms of ten). A month has ${DAYS} days.`,
    `The sweep runs each minute, and Lambda polls ${POLLED_QUEUES} queues, in each deployment. No free tier, no discount for volume.`,
    'Banks take pushes. A bank that polls each minute instead costs 43,200 times "poll" a month.',
  ];
}

/** Nothing if an operation of the mix was not measured. */
export function monthlyBills(found: readonly Measured[], standing: Use, prices: Prices): readonly MonthlyBill[] {
  const lines = new Map(found.map((one) => [one.name, one.bill]));
  const parts = Object.entries(perAlarm).map(([name, times]) => ({ lines: lines.get(name), times }));
  if (parts.some((part) => part.lines === undefined)) return [];
  const ofAlarm = sumUp(parts.flatMap(({ lines: some = [], times }) => some.map((line) => ({ ...line, usd: line.usd * times }))));
  const idle = sumUp(idleMonth(standing, prices));
  return loads.map((load) => {
    const alarms = load.deployments * load.alarmsADay * DAYS;
    const names = new Set([...ofAlarm.keys(), ...idle.keys()]);
    const services = Object.fromEntries(
      [...names].map((name) => [name, (ofAlarm.get(name) ?? 0) * alarms + (idle.get(name) ?? 0) * load.deployments]),
    );
    const sum = (values: Iterable<number>): number => [...values].reduce((total, usd) => total + usd, 0);
    return { ...load, services, standing: sum(idle.values()) * load.deployments, total: sum(Object.values(services)) };
  });
}

/** What a deployment costs in a month in which nothing happens. */
function idleMonth(standing: Use, prices: Prices): readonly BillLine[] {
  const runs = DAYS * MINUTES_A_DAY;
  const sweeps = bill(standing, prices).map((line) => ({ ...line, usd: line.usd * runs }));
  const { usd, per, unit } = prices.prices.queueRequests;
  const amount = POLLED_QUEUES * prices.assumptions.emptyReceivesPerQueueAndMonth.value;
  return [...sweeps, { what: 'empty receives', price: 'queueRequests', amount, unit, usd: (amount / per) * usd }];
}

function sumUp(lines: readonly BillLine[]): ReadonlyMap<string, number> {
  const services = new Map<string, number>();
  for (const line of lines) services.set(serviceOf(line), (services.get(serviceOf(line)) ?? 0) + line.usd);
  return services;
}

export function monthRow({ services, standing, total, deployments, alarmsADay }: MonthlyBill): Record<string, string> {
  const money = Object.entries(services).toSorted((a, b) => b[1] - a[1]);
  return {
    'alarms a month': (deployments * alarmsADay * DAYS).toLocaleString('en-US'),
    ...Object.fromEntries(money.map(([name, usd]) => [name, dollars(usd)])),
    'of it standing': dollars(standing),
    total: dollars(total),
  };
}

function dollars(usd: number): string {
  return usd.toLocaleString('en-US', { maximumFractionDigits: usd < 100 ? 2 : 0 });
}
