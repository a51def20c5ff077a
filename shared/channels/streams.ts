import { directory } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { Channel, ChannelFact } from './channel-model.ts';

/** Providers of messages and calls by their agency; all of them in one directory. The card has no keys. */
export const Channels: StreamType<Channel, ChannelFact> = {
  name: 'channel',
  schemaVersion: 1,
  state: Channel,
  fact: ChannelFact,
  factsWithin: true,
  evolve: (_, { data: { at, signature: __, ...channel } }) => ({ ...channel, registeredAt: at }),
  index: ({ provider, name, means, endpoint, closed, registeredAt }) => ({
    entries: { listing: directory('channel', provider) },
    card: { provider, name, means, closed, registeredAt, ...(endpoint === undefined ? {} : { endpoint }) },
  }),
};
