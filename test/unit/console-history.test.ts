import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { enumerationOf } from '../../console/forms/enumeration.ts';
import { fieldWords } from '../../console/words/fields.ts';
import { exactly } from '../../console/words/format.ts';
import { isNamed, memberWord, memberWords, valueWord } from '../../console/words/members.ts';
import { auditedKinds } from '../../functions/lookups/kinds.ts';
import { labels } from '../../shared/labels/table.ts';
import { streamKinds } from '../support/stream-kinds.ts';

/** A member of a fact that the audit can show. */
interface Member {
  readonly type: string;
  readonly name: string;
  /** Where the member chooses among words. */
  readonly values: readonly string[];
  readonly isAgency: boolean;
}

const Part = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  pattern: z.string().optional(),
});
const AGENCY = '^[a-z0-9][a-z0-9-]{1,47}$';
/** Below these the schema goes on with the same member. */
const within = ['anyOf', 'oneOf', 'allOf', 'items', 'prefixItems'];

function membersIn(part: unknown, type: string, name: string): readonly Member[] {
  if (Array.isArray(part)) return part.flatMap((one) => membersIn(one, type, name));
  const { data } = Part.safeParse(part);
  if (data === undefined) return [];
  const values = (data.enum ?? []).filter((value) => typeof value === 'string');
  const own = name === '' ? [] : [{ type, name, values, isAgency: data.pattern === AGENCY }];
  const below = Object.entries(data.properties ?? {}).flatMap(([member, schema]) => membersIn(schema, type, member));
  const same = within.flatMap((key) => membersIn(data[key], type, name));
  const apart = ['$defs', 'additionalProperties'].flatMap((key) => {
    const more = data[key];
    const schemas = typeof more !== 'object' || more === null ? [] : key === '$defs' ? Object.values(more) : [more];
    return schemas.flatMap((schema) => membersIn(schema, type, ''));
  });
  return [...own, ...below, ...same, ...apart];
}

let members: readonly Member[];

beforeAll(async () => {
  const audited = new Set(auditedKinds.map(({ stream }) => stream));
  const kinds = (await streamKinds()).filter(({ name }) => audited.has(name));
  members = kinds.flatMap(({ fact }) =>
    fact.options.flatMap(({ shape }) => {
      const schema = z.toJSONSchema(z.instanceof(z.ZodType).parse(shape['data']), { unrepresentable: 'any' });
      return membersIn(schema, shape.type.value, '');
    }),
  );
});

const keysOf = ({ type, name }: Member): readonly string[] => [`${type.split('.')[0]}/${name}`, name];

describe('the history of a thing', () => {
  test('has a word for each member of each fact that the audit can show, and none is left over', () => {
    expect(members.length).toBeGreaterThan(2_000);
    const without = members.filter((one) => !keysOf(one).some((key) => memberWords[key] ?? fieldWords[key]));
    expect(without.map(({ type, name }) => `${type}/${name}`)).toEqual([]);
    const used = new Set(members.flatMap(keysOf));
    expect(Object.keys(memberWords).filter((key) => !used.has(key))).toEqual([]);
    // a word that a form has already is written once, unless it means something else there
    expect(Object.entries(memberWords).filter(([key, words]) => fieldWords[key]?.join() === words.join())).toEqual([]);
    expect(Object.values(memberWords).filter(([zh, en]) => !/\p{sc=Han}/u.test(zh) || /\p{sc=Han}/u.test(en))).toEqual([]);
  });

  test('shows a word of an enumeration as the API says it', () => {
    const choices = members.filter(({ values }) => values.length > 1 && !values.includes('EdDSA'));
    expect(choices.length).toBeGreaterThan(200);
    const wrong = choices.flatMap(({ type, name, values }) => {
      const table = labels[enumerationOf(labels, values) ?? ''];
      return values.flatMap((value) => {
        const said = valueWord(labels, type, name, value, 'zh');
        return said !== undefined && said === table?.[value]?.zh ? [] : [`${type}/${name}: ${value} is ${said ?? 'nothing'}`];
      });
    });
    expect([...new Set(wrong)]).toEqual([]);
    expect(valueWord(labels, 'alert.raised', 'grade', '2', 'en')).toBe('Grade 2');
    expect(valueWord(labels, 'order.stopped', 'reason', '电信网络诈骗', 'zh')).toBeUndefined();
  });

  test('names agencies and things, and takes no other text for an id', () => {
    const agencies = members.filter(({ isAgency }) => isAgency);
    expect(agencies.length).toBeGreaterThan(50);
    expect([...new Set(agencies.filter(({ name }) => !isNamed(name, 'police-haidian')).map(({ name }) => name))]).toEqual([]);
    expect(isNamed('corrects', `ord_${'0'.repeat(26)}`)).toBe(true);
    expect(isNamed('reason', 'fraud')).toBe(false);
    expect(isNamed('district', '海淀分局')).toBe(false);
  });

  test('says what a name means for the kind of thing', () => {
    expect(memberWord('listed-case.progress-reported', 'next', 'zh')).toBe('下次报告期限');
    expect(memberWord('meeting.followed', 'next', 'en')).toBe('Next meeting');
    expect(memberWord('order.stopped', 'accountNumber', 'zh')).toBe('账号');
    expect(memberWord('order.taken-on', 'subject', 'zh')).toBe('用户');
    expect(memberWord('inbox-entry.made', 'subject', 'zh')).toBe('所涉事项');
    expect(memberWord('order.stopped', 'of-a-later-release', 'zh')).toBe('of-a-later-release');
  });

  test('gives the time in Beijing with its year and second', () => {
    expect(exactly('2026-12-31T16:00:05.250Z', 'zh')).toBe('2027/01/01 00:00:05');
    expect(exactly('2026-12-31T16:00:05.250Z', 'en')).toBe('01/01/2027, 00:00:05');
  });
});
