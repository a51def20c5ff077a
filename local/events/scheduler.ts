import { randomUUID } from 'node:crypto';
import { describe } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import { place } from '../template/place.ts';
import type { ScheduleModel } from '../template/triggers.ts';
import type { Usage } from '../usage/usage.ts';
import type { Destinations } from './destinations.ts';
import { parseSchedule } from './schedule-expression.ts';
import type { EventSource } from './stream-source.ts';

/** In fast motion a schedule is due more often than it makes sense to run it; this is the shortest real time between two runs. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs a schedule on the city's clock, also where the clock skips; a run that takes longer than its interval is not overtaken by the next. */
export function startSchedule(
  schedule: ScheduleModel,
  clock: Clock,
  destinations: Destinations,
  log: (line: string) => void,
  usage?: Usage,
): EventSource {
  const next = parseSchedule(schedule.expression, schedule.timezone, schedule.name);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const run = async (dueAt: number): Promise<void> => {
    usage?.count('schedule.runs', 1, schedule.name);
    try {
      await destinations.deliver(schedule.targetArn, eventOf(schedule, dueAt));
    } catch (error) {
      log(`${schedule.name}: ${describe(error)}`);
      if (schedule.deadLetterArn !== undefined)
        await destinations.sendToQueue(schedule.deadLetterArn, JSON.stringify(eventOf(schedule, dueAt)));
    }
  };
  let waitsFor: number | undefined;
  const waitFor = (dueAt: number | undefined): void => {
    waitsFor = dueAt;
    if (stopped || dueAt === undefined) return;
    const left = clock.toReal(dueAt - clock.now());
    if (left > LONGEST_TIMER_MS) {
      timer = setTimeout(() => waitFor(dueAt), LONGEST_TIMER_MS);
      return;
    }
    timer = setTimeout(
      () => {
        waitsFor = undefined;
        running = run(dueAt)
          .catch((error: unknown) => log(`${schedule.name}: ${describe(error)}`))
          .then(() => waitFor(next(Math.max(dueAt, clock.now()))));
      },
      Math.max(left, SHORTEST_PAUSE_MS),
    );
  };
  waitFor(next(clock.now()));
  const forgetSkips = clock.onSkip(() => {
    clearTimeout(timer);
    waitFor(waitsFor);
  });
  return {
    stop: async () => {
      stopped = true;
      forgetSkips();
      clearTimeout(timer);
      await running;
    },
  };
}

function eventOf({ input, name }: ScheduleModel, dueAt: number): unknown {
  if (input !== undefined) return JSON.parse(input);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: place.account,
    time: new Date(dueAt).toISOString(),
    region: place.region,
    resources: [`arn:${place.partition}:events:${place.region}:${place.account}:rule/${name}`],
    detail: {},
  };
}
