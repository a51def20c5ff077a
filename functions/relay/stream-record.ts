import * as z from 'zod';
import { recordedFactOf } from '../../shared/journal/items.ts';
import type { RecordedFact } from '../../shared/journal/journal.ts';
import { EVENT_PREFIX, TASK } from '../../shared/journal/keys.ts';
import type { Item } from '../../shared/journal/packed-item.ts';

/** DynamoDB's form of a value, as far as the journal's items use it. */
type Attribute =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  /** Base64. */
  | { readonly B: string }
  | { readonly L: readonly Attribute[] }
  | { readonly M: Readonly<Record<string, Attribute>> };

const Attribute: z.ZodType<Attribute> = z.lazy(() =>
  z.union([
    z.object({ S: z.string() }),
    z.object({ N: z.string() }),
    z.object({ BOOL: z.boolean() }),
    z.object({ NULL: z.boolean() }),
    z.object({ B: z.string() }),
    z.object({ L: z.array(Attribute) }),
    z.object({ M: z.record(z.string(), Attribute) }),
  ]),
);

/** What the relay must know of a record before it looks into it: its item, and where the stream goes on from if it fails. */
const StreamRecord = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string().min(1),
    Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
    NewImage: z.unknown(),
  }),
});

export const StreamBatch = z.object({ Records: z.array(StreamRecord) });
export type StreamRecord = z.infer<typeof StreamRecord>;

/** The part of a record that concerns the relay. */
export type News =
  | { readonly kind: 'fact'; readonly fact: RecordedFact }
  /** A workflow's task token was kept beside this stream. */
  | { readonly kind: 'task'; readonly stream: string }
  | { readonly kind: 'nothing' };

/**
 * The content of a record of the table's stream.
 *
 * @throws Error that names the item's key, never its content, if a fact cannot be read
 */
export function newsOf({ eventName, dynamodb }: StreamRecord): News {
  const { pk, sk } = dynamodb.Keys;
  if (eventName === 'INSERT' && sk.S.startsWith(EVENT_PREFIX)) {
    const image = z.record(z.string(), Attribute).safeParse(dynamodb.NewImage);
    if (!image.success) throw new Error(`the record of ${pk.S} ${sk.S} cannot be read`);
    return { kind: 'fact', fact: recordedFactOf(itemOf(image.data)) };
  }
  if (eventName !== 'REMOVE' && sk.S === TASK) return { kind: 'task', stream: pk.S };
  return { kind: 'nothing' };
}

function itemOf(image: Readonly<Record<string, Attribute>>): Item {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(attribute: Attribute): unknown {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('L' in attribute) return attribute.L.map(plainValue);
  if ('M' in attribute) return itemOf(attribute.M);
  if ('B' in attribute) return Buffer.from(attribute.B, 'base64');
  return null;
}
