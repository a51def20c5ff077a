import type { OperationId } from '../acts/act.ts';
import type { Language } from './language.ts';

/** What a person presses, and the title of the form that opens: in Chinese and in English. */
type ActWords = readonly [zh: string, en: string];

/** The acts that people do, by their operation. Those of systems (webhooks, checks of signatures) have no form. */
export const actWords: Readonly<Partial<Record<OperationId, ActWords>>> = {
  // alarms
  raiseAlert: ['登记警情', 'Raise an alarm'],
  handOverAlert: ['移送警情', 'Hand the alarm over'],
  correctAlert: ['更正警情', 'Correct the alarm'],
  withdrawAlert: ['撤销警情', 'Withdraw the alarm'],
  joinAlert: ['并入重复警情', 'Join to an older alarm'],
  followHeldOfAlert: ['追踪全部待定资金流出', 'Follow all held outflows'],
  // stop orders
  requestFreeze: ['申请止付', 'Ask for a stop'],
  followHeldOutflows: ['追踪资金流出', 'Follow outflows'],
  declineHeldOutflows: ['不追踪资金流出', 'Leave outflows unfollowed'],
  extendOrder: ['延长止付', 'Extend the stop'],
  releaseOrder: ['解除止付', 'Release'],
  withdrawOrder: ['撤回止付', 'Take the stop back'],
  freezeOrder: ['冻结', 'Freeze'],
  renewOrder: ['续冻', 'Renew the freeze'],
  unfreezeOrder: ['解除冻结', 'End the freeze'],
  correctOrder: ['更正并重发', 'Correct and send again'],
  addDocuments: ['补交文书', 'Hand in papers'],
  lineUp: ['轮候', 'Wait in line'],
  settleOrder: ['处理到期指令', 'Settle the term'],
  takeTurn: ['轮到时止付', 'Take the turn'],
  recordPhoneAttempt: ['登记未接通电话', 'Enter a call without an answer'],
  takeOnOrder: ['我来处理', 'I have it'],
  giveBackOrder: ['交还', 'Give it back'],
  recordPhoneResult: ['登记电话答复', 'Enter a phone answer'],
  extendOrders: ['批量延长止付', 'Extend stops'],
  releaseOrders: ['批量解除止付', 'Release accounts'],
  freezeOrders: ['批量冻结', 'Freeze accounts'],
  addDocumentsToOrders: ['批量补交文书', 'Hand in papers for orders'],
  // approvals
  askApproval: ['申请审批', 'Ask for an approval'],
  grantApproval: ['批准', 'Grant'],
  declineApproval: ['不予批准', 'Decline'],
  withdrawApproval: ['撤回审批', 'Withdraw the approval'],
  // objections
  raiseObjection: ['提出异议', 'Raise an objection'],
  assignObjection: ['指定审查', 'Assign the objection'],
  requestInformation: ['要求补充材料', 'Ask for more'],
  giveInformation: ['补充材料', 'Give information'],
  decideObjection: ['决定异议', 'Decide on the objection'],
  withdrawObjection: ['撤回异议', 'Withdraw the objection'],
  requestSupervision: ['申请检察监督', 'Put it to the procuratorate'],
  answerSupervision: ['答复检察监督', 'Answer as the procuratorate'],
  respondToSupervision: ['答复纠正要求', 'Answer the demand'],
  // what a bank says
  acknowledgeReceipt: ['确认接收', 'Confirm the receipt'],
  recordResult: ['反馈结果', 'Give the result'],
  tellOutflows: ['补报资金流出', 'Tell more outflows'],
  redeliverBankOrder: ['重新推送', 'Push it again'],
  reportFraud: ['报告涉诈', 'Report a fraud'],
  startTest: ['开始测试', 'Start a test'],
  // banks and agencies
  registerBank: ['登记银行', 'Register a bank'],
  switchMode: ['切换启用状态', 'Switch the mode'],
  registerAgency: ['登记单位', 'Register an agency'],
  // finding
  search: ['查找', 'Search'],
  findAccount: ['查询账户', 'Find an account'],
  // cases
  openCase: ['建立案卷', 'Open a case'],
  fileCase: ['登记立案', 'Note the filing'],
  addCaseItem: ['补充案卷内容', 'Add to the case'],
  correctCase: ['更正案卷', 'Correct the case'],
  withdrawCaseItem: ['撤回此项', 'Withdraw this item'],
  noteMust: ['登记“三必”', 'Note a must'],
  shareCase: ['共享案件', 'Share the case'],
  revokeShare: ['撤销共享', 'End the share'],
  mergeCase: ['并案', 'Merge the case'],
  linkCase: ['关联案件', 'Link a case'],
  startCaseClock: ['开始计算期限', 'Start a term'],
  extendCaseClock: ['延长期限', 'Extend the term'],
  stopCaseClock: ['终止期限', 'Stop the term'],
  // evidence files
  announceEvidenceFile: ['上传证据文件', 'Upload a file'],
  renewUpload: ['重新获取上传链接', 'Get another upload link'],
  openEvidenceFile: ['打开文件', 'Open the file'],
  withdrawEvidenceFile: ['撤回文件', 'Withdraw the file'],
  // access requests
  askAccess: ['申请查阅', 'Ask for access'],
  grantAccess: ['准许查阅', 'Grant access'],
  declineAccess: ['不准许查阅', 'Decline access'],
  withdrawAccess: ['撤回查阅申请', 'Withdraw the request'],
  // consultations
  conveneConsultation: ['发起会商', 'Convene a consultation'],
  giveOpinion: ['发表意见', 'Give an opinion'],
  acceptConsultation: ['接受邀请', 'Take part'],
  declineConsultation: ['谢绝邀请', 'Decline'],
  changeBundle: ['更新证据清单', 'Change the bundle'],
  requestEvidence: ['要求补充证据', 'Ask for evidence'],
  answerEvidenceRequest: ['答复补证要求', 'Answer the request'],
  nameDeputy: ['指定代办单位', 'Name a deputy'],
  revokeDeputy: ['撤销代办单位', 'Withdraw the deputy'],
  concludeConsultation: ['形成结论', 'Conclude'],
  completeAction: ['事项办结', 'Report done'],
  withdrawConsultation: ['撤回会商', 'Withdraw the consultation'],
  reopenConsultation: ['重启会商', 'Reopen'],
  startClock: ['开始计算期限', 'Start a term'],
  extendClock: ['延长期限', 'Extend the term'],
  stopClock: ['终止期限', 'Stop the term'],
  // meetings
  scheduleMeeting: ['安排例会', 'Set up a meeting'],
  recordMinutes: ['登记纪要', 'Record the minutes'],
  cancelMeeting: ['取消本次例会', 'Cancel this meeting'],
  endMeetings: ['终止例会安排', 'End the series'],
  // standards
  recordStandard: ['登记标准', 'Record a standard'],
  endStandard: ['终止标准', 'End a standard'],
  evaluateFacts: ['比对标准', 'Evaluate facts'],
  findSimilarDecisions: ['类案检索', 'Find similar decisions'],
  recordDecision: ['登记决定', 'Record a decision'],
  proposeStandard: ['提出标准修订', 'Propose a standard'],
  consultProposal: ['征求各区意见', 'Consult the districts'],
  adoptProposal: ['采纳提案', 'Adopt'],
  declineProposal: ['不采纳提案', 'Decline'],
  withdrawProposal: ['撤回提案', 'Withdraw the proposal'],
  startImpact: ['开始影响测算', 'Count the impact'],
  // listed cases
  proposeListing: ['申请挂牌', 'Propose a listing'],
  approveListing: ['批准挂牌', 'List the case'],
  rejectListing: ['不予挂牌', 'Decline the listing'],
  reportProgress: ['报告进展', 'Report progress'],
  requestExtension: ['申请延期', 'Ask for more time'],
  declineExtension: ['不同意延期', 'Decline more time'],
  extendListing: ['延长期限', 'Extend the deadline'],
  handOverListing: ['移交督办', 'Hand the supervision over'],
  delistCase: ['摘牌', 'Delist'],
  // regional measures
  issueMeasure: ['采取整治措施', 'Issue a measure'],
  submitEvidence: ['提交整改材料', 'Hand in evidence'],
  acceptCorrection: ['验收整改', 'Accept the correction'],
  escalateMeasure: ['升级措施', 'Take the next step'],
  liftMeasure: ['解除措施', 'Lift the measure'],
  // station ranking and figures
  recordStation: ['登记派出所', 'Record a station'],
  publishRanking: ['发布排名', 'Publish the ranking'],
  publishFigureMonth: ['发布月度数据', 'Publish the month'],
  correctFigureMonth: ['更正月度数据', 'Correct the month'],
  // inbox and calendar
  markDone: ['办结', 'Mark done'],
  markManyDone: ['批量办结', 'Mark several done'],
  issueCalendar: ['生成日历地址', 'Get a calendar address'],
  revokeCalendar: ['停用日历地址', 'End the calendar address'],
};

/** The word of an act in a language; its operation where it has none. */
export function actWord(operationId: OperationId, spoken: Language): string {
  const words = actWords[operationId];
  return words === undefined ? operationId : words[spoken === 'zh' ? 0 : 1];
}
