import type { Language } from './language.ts';

/** A sentence below a field, in Chinese and in English: what a person needs to know to fill it in. Figures stay in the policy. */
type Help = readonly [zh: string, en: string];

/** By the name of a member, or by operation and path as in `fieldWords`. */
export const fieldHelp: Readonly<Record<string, Help>> = {
  sourceRef: ['来源单位自己的编号。同一编号视为同一警情。', "The source's own number. The same number is the same alarm."],
  'joinAlert/of': ['今后以该警情代表两者。', 'It stands for both from now on.'],
  'askApproval/amountFen': ['不填表示冻结整个账户。', 'Empty: the whole account.'],
  'askApproval/termMonths': ['不填表示与首次冻结期限相同。', 'Empty: as long as the first freeze.'],
  'askApproval/level': ['不填表示按申请的级别。', 'Empty: the level that was proposed.'],
  'askApproval/units': ['不填表示按申请的单位。', 'Empty: the units that were proposed.'],
  'askApproval/agency': ['办理立案的单位。', 'The agency that filed the case.'],
  'decideObjection/reason': [
    '将原样告知异议人，不得写明被害人和案情。',
    'The person gets it as it is: name no victim, and nothing of the case.',
  ],
  'raiseObjection/by/contact': ['用于告知处理结果。', 'To tell the person what was decided.'],
  'objectToReturn/by/contact': ['用于告知处理结果。', 'To tell the person what was decided.'],
  'raiseObjection/livelihood': [
    '影响基本生活的，写明情况，答复期限缩短。',
    'If one depends on it, say which: the term is short then.',
  ],
  'makeReturnClaim/transfers': [
    '被害人转入本案账户的款项；“转账”为该笔在指令中的序号，从 0 起。',
    'Transfers of the victim to accounts of the case; the number is its place in the order, from 0.',
  ],
  'makeReturnClaim/agent': ['收款人不是被害人本人时必填。', 'Required where the payee is not the victim.'],
  'correctReturnPayee/agent': ['收款人不是被害人本人时必填。', 'Required where the payee is not the victim.'],
  'grantApproval/legalReview': ['审批要求法制审核时必填。', 'Required where the approval needs a legal review.'],
  'grantApproval/paper': ['审批要求上级文书时必填。', 'Required where the approval needs a paper of a higher level.'],
  'grantApproval/paper/name': ['签发人姓名。', 'Who signed it.'],
  position: [
    '“yes”“no”“undecided”，或问题所列的答案之一。',
    'yes, no, undecided, or one of the answers that the question names.',
  ],
  restsOn: ['不填表示依据所有相同的意见。', 'Empty: all opinions that say the same.'],
  'concludeConsultation/findings/*/reason': ['没有意见支持该结论时必填。', 'Required where no opinion says so.'],
  options: ['不填表示回答是或否。', 'Empty: yes or no.'],
  'announceEvidenceFile/name': ['原样保留，供有权查阅的人员识别。', 'Kept as it is, for those who open the file.'],
  'requestFreeze/accounts/*/target': [
    '用于支付机构的单笔交易，此时不填账户信息。',
    'For one transaction at a payment institution; then the account stays empty.',
  ],
  'correctOrder/account/target': [
    '用于支付机构的单笔交易，此时不填账户信息。',
    'For one transaction at a payment institution; then the account stays empty.',
  ],
  accountName: ['不知道户名时可不填，由银行核对其他信息。', 'Leave it empty if it is not known: the bank checks the rest.'],
  scope: ['不填表示整个账户只收不付。', 'Empty: nothing goes out of the account.'],
  'requestFreeze/accounts/*/amountFen': [
    '限额止付时填写，不得超过转账金额。',
    'For a stop of a sum: not more than the transfer.',
  ],
  'correctOrder/account/amountFen': ['限额止付时填写，不得超过转账金额。', 'For a stop of a sum: not more than the transfer.'],
  'requestFreeze/accounts/*/transfer/amountFen': [
    '人民币转账必填；外币可填折合金额。',
    'Required for yuan; for another currency, what it is worth.',
  ],
  'correctOrder/account/transfer/amountFen': [
    '人民币转账必填；外币可填折合金额。',
    'Required for yuan; for another currency, what it is worth.',
  ],
  currency: ['三位字母代码，如 CNY、USD。', 'Three letters, as CNY or USD.'],
  'followHeldOutflows/outflows': ['不填表示全部待定的资金流出。', 'Empty: all that are held.'],
  'declineHeldOutflows/outflows': ['不填表示全部待定的资金流出。', 'Empty: all that are held.'],
  'freezeOrder/filing': ['案件已在系统中立案时不必填写。', 'Not needed if the case is filed here.'],
  'freezeOrders/filing': ['案件已在系统中立案时不必填写。', 'Not needed if the case is filed here.'],
  outsideFilingId: ['案件由外地或其他单位立案时填写。', 'If another agency filed the case outside.'],
  'freezeOrder/notice': [
    '协助冻结财产通知书，须在立案和批准之后签发。',
    'The freeze notice, issued after the filing and the approval.',
  ],
  'freezeOrders/notice': [
    '协助冻结财产通知书，须在立案和批准之后签发。',
    'The freeze notice, issued after the filing and the approval.',
  ],
  'renewOrder/notice': ['协助继续冻结财产通知书。', 'The renewal notice.'],
  'unfreezeOrder/notice': ['协助解除冻结财产通知书。', 'The release notice.'],
  contact: ['昼夜答复银行询问的人员。', "Who answers the bank's questions, day and night."],
  'freezeOrder/amountFen': ['不填表示冻结整个账户，须说明必要性。', 'Empty: the whole account, and then say why.'],
  'freezeOrders/orders/*/amountFen': ['不填表示冻结整个账户，须说明必要性。', 'Empty: the whole account, and then say why.'],
  necessity: ['冻结整个账户时必填。', 'Required for the whole account.'],
  'renewOrder/termMonths': ['不得超过首次冻结的期限；不填表示相同。', 'No longer than the first freeze; empty: as long.'],
  approvalId: ['选择本人申请且已批准的审批。', 'One that you asked for and that was granted.'],
  'recordPhoneResult/result/effectiveAt': ['银行已执行时必填。', 'Required where the bank has executed it.'],
  'recordPhoneResult/result/stoppedFen': ['现已控制的金额。', 'What is held now.'],
  'recordPhoneResult/result/outflows': [
    '资金的去向；转入账户的会立即继续止付。',
    'Where the money went; accounts are followed at once.',
  ],
  'registerAgency/agency': [
    '小写字母、数字和连字符，以字母或数字开头；登记后不变。',
    'Small letters, digits and hyphens, a letter or digit first. It stays for good.',
  ],
  'registerBank/bankId': [
    '小写字母、数字和连字符，以字母或数字开头；登记后不变。',
    'Small letters, digits and hyphens, a letter or digit first. It stays for good.',
  ],
  'adoptProposal/reason': ['本区曾不采纳时必填。', 'Required if your district had declined before.'],
  q: ['空格、连字符、全角和大小写均可。', 'Spaces, hyphens, widths and capitals do not count.'],
  'recordDecision/departureReason': [
    '与现行标准不一致时必填，本区和市级可见。',
    'Required if it differs from the standard in force; your district and the city read it.',
  ],
  publicGrounds: ['各区可见：不得写姓名、证件号和案号。', 'All districts read it: no names, and no numbers of persons or cases.'],
  'grantAccess/parts': ['不填表示所申请的全部部分。', 'Empty: all that were asked for.'],
  'askAccess/consultationId': ['为会商而申请时填写。', 'If it is for a consultation.'],
  facts: ['金额以分计；是否类填“是”或“否”。', 'Sums in fen; yes or no where that is asked.'],
};

/** What helps to fill a field in; undefined where its label says enough. */
export function helpFor(operationId: string, path: string, name: string, spoken: Language): string | undefined {
  const help = fieldHelp[`${operationId}${path}`] ?? fieldHelp[name];
  return help?.[spoken === 'zh' ? 0 : 1];
}
