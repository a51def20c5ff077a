import { noticesOfCampaigns } from './campaign-texts.ts';
import type { fact } from './facts.ts';
import { type LabelsOf, label } from './label.ts';

/**
 * What a notice says happened, in words: for each fact that desks are told of, and for no other. `{bank}`, `{sum}` (yuan), `{opened}`,
 * `{held}` and `{until}` (a Beijing day) stand for what the entry or its thing says; a clause in brackets `[…]` goes if it has a value that
 * the reader does not see. Nothing else of a thing is in the words: no name, and no text that a person wrote.
 */
const ofAlarms = {
  'alert.raised': label('其他单位接到本区警情，请接手', 'Another agency took an alarm of your district; please take over'),
  'alert.handed-over': label('警情已移送管辖', 'The alarm was handed over to another district'),
  'alert.corrected': label('其他单位更正了警情内容', 'Another agency corrected the alarm'),
  'alert.withdrawn': label('其他单位撤销了警情', 'Another agency withdrew the alarm'),
  'alert.joined': label('警情并入更早的警情', 'The alarm was joined to an older one'),
} as const;

const ofOrders = {
  'order.escalated': label(
    '[{bank}]尚未答复止付指令，已升级催办',
    'The bank[ {bank}] has not answered the stop; it was escalated',
  ),
  'order.breached': label('接警 30 分钟内未止付[（{bank}）]', 'The money was not stopped within 30 minutes[ ({bank})]'),
  'order.unanswered': label('[{bank}]24 小时内未答复止付指令', 'The bank[ {bank}] did not answer the stop within 24 hours'),
  'order.undeliverable': label(
    '指令无法送达[{bank}]，请电话联系',
    'The order could not be delivered[ to {bank}]; please telephone',
  ),
  'order.handed-to-phone': label('[{bank}]系统无法处理，请改用电话', "The bank's system cannot act[ ({bank})]; please telephone"),
  'order.outflows-followed': label(
    '已追踪资金去向[，新开 {opened} 笔止付]',
    'The outflows were followed[; {opened} orders were opened]',
  ),
  'order.outflows-held': label('[{held} 条]资金去向待民警决定是否追踪', 'Outflows[ ({held})] wait for an officer to decide'),
  'order.answer-contradicted': label(
    '[{bank}]答复前后矛盾，请核实',
    "The bank's answer contradicts itself[ ({bank})]; please check",
  ),
  'order.stopped': label(
    '[{bank}]已止付[ {sum} 元]，请告知被害人',
    'The bank[ {bank}] stopped the money[: {sum} yuan]; please tell the victim',
  ),
  'order.turned-down': label('账户止付次数已满，止付未受理', 'The account has no stop left, so the stop was turned down'),
  'order.placed-in-line': label('账户已被冻结，指令进入轮候', 'The account is frozen already, so the order waits in line'),
  'order.turn-came': label('轮候到位，请处理', 'The turn of the order came; please act'),
  'order.taken-from-line': label('指令退出轮候', 'The order was taken from the line'),
  'order.returned': label('[{bank}]退回指令，请更正后重发', 'The bank[ {bank}] sent the order back; please correct it'),
  'order.already-held': label('账户已被其他指令止付或冻结', 'The account is held under another order already'),
  'order.failed': label('[{bank}]答复止付失败', 'The bank[ {bank}] could not stop the money'),
  'order.disputed': label(
    '[{bank}]答复与此前不一致，请核实',
    "The bank's answer differs from its earlier one[ ({bank})]; please check",
  ),
  'order.supplemented': label('[{bank}]补充了资金去向', 'The bank[ {bank}] told further outflows'),
  'order.release-ordered': label(
    '撤回后银行仍已止付，系统已通知解除',
    'The bank stopped an account whose stop was taken back; Cordon ordered the release',
  ),
  'order.instruction-refused': label('[{bank}]未执行指令', 'The bank[ {bank}] refused the instruction'),
  'order.expiry-warned': label('止付即将到期[（{until}）]', 'The stop ends soon[ ({until})]'),
  'order.expired': label('止付已到期，款项不再受控', 'The stop ended, so the money is free'),
  'order.expired-in-line': label('轮候期间止付到期', 'The stop ended while the order waits in line'),
  'order.renewal-due': label('冻结即将到期，应当续冻[（{until}）]', 'The freeze ends soon and is to be renewed[ ({until})]'),
  'region-notice.fell-due': label(
    '异地冻结数量较多，应当书面通报当地公安机关[（{until}）]',
    'Many accounts are frozen in another region: its police are to get written notice[ ({until})]',
  ),
  'region-notice.overdue': label(
    '异地冻结通报逾期未发出或未获回执',
    'The notice to the police of another region was not sent, or not acknowledged, in time',
  ),
  'screening.warned': label('冻结账户甄别期限将至[（{until}）]', 'The screening of a frozen account is due soon[ ({until})]'),
  'screening.lapsed': label(
    '冻结账户逾期未作出甄别结论，款项依法解除',
    'A frozen account had no finding in its term, so its money goes free',
  ),
  'screening.owner-overdue': label(
    '款项已解除，逾期未告知权利人',
    'Money went free, and its owner was not told within three days',
  ),
  'order.lapsed': label('冻结到期失效，款项不再受控', 'The freeze lapsed, so the money is free'),
  'bank-question.undeliverable': label(
    '协查事项无法送达银行，请电话联系',
    'A question could not be delivered to the bank; please telephone',
  ),
  'bank-question.fell-overdue': label(
    '银行再次收到协查后仍未答复，请电话联系',
    'The bank has not answered a question that it was asked twice; please telephone',
  ),
  'bank-question.declined': label('银行答复无法协查', 'The bank cannot answer a question'),
  'statement.found-consistent': label('账户交易明细已到齐', 'The statement of the account is complete'),
  'statement.found-inconsistent': label(
    '账户交易明细已到齐，但余额不能逐笔对上，请核实',
    'The statement of the account is complete, and its balances do not add up; please check',
  ),
  'holder-request.answered': label('银行已答复账户户主查询', 'The bank told who holds the account'),
  'holder-request.contested': label(
    '银行就账户户主作出了不同答复，请核实',
    'The bank told something else of who holds the account; please check',
  ),
  'watch.ended': label('账户动态监控已到期', 'The watch of the account ended'),
  'statement.page-contested': label(
    '银行就同一页交易明细报送了不同内容，请核实',
    'The bank sent two contents of one page of a statement; please check',
  ),
} as const;

