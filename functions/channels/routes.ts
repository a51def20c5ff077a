import * as z from 'zod';
import { Channel, MessageId, OutcomesAsTold, RegisterChannel, TellOutcomes } from '../../shared/channels/channel-model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';

const OfProvider = z.strictObject({ provider: AgencyId });
const ChannelView = z.strictObject(Channel.shape).meta({ id: 'Channel' });
const ChannelEntry = z.strictObject(Channel.omit({ jwks: true }).shape).meta({ id: 'ChannelEntry' });

const Told = z
  .strictObject({
    outcomes: z
      .array(
        z.union([
          z.strictObject({ messageId: MessageId, outcome: z.literal('done') }),
          z.strictObject({ messageId: MessageId.optional(), outcome: z.literal('refused'), problem: Problem }),
        ]),
      )
      .describe('In the order of the request: one that is refused, or cannot be read, holds up no other.'),
  })
  .meta({ id: 'OutcomesNoted' });

export const channelRoutes = defineRoutes({
  listChannels: {
    method: 'GET',
    path: '/v1/channels',
    summary: 'List the providers of messages and calls',
    tag: 'channels',
    access: { action: 'channel.list' },
    query: PageQuery,
    answers: { 200: pageOf(ChannelEntry) },
    refusals: [],
  },
  getChannel: {
    method: 'GET',
    path: '/v1/channels/{provider}',
    summary: 'Read what a provider registered',
    tag: 'channels',
    access: { action: 'channel.read' },
    params: OfProvider,
    answers: { 200: ChannelView },
    refusals: [],
  },
  registerChannel: {
    method: 'PUT',
    path: '/v1/channels/{provider}',
    summary: 'Register a provider of messages or calls, or replace its registration',
    tag: 'channels',
    access: { action: 'channel.register' },
    params: OfProvider,
    body: RegisterChannel,
    answers: { 200: ChannelView, 201: ChannelView },
    refusals: ['ENDPOINT_NOT_ALLOWED', 'KEY_SET_INVALID', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    signed: true,
    ifMatch: true,
    example: { name: '速达短信', means: ['sms'], endpoint: 'https://sms.suda.example/cordon' },
  },
  tellOutcomes: {
    method: 'POST',
    path: '/v1/channels/outcomes',
    summary: 'Say what became of messages and calls; each has its own outcome',
    tag: 'channels',
    access: { action: 'channel.tell' },
    body: TellOutcomes,
    bodyAsTold: OutcomesAsTold,
    answers: { 200: Told },
    refusals: ['CHANNEL_WITHOUT_KEYS'],
    signed: true,
    example: {
      outcomes: [{ messageId: 'wrn_01KB4R2T7V9X1Z3B5D7F9H2K4M.1', outcome: 'informed', at: '2026-11-28T09:31:05+08:00' }],
    },
  },
});
