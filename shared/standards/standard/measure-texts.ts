import type { MeasureName } from './measures.ts';

/** What each measure is, in the words of the field (度量指标). */
export const measureTexts: Readonly<Record<MeasureName, { readonly zh: string; readonly means: string }>> = {
  settlement: { zh: '支付结算金额', means: 'payment settled for the crime that was helped' },
  'one-way-inflow': { zh: '单向流入资金', means: 'what came into the accounts, outflows not counted' },
  'two-way-flow': { zh: '双向流水', means: 'inflows and outflows together' },
  'illegal-gain': { zh: '违法所得', means: 'what the person earned by it' },
  'traced-to-fraud': { zh: '查证属实的涉诈资金', means: 'the part that was traced to a fraud' },
  'lawful-funds': { zh: '合法资金', means: 'the part of the flow that was shown to be lawful' },
  'funds-provided': { zh: '投放广告等方式提供的资金', means: 'money given to the crime by buying advertising and the like' },
  'account-count': { zh: '账户数', means: 'how many bank accounts or payment accounts' },
  'bank-card-count': { zh: '银行卡数', means: 'how many bank cards' },
  'phone-card-count': { zh: '电话卡数', means: 'how many phone cards' },
  'assisted-count': { zh: '被帮助对象数', means: 'how many persons or groups were helped' },
  'victim-count': { zh: '被害人数', means: 'how many victims' },
  'account-owner': { zh: '账户归属', means: "whose accounts were used: one's own, other people's, a company's" },
  juvenile: { zh: '未成年人', means: 'the person was under 18' },
  student: { zh: '在校学生', means: 'the person was at school or university' },
  'first-offence': { zh: '初犯', means: 'the person had not been punished before' },
  'warned-by-authority': { zh: '经监管部门告知', means: 'went on after an authority had told them (knowledge)' },
  'ignored-reports': { zh: '接到举报后不履行职责', means: 'did not act on reports, though bound to (knowledge)' },
  'abnormal-price': { zh: '交易价格或方式明显异常', means: 'price or manner of the deal was plainly abnormal (knowledge)' },
  'tools-for-crime-only': {
    zh: '提供专门用于违法犯罪的程序、工具',
    means: 'supplied programs or tools that serve crime alone (knowledge)',
  },
  'evaded-supervision': { zh: '逃避监管或规避调查', means: 'hid traces, used false identities, or helped others to (knowledge)' },
  'punished-within-two-years': { zh: '二年内曾受行政处罚', means: 'was punished for the like within two years (consequence)' },
  'crime-with-serious-consequences': {
    zh: '被帮助的犯罪造成严重后果',
    means: 'the crime that was helped had serious consequences (consequence)',
  },
};