const ofCases = {
  'case.shared': label('案件已共享给您', 'A case was shared with you'),
  'case.share-revoked': label('案件共享已撤销', 'The share of the case was revoked'),
  'case-proposals.link-proposed': label(
    '另一案件有相同被害人或账户，建议关联',
    'Another case has a victim or an account in common; a link is proposed',
  ),
  'case-clocks.settled': label('办案期限届满日已确定[：{until}]', 'The end of a term of procedure is settled[: {until}]'),
  'case-clocks.warned': label('办案期限即将届满[（{until}）]', 'A term of procedure ends soon[ ({until})]'),
  'case-clocks.expired': label('办案期限已届满[（{until}）]', 'A term of procedure ran out[ ({until})]'),
  'case-share.expired': label('案件共享已到期', 'The share of the case expired'),
  'case-share.ended-with-case': label('案件并案，共享随之终止', 'The case was merged, so its share ended'),
  'evidence-file.rejected': label('证据文件未通过检查', 'A file of evidence was rejected'),
  'evidence-file.lapsed': label('证据文件未按时上传', 'A file of evidence was not uploaded in time'),
  'access-request.asked': label('其他单位申请查阅案件内容，请答复', 'Another agency asks to see more of the case; please answer'),
  'access-request.granted': label('您提出的查阅申请已获同意', 'Your request to see more of the case was granted'),
  'access-request.declined': label('您提出的查阅申请未获同意', 'Your request to see more of the case was declined'),
  'access-request.lapsed': label('查阅申请逾期未答复，已失效', 'A request to see more of a case lapsed without an answer'),
  'return-round.notice-ended': label(
    '返还公告期满，请处理异议并报批',
    'The public notice ended; please decide objections and ask for the approval',
  ),
  'return-payment.wrong-account': label('返还收款账户有误，请更正', 'The account of a payee is wrong; please correct it'),
  'return-payment.failed': label('一笔返还划拨失败，款项仍冻结', 'A payment failed; its money stays frozen'),
  'return-payment.disputed': label(
    '银行对一笔返还划拨的答复前后矛盾，该申报暂缓返还，请核实',
    'A bank contradicts its word on a payment; the claim waits. Please find out whether it paid',
  ),
  'return-payment.fell-overdue': label('银行逾期未划拨返还款', 'The bank has not paid a return in its term'),
  'approval.asked': label('有审批待您决定', 'An approval waits for your decision'),
  'approval.granted': label('您提请的审批已通过，请在期限内使用', 'Your approval was granted; please use it in time'),
  'approval.declined': label('您提请的审批未通过', 'Your approval was declined'),
  'approval.lapsed': label('您提请的审批已失效', 'Your approval lapsed'),
} as const;

