import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { KnownFact } from '../../functions/relay/facts.ts';
import { refusalCodes, refusals } from '../../shared/kernel/refusals.ts';
import type { Label } from '../../shared/labels/label.ts';
import { labels } from '../../shared/labels/table.ts';
import { criteria, offences } from '../../shared/standards/standard/criteria.ts';
import { createTestApi } from '../support/api.ts';

type Value = string | number;
interface Enumeration {
  /** Where it stands, for the one who reads the failure. */
  readonly at: string;
  readonly values: readonly Value[];
}

const Schema = z.looseObject({
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

/** Every list of words in a part of the document; examples are data, not schemas. */
function enumerationsIn(part: unknown, at: string): readonly Enumeration[] {
  if (Array.isArray(part)) return part.flatMap((one, i) => enumerationsIn(one, `${at}/${i}`));
  if (typeof part !== 'object' || part === null) return [];
  const { data } = Schema.safeParse(part);
  const own = data?.enum ?? (data?.const === undefined ? [] : [data.const]);
  const values = own.filter((value) => typeof value !== 'boolean');
  const inside = Object.entries(part).flatMap(([name, member]) =>
    name === 'example' || name === 'enum' ? [] : enumerationsIn(member, `${at}/${name}`),
  );
  return values.length === 0 ? inside : [{ at, values }, ...inside];
}

/** Words that no page shows to a person. */
const technical: readonly Value[] = [
  // algorithms have one name in every language
  ...['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'],
  // where in a request a rule was broken: `errors` says it with a path
  ...['body', 'query', 'header', 'path'],
  // the service is up
  'ok',
  // what a push to a webhook is, for the system that gets it
  'notice',
];

const document = z.looseObject({ paths: z.unknown(), components: z.unknown(), webhooks: z.unknown() }).parse({
  ...openApiDocument(),
});
/** Words of a query choose a list, and those of a header are for programs: no page shows them. */
const isForPrograms = ({ at }: Enumeration) => at.includes('/parameters/') || at.includes('/headers/');
const shown = ['paths', 'components', 'webhooks']
  .flatMap((part) => enumerationsIn(document[part], part))
  .filter((one) => !isForPrograms(one))
  .map(({ at, values }) => ({ at, values: values.filter((value) => !technical.includes(value)) }))
  .filter(({ values }) => values.length > 0);

const tables: readonly (readonly [string, Readonly<Record<string, Label>>])[] = Object.entries(labels);

/** The names of the enumerations that have words for each of these values. */
function namesOf(values: readonly Value[]): readonly string[] {
  return tables.flatMap(([name, table]) => (values.every((value) => Object.hasOwn(table, value)) ? [name] : []));
}

describe('the labels', () => {
  test('have an enumeration for every list of words in the description of the API', () => {
    expect(shown.length).toBeGreaterThan(150);
    expect(shown.filter(({ values }) => namesOf(values).length === 0)).toEqual([]);
  });

  test('would be missed: a word that no enumeration has is found', () => {
    const added = enumerationsIn({ properties: { state: { type: 'string', enum: ['stopped', 'evaporated'] } } }, 'x');
    expect(added).toEqual([{ at: 'x/properties/state', values: ['stopped', 'evaporated'] }]);
    expect(namesOf(['stopped', 'evaporated'])).toEqual([]);
    expect(namesOf(['evaporated'])).toEqual([]);
  });

  test('have words for every fact that a notice, a timeline or the audit can name', () => {
    const types = KnownFact.options.flatMap((one) => one.options.map(({ shape }) => shape.type.value));
    expect(types.length).toBeGreaterThan(200);
    expect(Object.keys(labels['fact'] ?? {}).toSorted()).toEqual(types.toSorted());
  });

  test('have both languages for every value: Chinese in Chinese, English in plain ASCII that begins with a capital', () => {
    const wrong = tables.flatMap(([name, table]) =>
      Object.entries(table).flatMap(([value, { zh, en }]) => {
        const isChinese = /\p{Script=Han}/u.test(zh) && zh.trim() === zh;
        const isEnglish = /^[A-Z\x27][\x20-\x7e’]*$/.test(en) && !/\s$/.test(en);
        return isChinese && isEnglish ? [] : [`${name}.${value}: ${zh} / ${en}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('name no two values of one enumeration alike, unless they mean one thing', () => {
    const alike = tables.flatMap(([name, table]) =>
      Object.entries(Object.groupBy(Object.entries(table), ([, { zh }]) => zh)).flatMap(([zh, same = []]) =>
        same.length > 1 ? [`${name}: ${zh} (${same.map(([value]) => value).join(', ')})`] : [],
      ),
    );
    // a place and a reach are both all of the city; a trace of a fact in a second stream has the words of the fact
    const one = alike.filter((line) => !line.startsWith('place: 全市') && !line.startsWith('fact: '));
    expect(one.filter((line) => !line.startsWith('refusal: '))).toEqual([]);
  });

  test('take the words that the domain has already from there', () => {
    expect(labels['refusal']).toEqual(
      Object.fromEntries(refusalCodes.map((code) => [code, { zh: refusals[code].zh, en: refusals[code].en }])),
    );
    expect(labels['criterion']?.['two-card-amount']).toEqual({
      zh: criteria['two-card-amount'].zh,
      en: 'Two-card cases: the amount from which they arrest and prosecute',
    });
    expect(labels['offence']?.['fraud']?.zh).toBe(offences.fraud);
    expect(labels['resultCode']?.['1304']).toEqual({ zh: '超过允许的止付次数', en: 'Over the permitted number of stops' });
  });

  test.each([
    ['instruction', 'stop', '止付'],
    ['instruction', 'release', '解除止付'],
    ['instruction', 'renew', '续冻'],
    ['orderState', 'in-line', '轮候'],
    ['procedureTerm', 'prosecution-review', '审查起诉期限'],
    ['procedureTerm', 'supplement', '补充侦查期限'],
    ['listingStep', 'interview', '约谈'],
    ['measureStep', 'notice', '整改通知'],
    ['documentKind', 'filing-decision', '立案决定书'],
    ['district', 'haidian', '海淀区'],
  ])('%s %s is %s, as the field says', (enumeration, value, zh) => {
    expect(labels[enumeration]?.[value]?.zh).toBe(zh);
  });
});

describe('GET /v1/labels', () => {
  const api = createTestApi();
  const read = (headers: Record<string, string> = {}) => api.call(undefined, 'GET', '/v1/labels', { headers });

  test('gives the whole table to every caller, whatever language it asks for', async () => {
    const all = await read();
    expect(all).toMatchObject({ status: 200, body: { labels: { orderState: { stopped: { zh: '已止付', en: 'Stopped' } } } } });
    expect((await read({ 'accept-language': 'zh-CN' })).text).toBe(all.text);
  });

  test('answers a caller who has it with 304 and no body', async () => {
    const { headers, text } = await read();
    const etag = headers['etag'] ?? '';
    expect(etag).toMatch(/^"~[0-9a-f]{16}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect(await read({ 'if-none-match': known })).toMatchObject({ status: 304, text: '', headers: { etag } });
    for (const other of ['"other"', etag.slice(1, -1), ''])
      expect(await read({ 'if-none-match': other })).toMatchObject({ status: 200, text });
  });
});
