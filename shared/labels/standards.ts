import type * as z from 'zod';
import { keysOf } from '../kernel/lifecycle.ts';
import type { Grade, PolicyRow } from '../policy/values.ts';
import type { DecisionTaken, outcomes } from '../standards/decision/decision-model.ts';
import type { impactStates } from '../standards/impact/impact-model.ts';
import type { ProposalStatus } from '../standards/proposal/proposal-model.ts';
import { criteria, offences } from '../standards/standard/criteria.ts';
import type { ComparedField } from '../standards/standard/matrix.ts';
import { measureTexts } from '../standards/standard/measure-texts.ts';
import type { Standard } from '../standards/standard/model.ts';
import type { Operator } from '../standards/standard/rule.ts';
import { type LabelsOf, label, labelsFrom } from './label.ts';

/** The words of a table that has both. */
function fromTable<Name extends string>(table: Readonly<Record<Name, { readonly zh: string; readonly means: string }>>) {
  const inChinese = Object.fromEntries(keysOf(table).map((name) => [name, table[name].zh]));
  const inEnglish = new Map<string, string>(keysOf(table).map((name) => [name, table[name].means]));
  return labelsFrom(inChinese, (name) => inEnglish.get(name) ?? name);
}

/** The question on which places take different lines. */
export const criterion = fromTable(criteria);
export const measure = fromTable(measureTexts);

const offencesInEnglish: Readonly<Record<keyof typeof offences, string>> = {
  'aiding-network-crime': 'Aiding crime by information networks',
  'concealing-proceeds': 'Concealing the proceeds of crime',
  fraud: 'Fraud',
  'card-management': 'Hindering the management of credit cards',
  'illegal-network-use': 'Unlawful use of information networks',
};
export const offence = labelsFrom(offences, (name) => offencesInEnglish[name]);

export const operator = {
  gte: label('不少于', 'At least'),
  gt: label('大于', 'More than'),
  lte: label('不多于', 'At most'),
  lt: label('小于', 'Less than'),
  eq: label('等于', 'Exactly'),
  in: label('属于', 'One of'),
} as const satisfies LabelsOf<Operator>;

/** The kind of number that a measure is. */
export const measureKind = {
  fen: label('金额（分）', 'Money, in fen'),
  count: label('数量', 'Count'),
  'yes-no': label('是或否', 'Yes or no'),
  'one-of': label('选项之一', 'One of several words'),
} as const satisfies LabelsOf<'fen' | 'count' | 'yes-no' | 'one-of'>;

/** How well a figure or a rule is known. */
export const sourceGrade = {
  A: label('A：一手文本', 'A: read in a primary text'),
  B: label('B：两个以上独立来源', 'B: in two or more independent sources'),
  C: label('C：单一来源', 'C: in one source'),
  D: label('D：公开的银行端代码', 'D: in public bank-side code'),
  P: label('P：系统自定', 'P: our own choice'),
} as const satisfies LabelsOf<Grade>;

export const policyUnit = {
  milliseconds: label('毫秒', 'Milliseconds'),
  count: label('数量', 'Count'),
  fen: label('分', 'Fen'),
  months: label('月', 'Months'),
  days: label('天', 'Days'),
  bytes: label('字节', 'Bytes'),
  switch: label('开关', 'Switch'),
} as const satisfies LabelsOf<PolicyRow['unit']>;

/** What a standard says of a case. */
export const standardOutcome = {
  yes: label('达到标准', 'Yes'),
  no: label('未达到标准', 'No'),
  'cannot-tell': label('无法判断', 'Cannot tell'),
} as const satisfies LabelsOf<(typeof outcomes)[number]>;

export const decision = {
  pursued: label('追究', 'Pursued'),
  'not-pursued': label('不予追究', 'Not pursued'),
} as const satisfies LabelsOf<z.infer<typeof DecisionTaken>>;

/** Whose accounts a standard is about. */
export const accountOwner = {
  own: label('本人账户', "One's own"),
  others: label('他人账户', "Other people's"),
  company: label('单位账户', "A company's"),
} as const satisfies LabelsOf<Standard['accounts'][number]>;

export const standardField = {
  offence: label('罪名', 'Offence'),
  measure: label('度量指标', 'Measure'),
  threshold: label('起点', 'Threshold'),
  minimumTracedFen: label('查证属实的最低涉诈资金', 'Minimum traced to fraud'),
  accounts: label('账户归属', 'Whose accounts'),
  lawfulFundsDeducted: label('是否扣除合法资金', 'Whether lawful funds are deducted'),
  amount: label('数额规则', 'Rule of the amount'),
  knowledge: label('明知的认定', 'Knowledge'),
  consequences: label('严重后果的认定', 'Consequences'),
  exceptions: label('例外', 'Exceptions'),
} as const satisfies LabelsOf<ComparedField>;

export const proposalState = {
  proposed: label('已提出', 'Proposed'),
  consulting: label('征求意见', 'Consulting'),
  'in-force': label('已生效', 'In force'),
  lapsed: label('已失效', 'Lapsed'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<ProposalStatus>;

export const proposalAnswer = {
  adopted: label('采纳', 'Adopted'),
  declined: label('不采纳', 'Declined'),
} as const satisfies LabelsOf<'adopted' | 'declined'>;

export const impactState = {
  started: label('已开始', 'Started'),
  counting: label('测算中', 'Counting'),
  done: label('已完成', 'Done'),
  failed: label('失败', 'Failed'),
} as const satisfies LabelsOf<(typeof impactStates)[number]>;