const ofObjections = {
  'objection.raised': label('有新的异议待审查[，应于{until}前答复]', 'An objection waits for a review[; it is due on {until}]'),
  'objection.joined': label('同一异议补充了新的材料', 'The same objection was raised again, with more'),
  'objection.assigned': label('异议已指定您审查', 'An objection was assigned to you for review'),
  'objection.information-requested': label(
    '请就异议补充材料[，{until}前答复]',
    'Please answer a question about an objection[ by {until}]',
  ),
  'objection.information-given': label('异议材料已补充', 'The question about the objection was answered'),
  'objection.information-overdue': label('异议材料逾期未补充', 'The answer to a question about an objection is overdue'),
  'objection.reminded': label('异议即将到期[（{until}）]，请作出决定', 'An objection is due soon[ ({until})]; please decide'),
  'objection.fell-overdue': label('异议逾期未答复[（{until}）]', 'An objection is overdue[ ({until})]'),
  'objection.escalated': label('异议逾期未答复，请市级督办', 'An objection is still not decided; the city is asked to see to it'),
  'objection.upheld': label('异议成立或部分成立，已通知银行', 'An objection was upheld, in full or in part; the bank is told'),
  'objection.rejected': label('异议被驳回，请告知异议人', 'An objection was rejected; please tell the person'),
  'objection.bank-refused': label(
    '银行未执行异议决定，请核实后重新下达',
    'The bank declined what an objection was decided to; please order it again',
  ),
  'objection.closed': label('异议已办结，请告知异议人', 'An objection is closed; please tell the person'),
  'objection.withdrawn': label('异议已撤回', 'An objection was withdrawn'),
  'objection.supervision-requested': label(
    '有异议申请检察监督，请审查[（{until}前）]',
    'An objection was put to the procuratorate; please answer[ by {until}]',
  ),
  'objection.supervision-overdue': label('检察监督逾期未答复', 'The answer of the procuratorate is overdue'),
  'objection.maintained': label(
    '检察院认为措施适当，请告知异议人',
    'The procuratorate lets the measure stand; please tell the person',
  ),
  'objection.correction-demanded': label(
    '检察院要求纠正，请答复[（{until}前）]',
    'The procuratorate demands a correction; please answer[ by {until}]',
  ),
  'objection.correction-overdue': label('对检察院纠正要求逾期未答复', 'The answer to a demand of the procuratorate is overdue'),
  'objection.corrected': label('已按检察院要求纠正', 'The measure was corrected on the demand of the procuratorate'),
  'objection.correction-refused': label(
    '公安机关对纠正要求不予采纳',
    'The police refused the demand of the procuratorate, with reasons',
  ),
} as const;

const ofListings = {
  'listed-case.suggested': label(
    '案件符合挂牌条件，请决定是否申请',
    'The case fits the rule for listing; please decide whether to propose it',
  ),
  'listed-case.decision-overdue': label('挂牌审批逾期[（{until}）]', 'The decision on the listing is overdue[ ({until})]'),
  'listed-case.loss-noted': label('报告的返还金额超过案件损失', 'More was reported as returned than the case has lost'),
  'listed-case.returns-noted': label(
    '返还金额合计超过案件损失',
    'More came back, by payments and reports, than the case has lost',
  ),
  'listed-case.proposed': label('有挂牌申请待审批', 'A listing is proposed and waits for a decision'),
  'listed-case.listed': label('案件已挂牌督办', 'The case was listed'),
  'listed-case.rejected': label('挂牌申请未获批准', 'The listing was rejected'),
  'listed-case.progress-reported': label('责任单位已报告进展', 'The responsible units reported progress'),
  'listed-case.extension-requested': label('责任单位申请延期', 'The responsible units asked for more time'),
  'listed-case.extension-declined': label('延期申请未获批准', 'More time was declined'),
  'listed-case.extended': label('挂牌督办已延期', 'The listing was extended'),
  'listed-case.reminded': label(
    '挂牌督办事项逾期，已催办[（{until}）]',
    'A term of the listing was missed; the units were reminded[ ({until})]',
  ),
  'listed-case.notice-issued': label('挂牌督办事项逾期，已通报', 'A term of the listing was missed; a notice was issued'),
  'listed-case.interview-called': label('挂牌督办事项逾期，已约谈', 'A term of the listing was missed; an interview was called'),
  'listed-case.handed-over': label('挂牌督办已移交其他单位', 'The supervision was handed over to another agency'),
  'listed-case.delisted': label('案件已摘牌', 'The case was delisted'),
  'listed-case.case-merged': label('挂牌案件已并案', 'The listed case was merged'),
  'listed-case.joined': label('挂牌并入另一挂牌案件', 'The listing was joined with another'),
} as const;

