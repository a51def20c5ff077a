import { label } from './label.ts';

/**
 * The texts that an office hands to the person who objects. They say who ordered, on what ground of law, until when, and what the person can
 * do; they name no victim, and nothing of the case. A clause in brackets `[…]` goes if it has a value that the office may not know.
 */
export const objectionText = {
  receipt: label(
    '异议受理回执（{reference}）：您于{day}提出的异议已经登记，应当在{due}前作出答复。您可以凭本编号向受理单位查询。',
    'Receipt {reference}: your objection of {day} is on record and is to be answered by {due}. Ask the office that took it, under this reference.',
  ),
  /** Where the office may not know whether there is a measure: the same words in both cases. */
  measure: label(
    '公安机关依照《中华人民共和国反电信网络诈骗法》第二十条和《中华人民共和国刑事诉讼法》第一百四十四条，可以对涉案账户采取紧急止付、冻结等措施。您的异议由有权审查的公安机关审查，结果由受理单位告知您。',
    'Under article 20 of the law against telecom and online fraud and article 144 of the criminal procedure law, the police may have an account stopped or frozen. The police in charge review your objection; the office that took it tells you the result.',
  ),
  stopped: label(
    '该账户由{authority}依照《中华人民共和国反电信网络诈骗法》第二十条决定紧急止付[，期限至{until}]。',
    '{authority} had the account stopped under article 20 of the law against telecom and online fraud[; the stop ends on {until}].',
  ),
  frozen: label(
    '该账户由{authority}依照《中华人民共和国刑事诉讼法》第一百四十四条决定冻结[，期限至{until}]。',
    '{authority} had the account frozen under article 144 of the criminal procedure law[; the freeze ends on {until}].',
  ),
  over: label('{authority}对该账户采取的措施已经结束。', 'The measure that {authority} had taken on the account has ended.'),
  remedy: label(
    '异议被驳回，或者逾期未答复的，您可以依照《中华人民共和国刑事诉讼法》第一百一十七条向[{procuratorate}，即]作出决定的公安机关的同级人民检察院申请监督，申请可以由受理单位转交。',
    'If the objection is rejected, or not answered in time, you may turn to the procuratorate of the same level as the police who decided[, the {procuratorate}] (criminal procedure law, article 117). The office that took the objection passes your request on.',
  ),
  procuratorate: label('北京市{district}人民检察院', 'People’s Procuratorate of {district}'),
} as const;
