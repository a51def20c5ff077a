import * as z from 'zod';
import { type Swept, sweep } from '../../functions/sweep/sweep.ts';
import type { ChannelMessage } from '../../shared/channels/channel-model.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { createTestApi, type TestApi, testDataKeys } from './api.ts';
import { createRelayBench, createTestPlatform, type TestPlatform } from './relay-kit.ts';

const Opened = z.looseObject({ caseId: z.string() });

/** The API, the relay and the sweep over one journal in memory, with one clock. */
export interface Coordination {
  readonly api: TestApi;
  readonly platform: TestPlatform;
  /** The messages that providers are to carry, in the order in which they were asked for. */
  readonly carried: readonly ChannelMessage[];
  post(actor: Actor, path: string, body?: unknown): ReturnType<TestApi['call']>;
  /** The time moves on, and the relay does what is left to do. */
  at(now: string): Promise<void>;
  settle(): Promise<void>;
  /** The stream comes again from its beginning. */
  replay(): Promise<unknown>;
  /** The sweep of a moment, when what is due then has been due for as long as it waits. */
  swept(now: string): Promise<Swept>;
  /** A new case. */
  opened(by: Actor, over?: object): Promise<string>;
}

export function createCoordination(api: TestApi = createTestApi()): Coordination {
  const platform = { ...createTestPlatform(), journal: api.journal };
  const bench = createRelayBench(platform, testDataKeys.accounts, testDataKeys.finds);
  const at = async (now: string): Promise<void> => {
    api.now = now;
    platform.clock.now = now;
    await bench.drain();
  };
  return {
    api,
    platform,
    carried: bench.carried,
    post: (actor, path, body) => api.call(actor, 'POST', path, body === undefined ? {} : { body }),
    at,
    settle: () => at(api.now),
    replay: bench.replay,
    swept: async (now) => {
      await at(plus(now, SECOND));
      const swept = await sweep(platform, () => true);
      await bench.drain();
      return swept;
    },
    opened: async (by, over = {}) => {
      const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', ...over };
      return Opened.parse((await api.call(by, 'POST', '/v1/cases', { body })).body).caseId;
    },
  };
}