const ofConsultations = {
  'consultation.convened': label('邀请您参加会商，请答复', 'You are invited to a consultation; please answer'),
  'consultation.accepted': label('一家单位接受会商邀请', 'An agency accepted the invitation'),
  'consultation.declined': label('一家单位谢绝会商邀请', 'An agency declined the invitation'),
  'consultation.invitation-overdue': label(
    '会商邀请逾期未答复[（{until}）]',
    'An invitation was not answered in time[ ({until})]',
  ),
  'consultation.bundle-changed': label('会商证据材料有更新', 'The evidence of the consultation changed'),
  'consultation.evidence-requested': label('请您补充证据', 'Evidence is asked of you'),
  'consultation.evidence-answered': label('补证请求已答复', 'A request for evidence was answered'),
  'consultation.evidence-overdue': label('补证逾期[（{until}）]', 'Evidence is overdue[ ({until})]'),
  'consultation.opinion-given': label('一家单位出具了意见', 'An agency gave its opinion'),
  'consultation.deputy-named': label('召集单位委托他人代作结论', 'The convener named a deputy'),
  'consultation.deputy-revoked': label('召集单位撤销了委托', 'The convener revoked the deputy'),
  'consultation.concluded': label('会商已作出结论', 'The consultation was concluded'),
  'consultation.action-done': label('会商事项已办结', 'An action of the consultation is done'),
  'consultation.action-overdue': label('会商事项逾期[（{until}）]', 'An action of the consultation is overdue[ ({until})]'),
  'consultation.closed': label('会商已办结', 'The consultation is closed'),
  'consultation.withdrawn': label('会商已撤回', 'The consultation was withdrawn'),
  'consultation.reopened': label('会商重新进行', 'The consultation was reopened'),
  'consultation.reconvened': label('会商再次发起', 'The consultation was convened again'),
  'consultation.clock-settled': label('会商期限届满日已确定[：{until}]', 'The end of a term is settled[: {until}]'),
  'consultation.clock-warned': label('会商涉及的期限即将届满[（{until}）]', 'A term of the consultation ends soon[ ({until})]'),
  'consultation.clock-expired': label('会商涉及的期限已届满[（{until}）]', 'A term of the consultation ran out[ ({until})]'),
  'meeting.scheduled': label('已安排例会', 'A meeting was scheduled'),
  'meeting.held': label('例会已召开，纪要已发布', 'The meeting was held; its minutes are there'),
  'meeting.cancelled': label('例会已取消', 'The meeting was cancelled'),
  'meeting.minutes-overdue': label('例会纪要逾期[（{until}）]', 'The minutes are overdue[ ({until})]'),
  'meeting.series-ended': label('例会不再召开', 'The series of meetings ended'),
} as const;

const ofStandards = {
  'recorded-decision.departed': label('一项决定偏离了现行标准', 'A decision departs from the standard in force'),
  'proposal.made': label('有新的标准修订提案', 'A change of a standard was proposed'),
  'proposal.consultation-opened': label('标准修订提案征求意见，请答复', 'A proposal was put to the districts; please answer'),
  'proposal.adopted': label('一个区采纳了提案', 'A district adopted the proposal'),
  'proposal.declined': label('一个区不采纳提案', 'A district declined the proposal'),
  'proposal.answers-reminded': label('提案答复期限将至[（{until}）]', 'The answers to the proposal are due soon[ ({until})]'),
  'proposal.enacted': label('提案生效', 'The proposal is in force'),
  'proposal.lapsed': label('提案失效', 'The proposal lapsed'),
  'standard-line.barred': label('采纳的标准未能生效，请处理', 'An adopted standard could not enter into force; please act'),
  'impact.completed': label('影响测算完成', 'The impact was counted'),
  'impact.failed': label('影响测算失败', 'The count of the impact failed'),
} as const;

