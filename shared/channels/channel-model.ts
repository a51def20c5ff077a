import * as z from 'zod';
import { KeySet, MAX_ENDPOINT, SentKeySet } from '../banks/model.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, WarningId } from '../kernel/ids.ts';
import { Phone, text } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { ChannelMeans, ContactOutcome, channelMeans } from '../warnings/warning-model.ts';

/** What a provider of messages or calls registers, or the city's administrator for it. It replaces the earlier registration. */
export const RegisterChannel = z.strictObject({
  name: text(128),
  means: z
    .array(ChannelMeans)
    .min(1)
    .max(channelMeans.length)
    .refine((all) => new Set(all).size === all.length, 'must not name a means twice')
    .describe('What it carries: messages, calls by a machine, or both.'),
  endpoint: z.url().max(MAX_ENDPOINT).optional().describe('Where messages are pushed to, signed. Without one it gets none.'),
  jwks: SentKeySet.optional().describe(
    'The keys with which it signs what it says of messages. Absent: the keys stay as they are. Without keys its word is not taken.',
  ),
  closed: z.boolean().default(false).describe('It gets no more messages; what it says of earlier ones is taken.'),
});
export type RegisterChannel = z.infer<typeof RegisterChannel>;

/** A provider of messages or calls (短信、智能外呼服务商). */
export const Channel = z.strictObject({
  ...RegisterChannel.omit({ jwks: true }).shape,
  provider: AgencyId,
  jwks: KeySet.optional(),
  registeredAt: UtcInstant,
});
export type Channel = z.infer<typeof Channel>;

export const ChannelFact = z.discriminatedUnion('type', [
  fact('channel.registered', { ...Channel.omit({ registeredAt: true }).shape, signature: z.string().optional() }),
]);
export type ChannelFact = z.infer<typeof ChannelFact>;

/** A message in the queue to the gateway of channels: which message of which warning, never the message itself. Both ends check it. */
export const ChannelMessage = z.strictObject({ warningId: WarningId, number: z.int().positive() });
export type ChannelMessage = z.infer<typeof ChannelMessage>;

const MESSAGE_ID = /^wrn_[0-9A-HJKMNP-TV-Z]{26}\.[1-9][0-9]{0,3}$/;
/** The id of a message, as a provider gets it: the warning and the number of the message. */
export const MessageId = z.string().trim().regex(MESSAGE_ID, 'must be the messageId of a push');

export function messageIdOf({ warningId, number }: ChannelMessage): string {
  return `${warningId}.${number}`;
}

/** The warning and the number that a message id names. */
export function messageOf(messageId: string): ChannelMessage {
  const [warningId = '', number = ''] = messageId.split('.');
  return { warningId, number: Number(number) };
}

/** The body of a push to a provider, signed. */
export const PushedMessage = z.strictObject({
  messageId: MessageId.meta({ description: 'Of this message alone, at each push of it: carry it once.' }),
  means: ChannelMeans,
  phone: Phone.meta({ description: 'The phone that the message or call goes to.' }),
  template: z.string().meta({ description: 'The id of the text.' }),
  text: z.string().meta({ description: 'What is sent, or read out. It names no person.' }),
  outcomeBy: UtcInstant.meta({ description: 'Say by then what became of it; later it counts as not arrived.' }),
});
export type PushedMessage = z.infer<typeof PushedMessage>;

/** What a provider says of one message that it carried. */
export const MessageOutcome = z.strictObject({
  messageId: MessageId,
  outcome: ContactOutcome.describe('Of a message: `informed`, `not-reached`. Of a call: what the person said.'),
  at: Instant,
});
export type MessageOutcome = z.infer<typeof MessageOutcome>;

const MAX_OUTCOMES = 100;

/** What a provider says of several. Each is read by itself, so one that cannot be read holds up no other. */
export const TellOutcomes = z.strictObject({ outcomes: z.array(z.unknown()).min(1).max(MAX_OUTCOMES) });

/** The body as providers are told to send it. */
export const OutcomesAsTold = z.strictObject({ outcomes: z.array(MessageOutcome).min(1).max(MAX_OUTCOMES) });
