import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { GatewayMessage } from '../../functions/platform/gateway-message.ts';
import { parseTolerantly, read, readFact } from '../../shared/kernel/tolerant.ts';
import { Depots, Parcels, weighed } from '../support/journal-samples.ts';
import { id } from '../support/samples.ts';

const Part = z.strictObject({ n: z.int() });
const Thing = z.strictObject({
  name: z.string(),
  parts: z.array(Part).optional(),
  either: z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]).optional(),
  by: z.record(z.string(), Part).optional(),
});
const thing = { name: 'x', parts: [{ n: 1 }, { n: 2 }], either: { b: 's' }, by: { k: { n: 3 } } };

describe('what another release wrote', () => {
  test('is read as it is if every member is known', () => {
    expect(read(Thing, thing)).toEqual({ content: thing, unknown: {} });
  });

  test('is read without the members that are not known, wherever they are, and is not changed itself', () => {
    const written = {
      ...{ name: 'x', parts: [{ n: 1 }, { n: 2, more: 1 }], either: { b: 's', more: [1] }, by: { k: { n: 3, more: null } } },
      ...{ later: { name: 'y' }, another: 1 },
    };
    const before = structuredClone(written);
    expect(read(Thing, written)).toEqual({ content: thing, unknown: { later: { name: 'y' }, another: 1 } });
    expect(parseTolerantly(Thing, written)).toEqual(thing);
    expect(written).toEqual(before);
  });

  test.each([
    ['a known member of another type', { name: 1 }],
    ['no known member', { later: 1 }],
    ['a known member of another type beside unknown ones', { name: 'x', parts: [{ n: 'one', more: 1 }], later: 1 }],
    ['an alternative that is none', { name: 'x', either: { c: 's' } }],
    ['something else', 'text'],
    ['nothing', undefined],
  ])('is not read if it has %s', (_, written) => {
    expect(read(Thing, written)).toBeUndefined();
    expect(() => parseTolerantly(Thing, written)).toThrow(z.ZodError);
  });

  test('is held to the rules between members, too', () => {
    const Ordered = z.strictObject({ from: z.int(), to: z.int() }).refine(({ from, to }) => from <= to);
    expect(read(Ordered, { from: 1, to: 2, more: 1 })?.content).toEqual({ from: 1, to: 2 });
    expect(read(Ordered, { from: 2, to: 1, more: 1 })).toBeUndefined();
  });

  test('is read in a queue: the message with a member of tomorrow is still the message', () => {
    const messages = [
      { orderId: id('ord', 1), bankId: 'bank-a', instruction: 'stop', purpose: 'order', instructionId: id('ins', 1) },
      { entryId: id('inb', 1), agency: 'haidian-bureau' },
    ];
    for (const message of messages) {
      const known = GatewayMessage.safeParse(message).data;
      expect(parseTolerantly(GatewayMessage, { ...message, ofTomorrow: { a: 1 } })).toEqual(known ?? 'not a message');
    }
  });
});

describe('a fact', () => {
  test('is read without members of tomorrow', () => {
    expect(readFact(Parcels.fact, { type: 'parcel.weighed', data: { grams: 1, by: 'scales' } })).toEqual(weighed(1));
  });

  test('of a type that only a later release knows is none, whatever it says', () => {
    for (const data of [{}, { grams: 1 }, { by: 1 }, undefined]) {
      expect(readFact(Parcels.fact, { type: 'parcel.labelled', data })).toBeUndefined();
      // also where there is but one type so far
      expect(readFact(Depots.fact, { type: 'depot.closed', data })).toBeUndefined();
    }
  });

  test('of a known type with other content is an error that tells nothing of it', () => {
    for (const data of [{ grams: 'secret' }, {}, undefined])
      expect(() => readFact(Parcels.fact, { type: 'parcel.weighed', data })).toThrow(
        /^a fact parcel\.weighed is of no known shape$/,
      );
  });
});