const ofRegions = {
  'regional-measure.notice-issued': label(
    '发出整改通知，请整改[（{until} 前）]',
    'A rectification notice was issued[; correct it by {until}]',
  ),
  'regional-measure.interview-called': label(
    '发起联合约谈[（{until} 前整改）]',
    'A joint interview was called[; correct it by {until}]',
  ),
  'regional-measure.warning-posted': label(
    '挂牌警示[（{until} 前整改）]',
    'A listing and warning was posted[; correct it by {until}]',
  ),
  'regional-measure.evidence-submitted': label(
    '整改证明已提交，请验收',
    'Evidence of correction was handed in; please review it',
  ),
  'regional-measure.correction-accepted': label('整改通过验收', 'The correction was accepted'),
  'regional-measure.reminded': label('整改期限将至[（{until}）]', 'The correction is due soon[ ({until})]'),
  'regional-measure.fell-overdue': label('整改逾期[（{until}）]', 'The correction is overdue[ ({until})]'),
  'regional-measure.lifted': label('整治措施已解除', 'The measure was lifted'),
  'protective-measure.declined': label(
    '[{bank}]未采取保护性措施，请联系当事人',
    'The bank[ {bank}] cannot protect the account; please reach the person',
  ),
  'protective-measure.prolonging-declined': label(
    '[{bank}]未延长保护性措施，仍按原期限到期，请联系当事人',
    'The bank[ {bank}] cannot protect the account for longer; it ends as before. Please reach the person',
  ),
  'protective-measure.lift-refused': label(
    '[{bank}]未解除保护性措施，请电话联系银行',
    'The bank[ {bank}] did not end the protective measure; please telephone',
  ),
  'protective-measure.expired': label('保护性措施到期自动解除', 'A protective measure ended with its term'),
  'outlet.suggested': label(
    '网点当月涉诈账户达到标准，建议整治，请决定',
    'An outlet reached the figure of linked accounts; a measure is suggested, please decide',
  ),
  'station-ranking.published': label('派出所月度排名已公布', 'The ranking of stations was published'),
} as const;

const ofWarnings = {
  'warning.received': label('紧急预警，请立即联系当事人', 'An urgent warning; please call the person at once'),
  'warning.climbed': label(
    '下级未按时联系预警对象，请接手',
    'The level below did not contact the person in time; please take over',
  ),
  'warning.fell-overdue': label('预警对象仍未联系上，已逾期', 'The person has still not been contacted; the warning is overdue'),
  'warning.moved': label('预警移交给你单位，请处置', 'A warning was given to you; please act'),
  'warning.ended-in-loss': label('预警后被骗，请复盘', 'A person was defrauded after the warning; please look into it'),
} as const;

const ofBlacklist = {
  'blacklist-entry.telling-overdue': label('列入黑名单后未按期告知当事人', 'A listed person was not told in time'),
  'blacklist-entry.appealed': label('当事人对列入黑名单提出申诉，请处理', 'A listed person appealed; please decide'),
  'blacklist-entry.appeal-overdue': label('黑名单申诉逾期未决定', 'An appeal against a listing was not decided in time'),
  'blacklist-entry.appeal-upheld': label('黑名单申诉成立，已移出', 'An appeal was upheld; the mark is off the blacklist'),
  'blacklist-entry.appeal-rejected': label('黑名单申诉不成立', 'An appeal against a listing was rejected'),
  'blacklist-list.held': label(
    '新版国家名单缺失较多或有条目无法识别，请核对后确认',
    'A new version of a national list lacks many marks, or has rows that could not be read; please check and confirm it',
  ),
  'collision.found': label('警情资金流入黑名单账户，请处置', 'The money of an alarm reached a listed account; please decide'),
} as const;

/** The sentence of each notice. The compiler asks for one here for each line of the table of notices. */
export const notice = {
  ...ofAlarms,
  ...ofOrders,
  ...ofCases,
  ...ofObjections,
  ...ofListings,
  ...ofConsultations,
  ...ofStandards,
  ...ofRegions,
  ...ofWarnings,
  ...ofBlacklist,
  ...noticesOfCampaigns,
} as const satisfies Partial<LabelsOf<keyof typeof fact>>;

/** The facts that desks are told of. */
export type ToldFact = keyof typeof notice;
