import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankNamed } from '../../console/paste/bank-names.ts';
import { momentIn } from '../../console/paste/moment.ts';
import { isCardNumber, isIdentityNumber } from '../../console/paste/number.ts';
import { readPasted } from '../../console/paste/read-pasted.ts';
import { seedBanks } from '../../local/seed/agencies.ts';

/** 14:30 in Beijing. */
const now = '2026-11-27T06:30:00Z';
const read = (text: string) => readPasted(text, { banks: seedBanks, now });
const one = (text: string) => {
  const { accounts, left } = read(text);
  expect(left).toEqual([]);
  expect(accounts).toHaveLength(1);
  const [account] = accounts;
  return { ...account?.values, doubts: account?.doubts, rest: account?.rest };
};

const clean = {
  name: '张伟民',
  number: '6222000000000000911',
  bank: '京华银行',
  amount: '12,000.50',
  at: '2026-11-27T14:02:00',
  doubts: {},
  rest: [],
};

describe('a pasted line', () => {
  test.each([
    ['tabs', '张伟民\t6222000000000000911\t京华银行\t12000.50\t2026-11-27 14:02'],
    ['commas of a file', '"张伟民","6222000000000000911","京华银行","12,000.50","2026-11-27 14:02:00"'],
    ['Chinese commas', '张伟民，6222000000000000911，京华银行，12000.50元，2026年11月27日14时02分'],
    ['spaces, another order', '京华银行 2026/11/27 14:02 ¥12,000.50 6222000000000000911 张伟民'],
    ['a number as on the card', '张伟民 6222 0000 0000 0000 911 京华银行 12000.50元 2026-11-27 14:02'],
    ['a number with dashes', '张伟民 6222-0000-0000-0000-911 京华银行 12000.50元 11月27日14时02分'],
    [
      'full-width signs',
      '张伟民　６２２２００００００００００００９１１　京华银行　￥１２，０００．５０　２０２６－１１－２７　１４：０２',
    ],
    ['labels', '户名：张伟民 账号：6222000000000000911 开户行：京华银行 金额：1.20005万 时间：2026-11-27 14:02'],
    ['an ordinal', '③ 张伟民 6222000000000000911 京华银行 12000.50 2026-11-27 14:02'],
    ['an ordinal with a dot', '3. 张伟民 6222000000000000911 京华银行 12000.50 2026-11-27 14:02'],
    ['a bar', '张伟民|6222000000000000911|京华银行|12000.50|2026-11-27T14:02:00+08:00'],
    ['words', '转给张伟民 京华银行 6222000000000000911 转账 12000.50元 2026.11.27 下午2点02分'],
    ['zero-width signs', '张伟民\u200b 6222000000000000911\ufeff 京华银行 12000.50 2026-11-27 14:02'],
  ])('is read with %s', (_, line) => {
    expect(one(line)).toEqual(clean);
  });

  test('keeps the branch with the bank', () => {
    expect(one('张伟民 6222000000000000911 承德银行海淀支行 5000 2026-11-27 14:02')).toMatchObject({ bank: '承德银行海淀支行' });
  });

  test('is parted between name and bank without a space', () => {
    expect(one('张伟民京华银行6222000000000000911 5000元 2026-11-27 14:02')).toMatchObject({ name: '张伟民', bank: '京华银行' });
  });

  test.each([
    ['1.2万', '12,000.00'],
    ['3千元', '3,000.00'],
    ['2w', '20,000.00'],
    ['5k', '5,000.00'],
    ['0.05亿', '5,000,000.00'],
    ['人民币 800 元整', '800.00'],
    ['RMB 99.5', '99.50'],
    ['100块', '100.00'],
    ['88', '88.00'],
    ['12,345', '12,345.00'],
  ])('has %s as a sum', (sum, amount) => {
    expect(one(`张伟民 6222000000000000911 京华银行 ${sum} 2026-11-27 14:02`)).toMatchObject({ amount });
  });

  test('has a doubt where two numbers could be the account, and shows the other', () => {
    expect(one('张伟民 6222000000000000911 6222000000000000912 京华银行 88 14:02')).toMatchObject({
      number: '6222000000000000911',
      doubts: { number: 'several' },
      rest: ['6222000000000000912'],
    });
  });

  test('does not take an identity number for an account', () => {
    expect(one('张伟民 11010519491231002X 6222000000000000911 京华银行 88 14:02')).toMatchObject({
      number: '6222000000000000911',
    });
    expect(one('张伟民 11010519491231002X 京华银行 88 14:02').doubts).toMatchObject({ number: 'identity' });
  });

  test('does not take the sum behind a card of 16 digits into the number', () => {
    expect(one('4111 1111 1111 1111 500 京华银行 14:02')).toMatchObject({
      ...{ number: '4111111111111111', amount: '500.00' },
      doubts: { number: 'last-group' },
    });
  });

  test('marks a masked name, and two names', () => {
    expect(one('张*民 6222000000000000911 京华银行 88 2026-11-27 14:02').doubts).toEqual({ name: 'masked' });
    expect(one('张伟民 李小燕 6222000000000000911 京华银行 88 2026-11-27 14:02')).toMatchObject({
      doubts: { name: 'several' },
      rest: ['李小燕'],
    });
  });

  test('takes a telephone number or a name of letters and digits for the account at a payment institution', () => {
    expect(one('张伟民 13800000000 汇路支付 500元 14:02')).toMatchObject({ number: '13800000000', bank: '汇路支付' });
    expect(one('张伟民 wallet2026a 汇路支付 500元 14:02')).toMatchObject({ number: 'wallet2026a' });
    expect(one('张伟民 zhang@example.com 汇路支付 500元 14:02')).toMatchObject({ number: 'zhang@example.com' });
  });
});

