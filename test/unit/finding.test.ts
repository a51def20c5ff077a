import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesOf, entryId, FindEntries, type FindEntry, keepFind, type Naming } from '../../shared/finding/entry.ts';
import { LONGEST_PREFIX, markKey, placeOfName, plainName } from '../../shared/finding/marks.ts';
import { questionOf } from '../../shared/finding/question.ts';
import { needsOwnEntry, scopeFor, scopesOf } from '../../shared/finding/scope.ts';
import { noteSearch, Searches, searchesId } from '../../shared/finding/search-log.ts';
import { through } from '../../shared/journal/keys.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { idPrefixes, makeId } from '../../shared/kernel/ids.ts';
import { chaoyang, city, haidian, prosecutor } from '../support/case-samples.ts';
import { hour, id, minute, T0 } from '../support/samples.ts';

const secret = 'a key of tests';

/** Why a text is looked for, or the refusal. */
function readingsOf(typed: string): readonly string[] | string {
  const question = questionOf(typed);
  return question.kind === 'refusal' ? question.code : question.sought.map(({ by }) => by);
}

function sought(typed: string) {
  const question = questionOf(typed);
  return question.kind === 'refusal' ? question.code : question.sought;
}

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (sign) => (/[0-9A-Za-z-]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign));

describe('a text that is looked for', () => {
  test.each([
    [id('ord', 1), ['id']],
    [` ${id('cas', 1).toLowerCase()}\r\n`, ['id']],
    ['HD-261122-7K3Q9M', ['reference']],
    ['c－hd－261122－7k3q9m', ['reference']],
    ['L HD 261122 7K3Q9M', ['reference']],
    ['HS-261122-7K3Q9M', ['reference']],
    ['yy 261122 7k3q9m', ['reference']],
    ['R-HD-261122-7K3Q9M', ['reference']],
    [id('obj', 1), ['id']],
    [id('ret', 1), ['id']],
    ['京公海立字〔2026〕1号', ['case-number']],
    ['A1101082026110001', ['case-number']],
    ['13912345678', ['case-number', 'phone', 'account-number']],
    ['010-8888 6666', ['case-number', 'phone', 'account-number']],
    ['11010519491231002x', ['case-number', 'id-number', 'account-number']],
    ['6222 0202 0000 0000 001', ['case-number', 'account-number']],
    ['E12345678', ['case-number', 'id-number', 'account-number']],
    ['王小', ['name']],
    ['阿不都·热合曼', ['name']],
    ['Li Wei', ['name']],
    ['zhangsan', ['name', 'account-number']],
    ['7天酒店', ['case-number', 'name']],
  ])('%j can be %j', (typed, readings) => {
    expect(readingsOf(typed)).toEqual(readings);
  });

  test.each(['', ' ', '王', 'a', '12345', '1 2-3', '·', '\u200b\u200b', '！？'])('%j is too short', (typed) => {
    expect(readingsOf(typed)).toBe('SEARCH_TOO_SHORT');
  });

  test('is the same in every spelling', () => {
    const spelled = fc.constantFrom(
      '13912345678',
      '6222020200000000001',
      '11010519491231002X',
      'HD-261122-7K3Q9M',
      id('ord', 7),
      'LiWei',
      '王小明',
    );
    const noise = fc.constantFrom(
      (text: string) => wide(text),
      (text: string) => ` ${text}\r\n`,
      (text: string) => text.toLowerCase(),
      (text: string) => text.toUpperCase(),
      (text: string) => `\u200b${text}\u202c`,
      (text: string) => text.replaceAll('-', '‐'),
    );
    fc.assert(
      fc.property(spelled, fc.array(noise, { maxLength: 4 }), (text, noises) => {
        const typed = noises.reduce((so, make) => make(so), text);
        expect(sought(typed), typed).toEqual(sought(text));
      }),
    );
    expect(sought('6222-0202 0000·0000 001')).toEqual(
      expect.arrayContaining([{ by: 'account-number', plain: '6222020200000000001' }]),
    );
    expect(sought('+86 139-1234-5678')).toEqual(expect.arrayContaining([{ by: 'phone', plain: '13912345678' }]));
  });

  test('is read or refused, whatever it is', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[0-9A-Za-z _-]*$/),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const readings = readingsOf(text);
        expect(readings === 'SEARCH_TOO_SHORT' || readings.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('says nothing of a person exactly where it is an id, a reference or plainly the number of a filing', () => {
    const personal = (typed: string) => {
      const question = questionOf(typed);
      return question.kind === 'refusal' ? undefined : question.isPersonal;
    };
    for (const typed of [
      ...[id('alt', 1), 'HD-261122-7K3Q9M', 'A1101082026110001', 'A1101081234562026110001'],
      ...['京公海立字〔2026〕1号', '京公（海）立字[2026]第 12345 号', '海公（刑）立字（２０２６）１２３号', '京公海立字20261号'],
    ])
      expect(personal(typed), typed).toBe(false);
    for (const typed of [
      '13912345678',
      '11010519491231002X',
      '6222020200000000001',
      '王小明',
      '7天酒店',
      'zhangsan',
      'E12345678',
      // a number of a person or an account in the dress of a filing
      ...[
        '13912345678号',
        '139 1234 5678 号',
        '１３９１２３４５６７８号',
        '京公海立字13912345678号',
        '立字139-1234-5678',
        '字11010519491231002X号',
      ],
      ...['京公海立字〔2026〕13912345678号', '京公海立字2026-139-1234-5678', '王小明字1号', '京公海立字〔2026〕1号13912345678'],
      ...['A110105194912310021', 'A6222020200000000001', 'A13912345678123', 'A622202020000000000'],
      // too long for any other number
      '6222020200000000001'.repeat(3),
    ])
      expect(personal(typed), typed).toBe(true);
  });

  test('is an id only of a kind that is found', () => {
    const at = Date.parse(T0);
    const kinds = Object.values(idPrefixes).filter(
      (prefix) => readingsOf(makeId(prefix, at, () => new Uint8Array(10)))[0] === 'id',
    );
    expect(kinds).toEqual(['alt', 'frq', 'ord', 'cas', 'cst', 'lst', 'ret', 'obj', 'wrn', 'ble', 'col', 'cmp', 'led']);
  });
});

const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('王', '小', '明', '红', '阿', '不', '都', '·'), minLength: 2, maxLength: 24 }),
  fc.string({ unit: fc.constantFrom('a', 'B', 'c', ' ', '-'), minLength: 2, maxLength: 24 }),
);

