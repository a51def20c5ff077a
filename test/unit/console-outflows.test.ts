import { describe, expect, test } from 'vitest';
import { readOutflows } from '../../console/bank/outflow-lines.ts';

const banks = [
  { bankId: 'jinghua', name: '京华银行' },
  { bankId: 'yanjing', name: '燕京银行' },
  { bankId: 'chengde', name: '承德银行' },
];
/** 10:00 in Beijing, on the second of January. */
const knows = { banks, now: '2027-01-02T02:00:00.000Z' };
const read = (text: string) => readOutflows(text, knows);
const only = (text: string) => {
  const [first, ...others] = read(text).outflows;
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} lines were read`);
  return first;
};
const flow = {
  bankId: 'yanjing',
  accountName: '刘晓明',
  accountNumber: '6222000000000000912',
  amountFen: 3_000_000,
  at: '2027-01-02T01:31:05Z',
};

describe('a pasted outflow', () => {
  test.each([
    ['tabs', '燕京银行\t刘晓明\t6222000000000000912\t30000.00\t2027-01-02 09:31:05'],
    ['commas', '刘晓明,6222000000000000912,燕京银行,"30,000.00",2027/1/2 9:31:05'],
    ['spaces, in another order', '2027-01-02 09:31:05 30,000元 刘晓明 6222 0000 0000 0000 912 燕京银行'],
    [
      'full-width digits',
      '燕京银行 刘晓明 ６２２２００００００００００００９１２ ￥３００００ ２０２７－０１－０２ ０９：３１：０５',
    ],
    ['万 and a Chinese moment', '燕京银行　刘晓明　6222000000000000912　3万元　2027年1月2日9时31分5秒'],
    ['labels', '户名：刘晓明 账号：6222000000000000912 开户行：燕京银行 金额：3万 时间：2027-01-02 09:31:05'],
  ])('is read from %s', (_, line) => {
    expect(only(line)).toMatchObject({ outflow: flow, doubts: [] });
  });

  test('without a year, or without a day, is the last such time, and says so', () => {
    const line = (moment: string) => only(`燕京银行 刘晓明 6222000000000000912 3万 ${moment}`);
    expect(line('12月31日23:59:30')).toMatchObject({
      outflow: { at: '2026-12-31T15:59:30Z' },
      doubts: [{ member: 'at', why: 'day' }],
    });
    expect(line('1月2日9时31分5秒')).toMatchObject({ outflow: { at: flow.at }, doubts: [] });
    expect(line('09:31:05')).toMatchObject({ outflow: { at: flow.at }, doubts: [{ member: 'at', why: 'day' }] });
    expect(line('昨天下午3点20分')).toMatchObject({ outflow: { at: '2027-01-01T07:20:00Z' } });
  });

  test('of a sheet with heads of columns is read by them, and the rest stands in the remark', () => {
    const { outflows, heads } = read(
      '对方银行\t对方户名\t对方账号\t交易金额\t交易时间\t备注\n燕京银行\t刘晓明\t6222000000000000912\t30000\t2027-01-02 09:31:05\t网银转账',
    );
    expect(heads).toHaveLength(1);
    expect(outflows).toMatchObject([{ outflow: { ...flow, remark: '网银转账' }, doubts: [] }]);
  });

  test('at a bank that is not registered keeps the name of the bank, and what is missing is said', () => {
    expect(only('无名银行 刘晓明 6222000000000000912 3万 2027-01-02 09:31:05')).toMatchObject({
      outflow: { accountNumber: flow.accountNumber, remark: '无名银行' },
      doubts: [{ member: 'bank', why: 'unknown' }],
    });
    expect(only('燕京银行 刘晓明 6222000000000000912')).toMatchObject({
      doubts: [
        { member: 'amount', why: 'missing' },
        { member: 'at', why: 'missing' },
      ],
    });
    expect(only('燕京银行 刘晓明 6222000000000000912 3万 2027-01-02')).toMatchObject({
      outflow: { remark: '2027-01-02' },
      doubts: [{ member: 'at', why: 'missing' }],
    });
  });

  test.each([
    ['ATM取现 20000元 2027-01-02 09:33:40 海淀支行 ATM 0107', 'cash', 2_000_000],
    ['POS消费 5,000.00 2027-01-02 09:33:40 某商户', 'card-payment', 500_000],
    ['转至微信零钱 1.5万 1月2日9点33分40秒', 'wallet', 1_500_000],
    ['购买USDT 8万 1月2日 09:33:40', 'virtual-currency', 8_000_000],
  ])('that went to no account at a bank says how it left: %s', (line, means, amountFen) => {
    const { outflow } = only(line);
    expect(outflow).toMatchObject({ means, amountFen, at: '2027-01-02T01:33:40Z' });
    expect(outflow.remark).toBe(line);
    expect(outflow).not.toHaveProperty('accountNumber');
  });
});

describe('nothing that was pasted', () => {
  test('is dropped: a line of which nothing is read is an outflow with the line as its remark', () => {
    expect(only('客户称不知情')).toEqual({
      outflow: { means: 'other', remark: '客户称不知情' },
      doubts: [{ why: 'not-read' }],
      source: ['客户称不知情'],
    });
  });

  test('is lost among other lines: each line is in one outflow', () => {
    const lines = [
      '燕京银行 刘晓明 6222000000000000912 3万 2027-01-02 09:31:05',
      '取现 2万 1月2日 09:33',
      '？？',
      '承德银行 6222000000000000913 5000 09:40',
    ];
    const told = read(lines.join('\r\n')).outflows.flatMap(({ source }) => source);
    expect(told.toSorted()).toEqual(lines.toSorted());
  });

  test('is read where nothing was pasted', () => {
    expect(read(' \n\t\n')).toEqual({ outflows: [], heads: [] });
  });
});
