/** What the parts of a pasted line are about. */
export type Part = 'name' | 'number' | 'bank' | 'amount' | 'at' | 'serial' | 'none';

/** How people head a column or label a value in a chat, by what it is about. */
const words: readonly (readonly [Part, string])[] = [
  [
    'name',
    '户名|账户名称?|帐户名称?|账户姓名|账号名称|开户名|开户人|收款人姓名|收款人名称|收款人户名|收款人|收款户名|收款方名称|收款方户名|收款方|对方户名|对方姓名|对方名称|持卡人|持有人|姓名|名字|客户名称|客户姓名|account ?name|holder|payee|name',
  ],
  [
    'number',
    '收款账号|收款帐号|收款卡号|收款账户|收款人账号|收款方账号|对方账号|对方帐号|对方卡号|对方账户|涉案账号|涉案账户|涉案卡号|嫌疑人账号|银行卡号|银行账号|银行帐号|银行卡|账号|帐号|卡号|账户|帐户|账户号|支付宝账号|支付宝|微信号|account ?(?:number|no\\.?)|account|card ?(?:number|no\\.?)|card',
  ],
  [
    'bank',
    '开户行名称|开户行|开户银行|收款银行|收款行|收款人开户行|收款方银行|所属银行|所属机构|对方银行|对方开户行|对方行名|银行名称|行名|银行|机构|bank ?name|bank',
  ],
  ['amount', '转账金额|交易金额|汇款金额|涉案金额|转入金额|转出金额|被骗金额|金额|amount|sum'],
  ['at', '转账日期|交易日期|汇款日期|转账时间|交易时间|汇款时间|入账时间|时间|日期|time|date'],
  ['serial', '交易流水号|银行流水号|交易流水|流水号|流水|serial'],
  ['none', '序号|编号|备注|no\\.?|#'],
];

const UNIT = '(?:\\((?:元|人民币|人民币元|cny|yuan|万元)\\))?';
const heads = words.map(([part, said]) => [part, new RegExp(`^(?:${said})${UNIT}$`, 'iu')] as const);
const before = words.map(([part, said]) => [part, new RegExp(`(?:${said})${UNIT}\\s*[:=]\\s*`, 'giu')] as const);

/** What a column is about that is headed so. */
export function headOf(cell: string): Part | undefined {
  const said = cell.replaceAll(/[\s:*]/gu, '');
  return heads.find(([, head]) => head.test(said))?.[0];
}

export interface Labelled {
  readonly part: Part;
  readonly value: string;
}

/**
 * A line in its labelled values, as `户名：张三 账号：6222…`; what stands before the first label has none.
 *
 * @param line in plain signs (NFKC)
 */
export function labelledIn(line: string): { readonly loose: string; readonly labelled: readonly Labelled[] } {
  const found = before.flatMap(([part, label]) =>
    [...line.matchAll(label)].map((match) => ({ part, from: match.index, to: match.index + match[0].length })),
  );
  // 收款人账号 holds 账号: of labels that overlap the one that begins first counts.
  const labels = found
    .toSorted((one, other) => one.from - other.from || other.to - one.to)
    .filter(({ to }, i, all) => all.slice(0, i).every((earlier) => earlier.to < to));
  const labelled = labels.map(({ part, to }, i) => ({ part, value: tidy(line.slice(to, labels[i + 1]?.from ?? line.length)) }));
  return { loose: line.slice(0, labels[0]?.from ?? line.length), labelled };
}

const tidy = (value: string): string =>
  value
    .trim()
    .replace(/^[,;、。]+|[,;、。]+$/gu, '')
    .trim();

/** An ordinal before a line: `1.`, `(2)`, `3、`, ①. */
export const withoutOrdinal = (line: string): string =>
  line.replace(/^\s*[①-⑳]\s*/u, '').replace(/^\s*(?:[((]\d{1,3}[))]|\d{1,3}(?:[、))]|[.．](?!\d)))\s*/u, '');