describe('the place of a name', () => {
  test('begins with that of another exactly if the name begins with the other, as far as the index tells them apart', () => {
    fc.assert(
      fc.property(name, name, fc.nat(24), (whole, other, cut) => {
        const begun = [...plainName(whole)].slice(0, Math.max(2, cut)).join('');
        for (const text of [begun, other]) {
          const [place, asked] = [placeOfName(secret, whole), placeOfName(secret, text)];
          if (place === undefined || asked === undefined) continue;
          const inRange =
            asked.first === place.first && `${place.chain}!` >= asked.chain && `${place.chain}!` <= through(asked.chain);
          const seen = [...plainName(text)].slice(0, LONGEST_PREFIX).join('');
          expect(inRange, `${text} of ${whole}`).toBe(plainName(whole).startsWith(seen));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is the same in every spelling, and tells no name', () => {
    expect(placeOfName(secret, '阿不都·热合曼')).toEqual(placeOfName(secret, ' 阿不都．热合曼 '));
    expect(placeOfName(secret, 'Li  Wei')).toEqual(placeOfName(secret, 'ＬＩＷＥＩ'));
    expect(placeOfName(secret, '王小明')).not.toEqual(placeOfName('another key', '王小明'));
    expect(placeOfName(secret, '王小明')?.chain).toMatch(/^[\w-]{6}$/);
    expect(placeOfName(secret, '某'.repeat(2).concat('公司'.repeat(40)))?.chain).toHaveLength(6 * (LONGEST_PREFIX - 2));
  });

  test.each(['王', '', '·', '不详', 'unknown', 'N/A'])('%j has none', (said) => {
    expect(placeOfName(secret, said)).toBeUndefined();
  });
});

describe('a mark', () => {
  test.each([
    ['phone', '+86 139-1234-5678', '13912345678'],
    ['id-number', '11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ'],
    ['account-number', '6222-0202 0000', '62220202 0000'],
  ] as const)('%s has one hash in every spelling', (mark, one, other) => {
    expect(markKey(secret, mark, one)).toBe(markKey(secret, mark, other));
    expect(markKey(secret, mark, one)).toMatch(/^[\w-]{22}$/);
  });

  test('is kept apart from the same number as another mark, and a placeholder has none', () => {
    expect(markKey(secret, 'phone', '13912345678')).not.toBe(markKey(secret, 'account-number', '13912345678'));
    expect(markKey(secret, 'account-number', '000000')).toBeUndefined();
    expect(markKey(secret, 'id-number', '无')).toBeUndefined();
  });
});

describe('the entries of a thing', () => {
  const naming: Naming = { since: minute(1), name: '王小明', number: { mark: 'account-number', value: '6222020200000000001' } };
  const order = { kind: 'order', id: id('ord', 1) } as const;
  const [entry] = entriesOf(secret, order, [naming], ['d:haidian']);
  if (entry === undefined) throw new Error('there is no entry');

  test('stand once in each scope, each mark in an index of its own, and hold no mark', () => {
    const entries = entriesOf(secret, order, [naming], ['d:haidian', 'a:police-chaoyang']);
    expect(entries.map(entryId)).toEqual([`${order.id}:d:haidian`, `${order.id}:a:police-chaoyang`]);
    const view = FindEntries.index(entry);
    expect(Object.keys(view.entries).toSorted()).toEqual(['file', 'listing']);
    expect(view.card).toEqual({ id: order.id });
    expect(JSON.stringify([entries, view])).not.toMatch(/王|6222/);
  });

  test('of a person of a case are found by phone, too; what gives no mark has none', () => {
    const person: Naming = { item: id('itm', 1), since: T0, name: '某', phone: '13912345678' };
    const [only] = entriesOf(secret, { kind: 'case', id: id('cas', 1) }, [person, { since: T0, name: '无' }], ['d:haidian']);
    expect(Object.keys(FindEntries.index(only ?? entry).entries)).toEqual(['inbox']);
  });

  test('are made once: the same news again brings no fact, a moved case brings one', () => {
    const [made] = keepFind(undefined, entry, order.id, T0);
    expect(made).toEqual({ type: 'find-entry.entered', data: { at: T0, entry } });
    const state = made === undefined ? undefined : FindEntries.evolve(undefined, made);
    expect(keepFind(state, entry, order.id, hour(1))).toEqual([]);
    const moved: FindEntry = { ...entry, id: id('ord', 2) };
    expect(keepFind(state, moved, moved.id, hour(1))).toEqual([
      { type: 'find-entry.entered', data: { at: hour(1), entry: moved } },
    ]);
  });

  test('are closed once, by their own thing alone; then no index has them, and they can be made again', () => {
    const [closed] = keepFind(entry, undefined, order.id, T0);
    expect(closed).toEqual({ type: 'find-entry.closed', data: { at: T0 } });
    const after = closed === undefined ? undefined : FindEntries.evolve(entry, closed);
    expect(after === undefined ? undefined : FindEntries.index(after).entries).toEqual({});
    for (const before of [undefined, after]) expect(keepFind(before, undefined, order.id, T0)).toEqual([]);
    expect(keepFind(entry, undefined, id('ord', 2), T0)).toEqual([]);
    expect(keepFind(after, entry, order.id, T0)).toHaveLength(1);
  });

  test('put the newest first, and a name before those that go on', () => {
    const keyOf = (said: string, since: string) =>
      entriesOf(secret, order, [{ since, name: said }], ['d:haidian']).map(
        (one) => FindEntries.index(one).entries.listing?.sk,
      )[0] ?? '';
    const keys = [keyOf('王小明', hour(2)), keyOf('王小明', T0), keyOf('王小明明', hour(3))];
    expect(keys.toSorted()).toEqual(keys);
  });
});

describe('a scope', () => {
  const actors: readonly Actor[] = [haidian, chaoyang, city, prosecutor];

  test('of a thing is one of those that the caller reads', () => {
    fc.assert(
      fc.property(fc.constantFrom(...actors), fc.constantFrom(...districts), (actor, district) => {
        expect(scopesOf(actor)).toContain(scopeFor(actor, { district }));
        expect(scopesOf(actor)).toContain(scopeFor(actor, { district, alsoReadBy: ['haidian', 'miyun'] }));
      }),
    );
    expect(scopesOf(city)).toHaveLength(districts.length);
  });

  test('is an entry more exactly for agencies whose people are not police of the district', () => {
    expect(needsOwnEntry({ kind: 'police', district: 'haidian' }, ['haidian'])).toBe(false);
    expect(needsOwnEntry({ kind: 'police' }, ['haidian'])).toBe(false);
    expect(needsOwnEntry({ kind: 'police', district: 'chaoyang' }, ['haidian'])).toBe(true);
    expect(needsOwnEntry({ kind: 'procuratorate', district: 'haidian' }, ['haidian'])).toBe(true);
    expect(needsOwnEntry({ kind: 'regulator' }, ['haidian'])).toBe(false);
    expect(needsOwnEntry(undefined, ['haidian'])).toBe(true);
  });
});

describe('the record of a search', () => {
  const made = (plain: string) =>
    noteSearch({ what: 'search', sought: [{ by: 'phone', plain }], shown: 2, before: 0 }, secret, {
      now: minute(5),
      actor: haidian,
    });

  test('says who looked for which marks and how much was shown, and keeps a keyed hash of the rest', () => {
    const { data } = made('13912345678');
    expect(data).toMatchObject({ agency: haidian.agency, subject: haidian.subject, what: 'search', marks: ['phone'], shown: 2 });
    expect(data.sought).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(data)).not.toContain('13912345678');
    expect(made('13912345678').data.sought).toBe(data.sought);
    expect(made('13912345679').data.sought).not.toBe(data.sought);
  });

  test('stands with those of the agency and the Beijing day, each person in one of sixteen streams', () => {
    const ids = new Set(
      Array.from({ length: 200 }, (_, n) => searchesId({ ...haidian, subject: `p${n}` }, '2026-11-22T17:00:00.000Z')),
    );
    expect(ids.size).toBe(16);
    for (const one of ids) expect(one).toMatch(/^police-haidian:2026-11-23:(?:[0-9]|1[0-5])$/);
    const state = [made('13912345678'), made('1')].reduce(
      (before: Parameters<typeof Searches.evolve>[0], one) => Searches.evolve(before, one),
      undefined,
    );
    expect(state).toEqual({ agency: haidian.agency, day: '2026-11-22', count: 2 });
  });
});