describe('a pasted text', () => {
  test('is read by the heads of its columns', () => {
    const { accounts, heads } = read(
      '序号\t交易日期\t交易时间\t对方户名\t对方账号\t对方开户行\t金额（元）\n1\t2026-11-27\t14:02:05\t张伟民\t6222000000000000911\t京华银行\t12000\n2\t2026-11-27\t14:03\t\t110060224\t燕京银行\t3,000.00',
    );
    expect(heads).toHaveLength(1);
    expect(accounts.map(({ values }) => values)).toEqual([
      { at: '2026-11-27T14:02:05', name: '张伟民', number: '6222000000000000911', bank: '京华银行', amount: '12,000.00' },
      { at: '2026-11-27T14:03:00', number: '110060224', bank: '燕京银行', amount: '3,000.00' },
    ]);
  });

  test('is read where an account is told line by line', () => {
    const { accounts, left } = read(
      '户名：张伟民\n卡号：6222 0000 0000 0000 911\n开户行：京华银行\n转账金额：12000元\n时间：14:02\n户名：李小燕\n卡号：6222000000000000912\n\n户名：没有账号',
    );
    expect(accounts.map(({ values: { name, number }, source }) => [name, number, source.length])).toEqual([
      ['张伟民', '6222000000000000911', 5],
      ['李小燕', '6222000000000000912', 2],
    ]);
    expect(left).toEqual(['户名：没有账号']);
  });

  test('of numbers alone is an account each', () => {
    expect(read('6222000000000000911，6222000000000000912').accounts.map(({ values }) => values)).toEqual([
      { number: '6222000000000000911' },
      { number: '6222000000000000912' },
    ]);
  });

  test('keeps the lines that it does not understand', () => {
    const { accounts, left } = read('高警官 2026-11-27 14:10\n张伟民 6222000000000000911 京华银行 88 14:02\n快，人要走了');
    expect(accounts).toHaveLength(1);
    expect(left).toEqual(['高警官 2026-11-27 14:10', '快，人要走了']);
  });
});

describe('a moment', () => {
  test.each([
    ['14:02', '2026-11-27T14:02:00', true],
    ['14:45', '2026-11-26T14:45:00', true],
    ['昨天23:50', '2026-11-26T23:50:00', false],
    ['昨晚11点半', '2026-11-26T23:30:00', false],
    ['今天下午1点', '2026-11-27T13:00:00', false],
    ['11-27 13:59', '2026-11-27T13:59:00', false],
    ['12月1日 10:00', '2025-12-01T10:00:00', true],
    ['20261127140205', '2026-11-27T14:02:05', false],
    ['2026-11-27T06:02:00Z', '2026-11-27T14:02:00', false],
    ['2026-11-27', '2026-11-27', false],
  ])('%s', (text, wall, dayGuessed) => {
    expect(momentIn(text, now)).toMatchObject({ wall, dayGuessed });
  });

  test.each(['25:00', '14:61', '2026-13-01 10', '12.5', '6222-0000-1127'])('%s is none', (text) => {
    expect(momentIn(text, now)).toBeUndefined();
  });
});

