import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act } from '../../console/acts/act.ts';
import { accountIn } from '../../console/forms/account-number.ts';
import { instantOf, wallOf } from '../../console/forms/city-time.ts';
import { draftAt, draftOf, withDraftAt } from '../../console/forms/draft.ts';
import { fieldsOf, fieldsWithin } from '../../console/forms/fields-of.ts';
import { withoutFixed } from '../../console/forms/fixed.ts';
import { fenIn, yuanOf } from '../../console/forms/money.ts';
import { changesIn, read } from '../../console/forms/read.ts';
import type { Schema } from '../../console/forms/schema.ts';
import { approveListing, delistCase, extendListing } from '../../console/generated/acts/listed-cases.ts';
import { freezeOrder, freezeOrders, releaseOrder, renewOrder, unfreezeOrder } from '../../console/generated/acts/orders.ts';
import { placeWord } from '../../console/words/fields.ts';

describe('a sum that a person types', () => {
  test.each([
    ['1,234.50', 123_450],
    ['￥1234.5', 123_450],
    ['¥ 1 234.50', 123_450],
    ['1.2万', 1_200_000],
    ['１２３４．５０', 123_450],
    ['0.29', 29],
    ['1.1', 110],
    ['100元', 10_000],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('is read from %s to the fen', (typed, fen) => expect(fenIn(typed)).toBe(fen));

  test.each(['', 'abc', '1.234', '1,23', '-5', '1.2.3', '1e3', '90071992547409.92', '万'])('is not read from %j', (typed) =>
    expect(fenIn(typed)).toBeUndefined(),
  );

  test('stands in the field as it was, whatever it is', () => {
    fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (fen) => fenIn(yuanOf(fen)) === fen));
    expect(yuanOf(5)).toBe('0.05');
    expect(yuanOf(123_456_789)).toBe('1,234,567.89');
  });
});

describe('an approval without which the rule refuses the act', () => {
  const approvalId = { type: 'string', pattern: '^apr_[0-9A-HJKMNP-TV-Z]{26}$' };

  test.each([
    [{ ...approvalId, 'x-cordon-needed': true }, true],
    [approvalId, false],
  ])('is asked for, although the schema lets it be absent: %j', (member, required) => {
    expect(fieldsOf({ type: 'object', properties: { approvalId: member } })).toMatchObject({
      fields: [{ kind: 'approval', name: 'approvalId', required }],
    });
  });

  test('is marked in the document for a freeze, its renewal, a listing and more time for one, and for no act that may go without', () => {
    const needs = (act: Act): boolean =>
      fieldsWithin(fieldsOf(act.body?.schema ?? {})).some(({ name, required }) => name === 'approvalId' && required);
    expect([freezeOrder, renewOrder, approveListing, extendListing].map(needs)).toEqual([true, true, true, true]);
    expect([releaseOrder, unfreezeOrder, delistCase, freezeOrders].map(needs)).toEqual([false, false, false, false]);
  });
});

describe('a place that a rule names', () => {
  test.each([
    ['/outflows/1/amountFen', '资金流出 2 金额（元）', 'Outflows 2 Sum (yuan)'],
    ['/remark', '备注', 'Remark'],
    ['/outflows/0/neverHeardOf', '资金流出 1 neverHeardOf', 'Outflows 1 neverHeardOf'],
    ['', '', ''],
  ])('%s is in words', (place, zh, en) => {
    expect(placeWord('recordResult', place, 'zh')).toBe(zh);
    expect(placeWord('recordResult', place, 'en')).toBe(en);
  });
});

describe('an account number', () => {
  test.each([
    ['6222 0000 0000 0009 11', '622200000000000911'],
    ['6222-0000–0000—0009−11', '622200000000000911'],
    ['６２２２０００９１１', '6222000911'],
    ['\u200b6222\u00a00009\u3000', '62220009'],
    ['ab12', 'ab12'],
  ])('is taken from %j', (typed, number) => expect(accountIn(typed)).toBe(number));
});

describe('the time of Beijing', () => {
  test.each([
    ['2026-12-31T23:30', '2026-12-31T15:30:00Z'],
    ['2027-01-01T00:00:00', '2026-12-31T16:00:00Z'],
    ['2027-01-01T07:59:59', '2026-12-31T23:59:59Z'],
    ['2024-02-29T12:00', '2024-02-29T04:00:00Z'],
  ])('%s is the instant %s, and back', (wall, instant) => {
    expect(instantOf(wall)).toBe(instant);
    expect(wallOf(instant)?.startsWith(wall)).toBe(true);
  });

  test.each(['', 'now', '2026-02-29T10:00', '2026-06-31T10:00', '2026-01-01T24:00', '2026-13-01T00:00'])(
    '%j is no time',
    (wall) => expect(instantOf(wall)).toBeUndefined(),
  );
});

const officer: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    badge: { type: 'string', pattern: '^[0-9A-Za-z]{4,20}$' },
    phone: { type: 'string' },
  },
  required: ['name', 'badge', 'phone'],
};
const contact: Schema = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1 }, note: { type: 'string' } },
  required: ['name'],
};
const members = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
});

