import * as z from 'zod';
import { keysOf } from '../kernel/lifecycle.ts';

/**
 * What can be said of a case's facts in numbers. `fen`: money in fen · `count`: how many · `yes-no`: true or false · the others: one
 * of the words listed.
 */
export type MeasureKind = 'fen' | 'count' | 'yes-no' | readonly [string, ...string[]];

interface Measure {
  readonly kind: MeasureKind;
  readonly zh: string;
  readonly means: string;
  /** Lawful funds count against it where a standard deducts them. */
  readonly isFlow?: true;
}

const fen = (zh: string, means: string) => ({ kind: 'fen', zh, means }) as const;
const flow = (zh: string, means: string) => ({ kind: 'fen', zh, means, isFlow: true }) as const;
const count = (zh: string, means: string) => ({ kind: 'count', zh, means }) as const;
const yesNo = (zh: string, means: string) => ({ kind: 'yes-no', zh, means }) as const;

/** Every measure there is. A rule, or a case's facts, over any other is refused. A name once published keeps its meaning. */
export const measures = {
  settlement: flow('支付结算金额', 'payment settled for the crime that was helped'),
  'one-way-inflow': flow('单向流入资金', 'what came into the accounts, outflows not counted'),
  'two-way-flow': flow('双向流水', 'inflows and outflows together'),
  'illegal-gain': fen('违法所得', 'what the person earned by it'),
  'traced-to-fraud': fen('查证属实的涉诈资金', 'the part that was traced to a fraud'),
  'lawful-funds': fen('合法资金', 'the part of the flow that was shown to be lawful'),
  'funds-provided': fen('投放广告等方式提供的资金', 'money given to the crime by buying advertising and the like'),
  'account-count': count('账户数', 'how many bank accounts or payment accounts'),
  'bank-card-count': count('银行卡数', 'how many bank cards'),
  'phone-card-count': count('电话卡数', 'how many phone cards'),
  'assisted-count': count('被帮助对象数', 'how many persons or groups were helped'),
  'victim-count': count('被害人数', 'how many victims'),
  'account-owner': {
    kind: ['own', 'others', 'company'],
    zh: '账户归属',
    means: "whose accounts were used: one's own, other people's, a company's",
  },
  juvenile: yesNo('未成年人', 'the person was under 18'),
  student: yesNo('在校学生', 'the person was at school or university'),
  'first-offence': yesNo('初犯', 'the person had not been punished before'),
  'warned-by-authority': yesNo('经监管部门告知', 'went on after an authority had told them (knowledge)'),
  'ignored-reports': yesNo('接到举报后不履行职责', 'did not act on reports, though bound to (knowledge)'),
  'abnormal-price': yesNo('交易价格或方式明显异常', 'price or manner of the deal was plainly abnormal (knowledge)'),
  'tools-for-crime-only': yesNo(
    '提供专门用于违法犯罪的程序、工具',
    'supplied programs or tools that serve crime alone (knowledge)',
  ),
  'evaded-supervision': yesNo('逃避监管或规避调查', 'hid traces, used false identities, or helped others to (knowledge)'),
  'punished-within-two-years': yesNo('二年内曾受行政处罚', 'was punished for the like within two years (consequence)'),
  'crime-with-serious-consequences': yesNo(
    '被帮助的犯罪造成严重后果',
    'the crime that was helped had serious consequences (consequence)',
  ),
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;

/** The name of a measure. */
export const MeasureName = z.enum(keysOf(measures));

/** Whether there is a measure of this name. */
export function isMeasure(name: string): name is MeasureName {
  return Object.hasOwn(measures, name);
}

/** What is known of a measure. */
export function measureOf(name: MeasureName): Measure {
  return measures[name];
}