describe('a bank', () => {
  test.each([
    ['京华银行', 'jinghua', false],
    ['京华银行海淀支行', 'jinghua', false],
    ['京华', 'jinghua', false],
    ['京华行', 'jinghua', false],
    ['京行', 'jinghua', true],
    ['燕行', 'yanjing', true],
    ['军都农商', 'jundu', false],
    ['军都农商行', 'jundu', false],
    ['汇路', 'payway', false],
    ['jinghua', 'jinghua', false],
    ['北京京华银行股份有限公司', 'jinghua', false],
  ])('%s', (words, bankId, guessed) => {
    expect(bankNamed(words, seedBanks)).toEqual({ bankId, guessed });
  });

  test('is not guessed where two are meant, or none', () => {
    expect(bankNamed('某某银行', seedBanks)).toBeUndefined();
    expect(bankNamed('银行', seedBanks)).toBeUndefined();
    expect(bankNamed('', seedBanks)).toBeUndefined();
    const banks = [
      { bankId: 'one', name: '工商银行' },
      { bankId: 'two', name: '工业银行' },
    ];
    expect(bankNamed('工行', banks)).toBeUndefined();
    expect(bankNamed('工行', [{ bankId: 'one', name: '中国工商银行' }])).toEqual({ bankId: 'one', guessed: true });
  });
});

describe('hints', () => {
  test('the check digit of a card', () => {
    expect(isCardNumber('4111111111111111')).toBe(true);
    expect(isCardNumber('4111111111111112')).toBe(false);
  });
  test('the check digit of an identity number', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
    expect(isIdentityNumber('110105194912310021')).toBe(false);
  });
});

const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 19 })
  .map((all) => `62${all.join('').slice(2)}`);
const printed = (number: string) => number.replaceAll(/(.{4})(?=.)/g, '$1 ');
const fields = fc.record({
  name: fc.constantFrom('张伟民', '李小燕', '欧阳建国', '海淀区兴旺商贸有限公司'),
  number: digits.filter((number) => !isIdentityNumber(number)),
  bank: fc.constantFrom(...seedBanks.map(({ name }) => name)),
  fen: fc.integer({ min: 1, max: 99_999_999 }),
  minute: fc.integer({ min: 0, max: 59 }),
});
const yuan = (fen: number) => (fen / 100).toFixed(2);
const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });

describe('whatever is pasted', () => {
  test('an account is read in any order of its parts, by any separator', () => {
    fc.assert(
      fc.property(
        fields,
        order,
        fc.constantFrom('\t', ' ', ', ', '，', '；', ' | ', '  '),
        fc.boolean(),
        (account, places, separator, isPrinted) => {
          const { name, number, bank, fen, minute } = account;
          const at = `2026-11-27 13:${String(minute).padStart(2, '0')}`;
          const parts = [name, isPrinted ? printed(number) : number, bank, `${yuan(fen)}元`, at];
          const line = places.map((place) => parts[place]).join(separator);
          const { accounts, left } = read(line);
          expect(left).toEqual([]);
          expect(accounts.map(({ values }) => values)).toEqual([
            { name, bank, at: `${at.replace(' ', 'T')}:00`, amount: expect.stringMatching(/\.\d\d$/), number },
          ]);
          expect(accounts[0]?.values.amount?.replaceAll(',', '')).toBe(yuan(fen));
        },
      ),
    );
  });

  test('no line is lost: each is of an account, left, or the head of columns', () => {
    const word = fc.constantFrom(
      '张伟民',
      '6222000000000000911',
      '户名：',
      '账号',
      '14:02',
      '1.2万',
      '\t',
      ' ',
      '京华银行',
      '\n',
      '，',
      '?',
      '2026-11-27',
      ':',
      '"',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const { accounts, left, heads } = read(pasted);
        const told = [...accounts.flatMap(({ source }) => source), ...left, ...heads];
        for (const line of pasted.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/u)) {
          if (line.trim() !== '') expect(told).toContain(line);
        }
        for (const { values } of accounts) expect(values.number).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test('no digit of a line with an account is lost', () => {
    const piece = fc.oneof(
      fc.constantFrom('张伟民', '京华银行', '备用', '¥', '元', '万'),
      fc.nat({ max: 10 ** 9 }).map(String),
      digits,
    );
    fc.assert(
      fc.property(digits, fc.array(piece, { maxLength: 6 }), (number, pieces) => {
        const line = [number, ...pieces].join(' , ');
        const said = read(line).accounts.flatMap(({ values, rest }) => [...rest, ...Object.values(values)]);
        for (const one of [number, ...pieces].filter((each) => /^\d{11,}$/.test(each))) expect(said).toContain(one);
      }),
    );
  });
});