describe('a schema becomes a field', () => {
  const kinds: readonly (readonly [name: string, schema: Schema, kind: string])[] = [
    ['reason', { type: 'string', maxLength: 200 }, 'text'],
    ['reason', { type: 'string', maxLength: 1000 }, 'lines'],
    ['lossFen', { type: 'integer' }, 'money'],
    ['months', { type: 'integer' }, 'number'],
    ['at', { type: 'string', format: 'date-time' }, 'moment'],
    ['asOf', { type: 'string', format: 'date' }, 'day'],
    ['urgency', { type: 'string', enum: ['normal', 'urgent'] }, 'choice'],
    ['parts', { type: 'array', items: { type: 'string', enum: ['summary'] } }, 'choices'],
    ['means', { type: 'string', const: 'account' }, 'constant'],
    ['major', { type: 'boolean' }, 'yes-no'],
    ['officers', { type: 'array', items: officer, minItems: 2, maxItems: 2 }, 'officers'],
    ['accounts', { type: 'array', items: officer, minItems: 1 }, 'list'],
    ['bankId', { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,47}$' }, 'bank'],
    ['to', { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,47}$' }, 'agency'],
    ['parties', { type: 'array', items: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,47}$' } }, 'agencies'],
    ['approvalId', { type: 'string', pattern: '^apr_[0-9A-HJKMNP-TV-Z]{26}$' }, 'approval'],
    ['of', { type: 'string', pattern: '^alt_[0-9A-HJKMNP-TV-Z]{26}$' }, 'thing'],
    ['accountNumber', { type: 'string', pattern: '^[0-9A-Za-z-]{6,40}$' }, 'account'],
    ['alerts', { type: 'array', items: { type: 'string', pattern: '^alt_[0-9A-HJKMNP-TV-Z]{26}$' } }, 'list'],
    ['remove', { type: 'array', items: { type: 'integer' } }, 'tags'],
    ['facts', { type: 'object', additionalProperties: { anyOf: [{ type: 'number' }, { type: 'boolean' }] } }, 'map'],
    [
      'place',
      {
        anyOf: [
          { type: 'string', enum: ['haidian'] },
          { type: 'string', pattern: '^national:' },
        ],
      },
      'open-choice',
    ],
    ['station', { anyOf: [{ type: 'string', maxLength: 30 }, { type: 'null' }] }, 'text'],
    ['value', { anyOf: [{ type: 'number' }, { type: 'string' }] }, 'plain-value'],
  ];
  test.each(kinds)('%s: %j is %s', (name, schema, kind) => expect(fieldsOf(schema, name).kind).toBe(kind));

  test('variants are told apart by the member with fixed values, and keep what they share', () => {
    const shared = { reason: { type: 'string' } };
    const field = fieldsOf({
      oneOf: [
        members({ ...shared, kind: { const: 'loss' }, amountFen: { type: 'integer' } }),
        members({ ...shared, kind: { const: 'alert' } }),
      ],
    });
    expect(field).toMatchObject({ kind: 'variants', by: 'kind', variants: [{ value: 'loss' }, { value: 'alert' }] });
    expect(withoutFixed(field, { kind: 'loss' })).toMatchObject({
      kind: 'group',
      fields: [{ name: 'reason' }, { name: 'amountFen', kind: 'money' }],
    });
  });

  test('a condition of conditions has forms that are told apart by their own member, without an end', () => {
    const $defs = {
      Rule: {
        anyOf: [members({ measure: { type: 'string' } }), members({ all: { type: 'array', items: { $ref: '#/$defs/Rule' } } })],
      },
    };
    const field = fieldsOf({ ...members({ amount: { $ref: '#/$defs/Rule' } }), $defs });
    const [amount] = field.kind === 'group' ? field.fields : [];
    const [, all] = amount?.kind === 'shapes' ? amount.shapes() : [];
    const [list] = all?.field.fields ?? [];
    expect(list?.kind === 'list' ? list.item().kind : undefined).toBe('shapes');
  });
});

describe('what a person typed', () => {
  const of = (schema: Schema) => fieldsOf(schema);
  const faults = (schema: Schema, draft: Parameters<typeof read>[1]) =>
    read(of(schema), draft, undefined).faults.map(({ pointer, rule }) => `${pointer} ${rule.kind}`);

  test('becomes the body, with fen, instants and plain numbers', () => {
    const schema = members({
      lossFen: { type: 'integer' },
      at: { type: 'string', format: 'date-time' },
      n: { type: 'integer' },
      phone: { type: 'string', pattern: '^[0-9]+$' },
    });
    const { value, faults: none } = read(
      of(schema),
      { lossFen: '1.2万', at: '2027-01-01T00:00', n: '１２', phone: '１３８' },
      undefined,
    );
    expect(value).toEqual({ lossFen: 1_200_000, at: '2026-12-31T16:00:00Z', n: 12, phone: '138' });
    expect(none).toEqual([]);
  });

  test('is checked by the rules of the document, each at its place', () => {
    const schema = members(
      {
        a: { type: 'string', maxLength: 2 },
        b: { type: 'string', pattern: '^x' },
        c: { type: 'integer', exclusiveMinimum: 0 },
        d: { type: 'string' },
        eFen: { type: 'integer' },
      },
      ['d'],
    );
    expect(faults(schema, { a: 'abc', b: 'y', c: '0', eFen: '1.234' })).toEqual([
      '/a longest',
      '/b form',
      '/c above',
      '/d required',
      '/eFen sum',
    ]);
    expect(faults(members({ n: { type: 'integer' } }), { n: '1.5' })).toEqual(['/n whole']);
  });

  test('an optional group stays away while nothing is in it, and is asked for in full once something is', () => {
    const schema = members({ contact });
    expect(read(of(schema), {}, undefined)).toEqual({ value: {}, faults: [] });
    expect(faults(schema, { contact: { note: 'by night' } })).toEqual(['/contact/name required']);
  });

  test('an optional group stays away while nothing is in it but what the document takes for granted', () => {
    const kind = { type: 'string', enum: ['personal', 'corporate'], default: 'personal' };
    const account = { type: 'object', properties: { number: { type: 'string' }, kind }, required: ['number'] };
    const schema = members({ account });
    expect(read(of(schema), draftOf(of(schema), undefined), undefined)).toEqual({ value: {}, faults: [] });
    expect(faults(schema, { account: { kind: 'corporate' } })).toEqual(['/account/number required']);
  });

  test('an optional group stays away, too, if it requires a group in which nothing is', () => {
    const within = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] } as const;
    const proposal = { type: 'object', properties: { content: within }, required: ['content'] } as const;
    const schema = members({ proposal });
    expect(read(of(schema), draftOf(of(schema), undefined), undefined)).toEqual({ value: {}, faults: [] });
    expect(faults(members({ proposal }, ['proposal']), {})).toEqual(['/proposal/content/title required']);
    expect(faults(schema, { proposal: { content: { title: '' } } })).toEqual([]);
  });

  test('two officers sign: each member of both is asked for', () => {
    const schema = members({ officers: { type: 'array', items: officer, minItems: 2, maxItems: 2 } }, ['officers']);
    const draft = draftOf(of(schema), undefined);
    expect(faults(schema, draft)).toHaveLength(6);
    expect(draftOf(of(schema), undefined, { officers: [{ name: 'Li' }, { name: 'Wang' }] })).toEqual({
      officers: [{ name: 'Li' }, { name: 'Wang' }],
    });
  });

  test('the officers of the thing stand there first, and those who signed last in this tab from then on', () => {
    const schema = members({ officers: { type: 'array', items: officer, minItems: 2, maxItems: 2 } }, ['officers']);
    const ofThing = { officers: [{ name: 'Gao' }, { name: 'Lin' }] };
    expect(draftOf(of(schema), ofThing)).toEqual(ofThing);
    const signedLast = [{ name: 'Li' }, { name: 'Wang' }];
    expect(draftOf(of(schema), ofThing, { officers: signedLast })).toEqual({ officers: signedLast });
  });

  test('an emptied member is taken away by null where the API takes null, and left out elsewhere', () => {
    const schema = members({ a: { anyOf: [{ type: 'string' }, { type: 'null' }] }, b: { type: 'string' } });
    expect(read(of(schema), { a: '', b: '' }, { a: 'x', b: 'y' }).value).toEqual({ a: null });
    expect(read(of(schema), { a: '' }, {}).value).toEqual({});
  });

  test('a correction sends what differs and what is required', () => {
    const was = { lossFen: 5, victim: { name: 'A', phone: '1' }, summary: 's' };
    const now = { lossFen: 5, victim: { name: 'B', phone: '1' }, summary: 's', reason: 'r' };
    expect(changesIn(now, was, new Set(['reason']))).toEqual({ victim: { name: 'B' }, reason: 'r' });
  });

  test('comes back into the fields from what the API answered', () => {
    const schema = members({ lossFen: { type: 'integer' }, at: { type: 'string', format: 'date-time' } });
    const draft = draftOf(of(schema), { lossFen: 123_450, at: '2026-12-31T16:00:00Z' });
    expect(draft).toEqual({ lossFen: '1,234.50', at: '2027-01-01T00:00:00' });
    expect(read(of(schema), draft, undefined).value).toEqual({ lossFen: 123_450, at: '2026-12-31T16:00:00Z' });
  });

  test('a change at one place leaves the others the same objects', () => {
    const draft = { officers: [{ name: 'A' }, { name: 'B' }], reason: 'r' };
    const changed = withDraftAt(draft, '/officers/1/name', 'C');
    expect(changed).toEqual({ officers: [{ name: 'A' }, { name: 'C' }], reason: 'r' });
    expect(draftAt(changed, '/officers/0')).toBe(draft.officers[0]);
  });
});
