import type { AccessRequestFact } from '../access-requests/access-request-facts.ts';
import type { AccessAskerFact } from '../access-requests/asker.ts';
import type { AgencyFact } from '../agencies/model.ts';
import type { AlertFact } from '../alerts/alert-facts.ts';
import type { SourceReferenceFact } from '../alerts/model.ts';
import type { VictimFact } from '../alerts/victim.ts';
import type { ApprovalFact } from '../approvals/approval-facts.ts';
import type { HolderRequestFact } from '../bank-questions/holder/holder-request-facts.ts';
import type { BankQuestionFact } from '../bank-questions/question/question-facts.ts';
import type { StatementFact, StatementPageFact } from '../bank-questions/statement/statement-facts.ts';
import type { WatchFact, WatchLineFact } from '../bank-questions/watch/watch-facts.ts';
import type { ConformanceFact, TestOrderFact } from '../bank-tests/model.ts';
import type { BankFact, CircuitFact } from '../banks/model.ts';
import type { CheckFact } from '../blacklist/check/check-log.ts';
import type { CollisionFact } from '../blacklist/collision/collision-facts.ts';
import type { UnstoppedFact } from '../blacklist/collision/unstopped.ts';
import type { BlacklistEntryFact } from '../blacklist/entry/entry-facts.ts';
import type { ListPageFact, NationalListFact } from '../blacklist/list/list-facts.ts';
import type { MarkFact } from '../blacklist/mark/mark-register.ts';
import type { CalendarFeedFact } from '../calendar-feeds/model.ts';
import type { CaseFact } from '../cases/case-facts.ts';
import type { CaseReadFact } from '../cases/case-reads.ts';
import type { CaseShareFact } from '../cases/case-shares.ts';
import type { LinkProposalFact } from '../cases/link-proposals.ts';
import type { CaseNumberFact, CaseOfAlertFact } from '../cases/pointers.ts';
import type { ChannelFact } from '../channels/channel-model.ts';
import type { CaseEntryFact } from '../consultations/case-entries.ts';
import type { ConsultationFact } from '../consultations/consultation-facts.ts';
import type { ConsultationOpeningsFact } from '../consultations/openings.ts';
import type { OpinionFact } from '../consultations/opinion.ts';
import type { SeatFact } from '../consultations/seats.ts';
import type { EvidenceFileFact } from '../evidence-files/file-facts.ts';
import type { EvidenceOpeningsFact } from '../evidence-files/openings.ts';
import type { EvidencePieceFact } from '../evidence-files/pieces.ts';
import type { FindEntryFact } from '../finding/entry.ts';
import type { SearchFact } from '../finding/search-log.ts';
import type { AccountFact } from '../freezes/account/account-register.ts';
import type { FreezeRequestFact } from '../freezes/model.ts';
import type { FreezeCountFact } from '../freezes/order/freeze-counts.ts';
import type { OrderFact } from '../freezes/order/order-facts.ts';
import type { ScreeningFact } from '../freezes/screening/screening-facts.ts';
import type { FiguresNightFact } from '../freezes/stats/folded/night.ts';
import type { MonthFiguresFact, YearFiguresFact } from '../freezes/stats/folded/rollups.ts';
import type { FiguresMonthFact } from '../freezes/stats/published/figures-months.ts';
import type { StatsFact } from '../freezes/stats/stats.ts';
import type { TraceCountFact } from '../freezes/trace/trace-counts.ts';
import type { CaseListingFact } from '../listed-cases/case-listing.ts';
import type { ListedCaseFact } from '../listed-cases/listing-facts.ts';
import type { MeetingFact } from '../meetings/meeting-facts.ts';
import type { InboxEntryFact, WebhookFact } from '../notifications/model.ts';
import type { ObjectionFact } from '../objections/objection-facts.ts';
import type { OpenObjectionsFact } from '../objections/open-objections.ts';
import type { ObjectionPlaceFact } from '../objections/places.ts';
import type { LinkedPhoneFact, OpeningFact } from '../outlets/opening-model.ts';
import type { OutletFact } from '../outlets/outlet-facts.ts';
import type { CaseClocksFact } from '../procedure-clocks/clocks-model.ts';
import type { ProtectedPlaceFact, ProtectionFact } from '../protective-measures/protection-facts.ts';
import type { RegionNoticeFact } from '../region-notices/region-notice-facts.ts';
import type { MeasureFact } from '../regional/measure/measure-facts.ts';
import type { FilingCountFact } from '../regional/station/filings-of-month.ts';
import type { StationRankingFact } from '../regional/station/station-rankings.ts';
import type { StationFact } from '../regional/station/stations.ts';
import type { ReturnClaimFact } from '../returns/claim/claim-facts.ts';
import type { ClaimedTransferFact } from '../returns/claim/claimed-transfer.ts';
import type { ReturnPaymentFact } from '../returns/payment/payment-facts.ts';
import type { PlanPageFact } from '../returns/plan/plan-pages.ts';
import type { PlanRunFact } from '../returns/plan/plan-run-model.ts';
import type { CaseReturnsFact } from '../returns/round/case-returns.ts';
import type { ReturnRoundFact } from '../returns/round/round-facts.ts';
import type { DecisionMonthFact, RecordedDecisionFact } from '../standards/decision/decision-model.ts';
import type { DecisionNumberFact } from '../standards/decision/decision-numbers.ts';
import type { ImpactFact } from '../standards/impact/impact-model.ts';
import type { ProposalFact } from '../standards/proposal/proposal-model.ts';
import type { StandardFact, StandardLineFact } from '../standards/standard/model.ts';
import type { RunningTermFact, TermRegisterFact } from '../terms/model.ts';
import type { WarningDayFact, WarningNightFact } from '../warnings/figures.ts';
import type { WarningsBeforeFact } from '../warnings/losses.ts';
import type { WarnedPersonFact } from '../warnings/person.ts';
import type { WarningFact } from '../warnings/warning-facts.ts';
import { factsOfCampaigns } from './campaign-texts.ts';
import { type LabelsOf, label } from './label.ts';

type BlacklistFact = BlacklistEntryFact | MarkFact | CheckFact | CollisionFact | NationalListFact | ListPageFact | UnstoppedFact;
type FreezeFact =
  | AlertFact
  | FreezeRequestFact
  | OrderFact
  | AccountFact
  | SourceReferenceFact
  | VictimFact
  | TraceCountFact
  | FreezeCountFact
  | ScreeningFact
  | RegionNoticeFact;
type BankSideFact = BankFact | CircuitFact | TestOrderFact | ConformanceFact | AskedFact;
type AskedFact = BankQuestionFact | StatementFact | StatementPageFact | HolderRequestFact | WatchFact | WatchLineFact;
type CaseSideFact =
  | CaseFact
  | CaseOfAlertFact
  | CaseNumberFact
  | CaseShareFact
  | CaseReadFact
  | EvidenceFileFact
  | EvidencePieceFact
  | AccessAskerFact
  | EvidenceOpeningsFact
  | AccessRequestFact
  | CaseClocksFact
  | LinkProposalFact
  | ApprovalFact
  | ObjectionFact
  | OpenObjectionsFact
  | ObjectionPlaceFact
  | ListedCaseFact
  | CaseListingFact;
type ReturnFact =
  | ReturnRoundFact
  | ReturnClaimFact
  | ReturnPaymentFact
  | ClaimedTransferFact
  | CaseReturnsFact
  | PlanPageFact
  | PlanRunFact;
type TogetherFact = ConsultationFact | ConsultationOpeningsFact | OpinionFact | CaseEntryFact | SeatFact | MeetingFact;
type RegionalFact =
  | MeasureFact
  | OutletFact
  | OpeningFact
  | LinkedPhoneFact
  | ProtectionFact
  | ProtectedPlaceFact
  | StationFact
  | FilingCountFact
  | StationRankingFact;
type StandardsFact =
  | StandardFact
  | StandardLineFact
  | RecordedDecisionFact
  | DecisionMonthFact
  | DecisionNumberFact
  | ProposalFact
  | ImpactFact;
type WarningSideFact = WarningFact | WarnedPersonFact | WarningsBeforeFact | WarningDayFact | WarningNightFact | ChannelFact;
type DeskFact =
  | InboxEntryFact
  | WebhookFact
  | AgencyFact
  | StatsFact
  | MonthFiguresFact
  | YearFiguresFact
  | FiguresNightFact
  | FiguresMonthFact
  | RunningTermFact
  | TermRegisterFact
  | CalendarFeedFact
  | FindEntryFact
  | SearchFact;

const ofFreezes = {
  'alert.raised': label('已接警', 'Alarm taken'),
  'alert.handed-over': label('警情移送', 'Alarm handed over to another district'),
  'alert.corrected': label('警情更正', 'Alarm corrected'),
  'alert.withdrawn': label('警情撤销', 'Alarm withdrawn'),
  'alert.joined': label('重复警情并入', 'Joined to an older alarm'),
  'alert.duplicates-taken': label('并入重复警情', 'Duplicates joined to it'),
  'alert-source.taken': label('来源编号已登记', 'Reference of the source taken'),
  'victim.unnamed': label('被害人标识已移除', 'Mark of a victim taken back'),
  'victim.named': label('被害人标识已登记', 'Mark of a victim noted'),
  'freeze-request.accepted': label('止付请求已受理', 'Freeze request accepted'),
  'freeze-request.part-opened': label('部分止付指令已下达', 'Part of the orders opened'),
  'freeze-request.opening-stalled': label('止付指令下达受阻', 'Opening of orders stalled'),
  'order.requested': label('申请止付', 'Stop requested'),
  'order.placed-in-line': label('轮候', 'Placed in line'),
  'order.turned-down': label('止付未受理', 'Stop turned down'),
  'order.sent': label('指令已发送银行', 'Sent to the bank'),
  'order.delivered': label('指令已送达银行', 'Delivered to the bank'),
  'order.delivery-failed': label('指令未送达银行', 'Delivery failed'),
  'order.undeliverable': label('指令无法送达银行', 'Undeliverable'),
  'order.redelivery-asked': label('银行要求重新推送', 'The bank asked for the push again'),
  'order.received': label('银行已接收', 'Received by the bank'),
  'order.escalated': label('银行未答复，已升级', 'Escalated, because the bank is silent'),
  'order.breached': label('超过 30 分钟未止付', 'Not stopped within 30 minutes'),
  'order.instruction-reminded': label('已催办银行', 'The bank was reminded of an instruction'),
  'order.unanswered': label('银行未答复', 'The bank did not answer'),
  'order.stopped': label('已止付', 'Stopped'),
  'order.returned': label('已退回民警', 'Returned to the officer'),
  'order.already-held': label('已被其他指令止付或冻结', 'Held under another order already'),
  'order.failed': label('止付失败', 'Failed'),
  'order.retry-scheduled': label('将重新询问银行', 'The bank will be asked again'),
  'order.handed-to-phone': label('改由电话联系银行', 'Handed to the telephone'),
  'order.disputed': label('银行答复有争议', "The bank's answer is disputed"),
  'order.dispute-not-kept': label('争议过多，未再记录', 'A further dispute was not kept'),
  'order.supplemented': label('银行补充资金流出', 'The bank told more outflows'),
  'order.answer-contradicted': label('银行答复前后矛盾', "The bank's answer contradicts itself"),
  'order.corrected': label('已更正重发', 'Corrected by another order'),
  'order.lined-up': label('转入轮候', 'Went in line'),
  'order.taken-from-line': label('退出轮候', 'Taken from the line'),
  'order.turn-came': label('轮候到位', 'Its turn came'),
  'order.expired-in-line': label('轮候期间止付到期', 'The stop expired while in line'),
  'order.withdrawn': label('止付已撤回', 'Stop taken back'),
  'order.recalled': label('已通知银行撤回止付', 'The stop was recalled at the bank'),
  'order.taken-on': label('民警认领', 'Taken on by an officer'),
  'order.given-back': label('民警交还', 'Given back by an officer'),
  'order.called-in-vain': label('电话未接通', 'A call came to nothing'),
  'order.documents-added': label('已补充文书', 'Papers added'),
  'order.extension-ordered': label('申请延长止付', 'Extension ordered'),
  'order.extended': label('止付已延长', 'Stop extended'),
  'order.release-ordered': label('申请解除止付', 'Release ordered'),
  'order.released': label('止付已解除', 'Stop released'),
  'order.freeze-ordered': label('申请冻结', 'Freeze ordered'),
  'order.waiting-freeze-ordered': label('申请轮候冻结', 'Waiting freeze ordered'),
  'order.frozen': label('已冻结', 'Frozen'),
  'order.renewal-ordered': label('申请续冻', 'Renewal ordered'),
  'order.renewed': label('已续冻', 'Renewed'),
  'order.unfreeze-ordered': label('申请解除冻结', 'End of the freeze ordered'),
  'order.unfrozen': label('冻结已解除', 'Freeze ended'),
  'order.screened': label('作出甄别结论', 'Screened'),
  'order.money-returned': label('款项已返还', 'Money returned'),
  'order.money-not-returned': label('款项未实际返还', 'Money was not returned'),
  'order.let-go': label('依法应当解除控制', 'The money goes free by right'),
  'order.narrowing-ordered': label('要求减少控制金额', 'Narrowing ordered'),
  'order.narrowed': label('控制金额已减少', 'Narrowed'),
  'order.instruction-refused': label('银行未执行指令', 'The bank refused an instruction'),
  'order.expiry-warned': label('止付即将到期', 'The stop expires soon'),
  'order.expired': label('止付到期', 'The stop expired'),
  'order.renewal-due': label('应当续冻', 'Renewal is due'),
  'order.lapsed': label('冻结到期失效', 'The freeze lapsed'),
  'order.settled': label('到期事项已处理', 'What followed the end of the term was dealt with'),
  'order.outflows-followed': label('已追踪资金去向', 'Outflows followed'),
  'order.outflows-held': label('资金去向待人工决定', 'Outflows held'),
  'order.outflows-cleared': label('民警决定追踪', 'Outflows cleared by officers'),
  'order.outflows-declined': label('民警决定不追踪', 'Outflows declined by officers'),
  'order.joined': label('并入已有指令', 'A request joined it'),
  'account.stop-counted': label('止付次数已计', 'A stop counted'),
  'account.stop-voided': label('止付次数已冲减', 'A stop no longer counts'),
  'account.lined-up': label('进入轮候', 'An order went in line'),
  'account.left-line': label('退出轮候', 'An order left the line'),
  'account.frozen': label('账户已冻结', 'Account frozen'),
  'account.freed': label('账户已解冻', 'Account freed'),
  'region-notice.opened': label('异地冻结计数开始', 'First account in another region'),
  'region-notice.counted': label('异地冻结已计', 'Account in another region counted'),
  'region-notice.fell-due': label('应当书面通报', 'Written notice is due'),
  'region-notice.sent': label('通报已发出', 'Notice sent'),
  'region-notice.acknowledged': label('通报已获回执', 'Notice acknowledged'),
  'region-notice.overdue': label('通报逾期', 'Notice overdue'),
  'screening.opened': label('开始甄别', 'Screening opened'),
  'screening.warned': label('甄别期限将至', 'The term of the screening ends soon'),
  'screening.found': label('作出甄别结论', 'Finding recorded'),
  'screening.lapsed': label('逾期未作出甄别结论', 'No finding in the term'),
  'screening.ended': label('甄别终止', 'Screening ended with the freeze'),
  'screening.owner-told': label('已告知权利人', 'Owner told'),
  'screening.owner-overdue': label('逾期未告知权利人', 'Owner not told in time'),
  'freeze-count.counted': label('冻结数量已计', 'A freeze of the case counted'),
  'trace-count.opened': label('追踪数量已计', 'Traced orders counted'),
} as const satisfies LabelsOf<FreezeFact['type']>;

const ofBanks = {
  'bank.registered': label('银行登记', 'Bank registered'),
  'bank.mode-switched': label('银行启用状态变更', 'Bank switched'),
  'circuit.failed': label('接口失败', 'Endpoint failed'),
  'circuit.opened': label('暂停推送', 'Pushes paused'),
  'circuit.closed': label('恢复推送', 'Pushes resumed'),
  'test-order.started': label('测试开始', 'Test started'),
  'test-order.moved': label('测试进展', 'Test went on'),
  'test-order.told': label('测试：银行答复协查', 'The bank answered the question of a test'),
  'test-order.pushed': label('测试推送', 'Test pushed'),
  'test-order.judged': label('测试判定', 'Test judged'),
  'conformance.test-started': label('接口测试开始', 'Test of the bank started'),
  'conformance.test-judged': label('接口测试判定', 'Test of the bank judged'),
  'holder-request.asked': label('查询账户户主', 'Holder asked for'),
  'holder-request.answered': label('银行答复户主', 'Holder told'),
  'holder-request.declined': label('银行答复无法查询户主', 'The bank cannot tell the holder'),
  'holder-request.contested': label('银行就户主作出不同答复', 'Another holder told'),
  'watch.begun': label('开始动态监控', 'Watch begun'),
  'watch.lines-told': label('收到动账信息', 'New lines told'),
  'watch.declined': label('银行答复无法监控', 'The bank cannot watch the account'),
  'watch.taken-up': label('银行改为开始监控', 'The bank watches the account after all'),
  'watch.ended': label('动态监控结束', 'Watch ended'),
  'watch-line.kept': label('留存一条动账', 'Line kept'),
  'statement.requested': label('调取交易明细', 'Statement asked for'),
  'statement.page-taken': label('收到一页明细', 'Page of the statement came'),
  'statement.page-contested': label('同一页明细内容不一致', 'Another content of a page came'),
  'statement.declined': label('银行答复无法提供明细', 'The bank cannot tell the statement'),
  'statement.completed': label('交易明细到齐', 'Statement complete'),
  'statement.found-consistent': label('明细余额核对一致', 'Balances add up'),
  'statement.found-inconsistent': label('明细余额核对不一致', 'Balances do not add up'),
  'statement.lines-followed': label('追踪明细所列资金', 'Lines of the statement followed'),
  'statement-page.kept': label('留存一页明细', 'Page kept'),
  'bank-question.asked': label('向银行提出协查', 'Bank asked'),
  'bank-question.sent': label('协查已发出', 'Question sent to the bank'),
  'bank-question.delivered': label('协查已送达', 'Question delivered'),
  'bank-question.delivery-failed': label('协查送达失败', 'Question not delivered'),
  'bank-question.undeliverable': label('协查无法送达', 'Question undeliverable'),
  'bank-question.reminded': label('再次提出协查', 'Bank asked once more'),
  'bank-question.fell-overdue': label('协查逾期未答', 'Question overdue'),
  'bank-question.answered': label('银行已答复协查', 'Question answered'),
  'bank-question.declined': label('银行答复无法协查', 'Question declined by the bank'),
  'bank-question.withdrawn': label('协查撤回', 'Question withdrawn'),
} as const satisfies LabelsOf<BankSideFact['type']>;

const ofCases = {
  'case.alert-put-right': label('案件随警情更正', 'Follows its corrected alarm'),
  'case.opened': label('建立案件', 'Case opened'),
  'case.alert-joined': label('警情归入案件', 'Alarm joined'),
  'case.person-added': label('添加涉案人员', 'Person added'),
  'case.loss-added': label('登记损失', 'Loss added'),
  'case.evidence-added': label('登记证据', 'Evidence added'),
  'case.must-done': label('三必事项已完成', 'One of the three musts done'),
  'case.corrected': label('案件信息更正', 'Case corrected'),
  'case.item-withdrawn': label('条目已撤除', 'Entry withdrawn'),
  'case.alert-left': label('警情移出案件', 'Alarm left'),
  'case.filed': label('立案', 'Filed'),
  'case.shared': label('案件共享', 'Shared'),
  'case.share-revoked': label('撤销共享', 'Share revoked'),
  'case.linked': label('关联案件', 'Linked'),
  'case.merged': label('并入其他案件', 'Merged into another case'),
  'case.absorbed': label('并入一个案件', 'Another case was merged into it'),
  'case.filing-taken-over': label('沿用立案', 'Filing taken over'),
  'case-of-alert.joined': label('警情归入案件', 'Alarm joined a case'),
  'case-of-alert.left': label('警情移出案件', 'Alarm left a case'),
  'case-number.taken': label('案件编号已使用', 'Case number taken'),
  'case-share.opened': label('共享开始', 'Share began'),
  'case-share.revoked': label('共享已撤销', 'Share revoked'),
  'case-share.expired': label('共享到期', 'Share expired'),
  'case-share.ended-with-case': label('共享随案件并案终止', 'Share ended with its case'),
  'case-reads.noted': label('其他单位查阅', 'Look of another agency noted'),
  'evidence-file.announced': label('证据文件登记', 'File of evidence announced'),
  'evidence-file.link-renewed': label('上传链接更新', 'Link for the upload renewed'),
  'evidence-file.recheck-due': label('待核查是否已上传', 'Cordon has to look for the file itself'),
  'evidence-file.arrived': label('证据文件已上传', 'File of evidence arrived'),
  'evidence-file.scan-asked': label('已送病毒扫描', 'Scan asked for'),
  'evidence-file.released': label('证据文件可供查阅', 'File of evidence can be opened'),
  'evidence-file.rejected': label('证据文件被拒收', 'File of evidence rejected'),
  'evidence-file.lapsed': label('证据文件逾期未上传', 'Upload of the file did not come'),
  'evidence-file.withdrawn': label('证据文件撤回', 'File of evidence withdrawn'),
  'evidence-piece.file-added': label('证据增加文件', 'File added to a piece of evidence'),
  'evidence-piece.file-left': label('证据移除文件', 'File left a piece of evidence'),
  'evidence-openings.noted': label('查阅证据文件', 'File of evidence opened'),
  'access-asker.asked': label('登记查阅申请单位', 'Asker of a request noted'),
  'access-request.asked': label('申请查阅', 'Asked to see more of a case'),
  'access-request.granted': label('准许查阅', 'Request to see more granted'),
  'access-request.declined': label('不予查阅', 'Request to see more declined'),
  'access-request.withdrawn': label('查阅申请撤回', 'Request to see more withdrawn'),
  'access-request.lapsed': label('查阅申请逾期未答复', 'Request to see more not answered in time'),
  'case-clocks.started': label('办案期限开始计算', 'Term of procedure started'),
  'case-clocks.extended': label('办案期限延长', 'Term of procedure extended'),
  'case-clocks.settled': label('办案期限届满日确定', 'End of the term settled'),
  'case-clocks.stopped': label('办案期限停止计算', 'Term of procedure stopped'),
  'case-clocks.warned': label('办案期限即将届满', 'Term of procedure ends soon'),
  'case-clocks.expired': label('办案期限届满', 'Term of procedure ran out'),
  'case-proposals.link-proposed': label('建议关联案件', 'Link proposed'),
  'approval.asked': label('提请审批', 'Approval asked for'),
  'approval.granted': label('审批通过', 'Approval granted'),
  'approval.declined': label('审批未通过', 'Approval declined'),
  'approval.withdrawn': label('审批撤回', 'Approval withdrawn'),
  'approval.lapsed': label('审批失效', 'Approval lapsed'),
  'approval.used': label('审批已使用', 'Approval used'),
  'objection.raised': label('提出异议', 'Objection raised'),
  'objection.joined': label('同一异议再次提出', 'Objection raised again for the same person'),
  'objection.assigned': label('异议已指定审查', 'Objection assigned to a reviewer'),
  'objection.information-requested': label('要求补充异议材料', 'Information asked for'),
  'objection.information-given': label('已补充异议材料', 'Information given'),
  'objection.information-overdue': label('异议材料逾期未补充', 'Information overdue'),
  'objection.reminded': label('异议即将逾期，已提醒', 'Reminded that the objection is due'),
  'objection.fell-overdue': label('异议逾期未答复', 'Objection overdue'),
  'objection.escalated': label('异议逾期，已报市级', 'Overdue objection told to the city'),
  'objection.upheld': label('异议成立或部分成立', 'Objection upheld, in full or in part'),
  'objection.rejected': label('异议驳回', 'Objection rejected'),
  'objection.withdrawn': label('异议撤回', 'Objection withdrawn'),
  'objection.bank-refused': label('银行未执行异议决定', 'The bank declined what carries the ruling out'),
  'objection.ordered-again': label('异议决定重新下达银行', 'What carries the ruling out ordered again'),
  'objection.closed': label('异议办结', 'Objection closed'),
  'objection.supervision-requested': label('申请检察监督', 'Put to the procuratorate'),
  'objection.supervision-overdue': label('检察监督逾期未答复', 'Answer of the procuratorate overdue'),
  'objection.maintained': label('检察院维持措施', 'The procuratorate lets the measure stand'),
  'objection.correction-demanded': label('检察院要求纠正', 'The procuratorate demands a correction'),
  'objection.correction-overdue': label('纠正逾期未答复', 'Answer to the demand overdue'),
  'objection.corrected': label('已按检察院要求纠正', 'Corrected on the demand of the procuratorate'),
  'objection.correction-refused': label('公安机关不予纠正', 'The police refused the correction'),
  'objection-place.kept': label('异议检索登记', 'Place of the objection kept'),
  'open-objections.begun': label('异议待办登记', 'Noted among the open objections'),
  'open-objections.ended': label('异议待办注销', 'No longer among the open objections'),
  'listed-case.suggested': label('建议挂牌', 'Listing suggested'),
  'listed-case.decision-overdue': label('挂牌审批逾期', 'Decision on the listing overdue'),
  'listed-case.loss-noted': label('损失金额变化', 'Loss noted'),
  'listed-case.returns-noted': label('返还金额变化', 'Money returned noted'),
  'listed-case.grounds-added': label('补充挂牌理由', 'Grounds added'),
  'listed-case.proposed': label('申请挂牌', 'Listing proposed'),
  'listed-case.listed': label('挂牌督办', 'Listed'),
  'listed-case.rejected': label('未予挂牌', 'Listing rejected'),
  'listed-case.progress-reported': label('报告进展', 'Progress reported'),
  'listed-case.extension-requested': label('申请延期', 'More time asked for'),
  'listed-case.extension-declined': label('延期未批准', 'More time declined'),
  'listed-case.extended': label('挂牌延期', 'Listing extended'),
  'listed-case.handed-over': label('督办移交', 'Supervision handed over'),
  'listed-case.reminded': label('催办', 'Reminded'),
  'listed-case.notice-issued': label('通报', 'Notice issued'),
  'listed-case.interview-called': label('约谈', 'Interview called'),
  'listed-case.delisted': label('摘牌', 'Delisted'),
  'listed-case.case-merged': label('挂牌案件并案', 'Its case was merged'),
  'listed-case.joined': label('并入其他挂牌', 'Joined with another listing'),
  'case-listing.opened': label('挂牌登记', 'Listing registered'),
  'case-listing.grounds-noted': label('挂牌理由登记', 'Grounds registered'),
  'case-listing.closed': label('挂牌登记终结', 'Register of the listing closed'),
} as const satisfies LabelsOf<CaseSideFact['type']>;

const ofConsultations = {
  'consultation-openings.noted': label('会商中查阅证据文件', 'File of evidence opened in a consultation'),
  'consultation.convened': label('发起会商', 'Consultation convened'),
  'consultation.accepted': label('接受会商', 'Invitation accepted'),
  'consultation.declined': label('谢绝会商', 'Invitation declined'),
  'consultation.invitation-overdue': label('会商邀请逾期未答复', 'Invitation not answered in time'),
  'consultation.bundle-changed': label('证据材料更新', 'Evidence bundle changed'),
  'consultation.evidence-requested': label('请求补证', 'Evidence asked for'),
  'consultation.evidence-answered': label('答复补证请求', 'Request for evidence answered'),
  'consultation.evidence-overdue': label('补证逾期', 'Evidence overdue'),
  'consultation.opinion-given': label('出具意见', 'Opinion given'),
  'consultation.deputy-named': label('委托代为作出结论', 'Deputy named'),
  'consultation.deputy-revoked': label('撤销委托', 'Deputy revoked'),
  'consultation.concluded': label('会商结论', 'Concluded'),
  'consultation.action-done': label('事项办结', 'Action done'),
  'consultation.action-overdue': label('事项逾期', 'Action overdue'),
  'consultation.closed': label('会商办结', 'Consultation closed'),
  'consultation.withdrawn': label('会商撤回', 'Consultation withdrawn'),
  'consultation.reopened': label('重新会商', 'Consultation reopened'),
  'consultation.reconvened': label('再次发起会商', 'Consultation reconvened'),
  'consultation.clock-started': label('期限开始计算', 'Term of procedure started'),
  'consultation.clock-extended': label('期限延长', 'Term of procedure extended'),
  'consultation.clock-settled': label('期限届满日确定', 'End of the term settled'),
  'consultation.clock-stopped': label('期限停止计算', 'Term of procedure stopped'),
  'consultation.clock-warned': label('期限即将届满', 'Term of procedure ends soon'),
  'consultation.clock-expired': label('期限届满', 'Term of procedure ran out'),
  'opinion.signed': label('意见签署', 'Opinion signed'),
  'case-consultation.entered': label('会商归入案件', 'Entered in the file of its case'),
  'seat.taken': label('加入席位', 'Seat taken'),
  'seat.closed': label('席位关闭', 'Seat closed'),
  'seat.reopened': label('席位恢复', 'Seat reopened'),
  'seat.overdue-noted': label('逾期标记变更', 'Overdue mark changed'),
  'meeting.scheduled': label('安排例会', 'Meeting scheduled'),
  'meeting.held': label('例会召开', 'Meeting held'),
  'meeting.cancelled': label('例会取消', 'Meeting cancelled'),
  'meeting.minutes-overdue': label('例会纪要逾期', 'Minutes overdue'),
  'meeting.followed': label('安排下一次例会', 'Next meeting followed'),
  'meeting.series-ended': label('例会终止', 'Series of meetings ended'),
} as const satisfies LabelsOf<TogetherFact['type']>;

const ofRegions = {
  'regional-measure.notice-issued': label('发出整改通知', 'Rectification notice issued'),
  'regional-measure.interview-called': label('联合约谈', 'Joint interview called'),
  'regional-measure.warning-posted': label('挂牌警示', 'Listing and warning posted'),
  'regional-measure.evidence-submitted': label('提交整改证明', 'Evidence of correction submitted'),
  'regional-measure.correction-accepted': label('整改验收', 'Correction accepted'),
  'regional-measure.reminded': label('催办整改', 'Reminded of the correction'),
  'regional-measure.fell-overdue': label('整改逾期', 'Correction overdue'),
  'regional-measure.lifted': label('解除整治措施', 'Measure lifted'),
  'protective-measure.requested': label('请求采取保护性措施', 'Protective measure ordered'),
  'protective-measure.joined': label('并入已有保护性措施', 'Joined a measure that stands'),
  'protective-measure.put-in-force': label('保护性措施生效', 'Protective measure in force'),
  'protective-measure.declined': label('银行未采取保护性措施', 'Bank declined the protective measure'),
  'protective-measure.prolonged': label('保护性措施延长', 'Protective measure prolonged'),
  'protective-measure.prolonging-declined': label('银行未延长保护性措施', 'Bank declined the longer term'),
  'protective-measure.prolonging-done': label('银行已延长保护性措施', 'Bank keeps up the longer term after all'),
  'protective-measure.lift-ordered': label('请求解除保护性措施', 'End of the protective measure ordered'),
  'protective-measure.lift-refused': label('银行未解除保护性措施', 'Bank declined to end the protective measure'),
  'protective-measure.lifted': label('保护性措施已解除', 'Protective measure lifted'),
  'protective-measure.expired': label('保护性措施到期', 'Protective measure expired'),
  'protected-place.taken': label('账户保护登记', 'Protective measure of an account noted'),
  'outlet.opening-counted': label('计入网点涉诈账户', 'Account or card counted for an outlet'),
  'outlet.opening-taken-off': label('移出网点涉诈账户', 'Account or card taken off an outlet'),
  'outlet.suggested': label('建议整治网点', 'Measure on an outlet suggested'),
  'outlet.suggestion-withdrawn': label('网点整治建议撤回', 'Suggestion withdrawn'),
  'outlet.dismissed': label('网点整治建议不采纳', 'Suggestion dismissed'),
  'outlet.measure-issued': label('依建议整治网点', 'Measure on an outlet issued'),
  'opening.told': label('开户网点已登记', 'Outlet of an account or a card told'),
  'opening.linked': label('涉诈认定变更', 'Link to fraud noted'),
  'opening.counted': label('计入网点', 'Counted for its outlet'),
  'opening.taken-off': label('移出网点', 'Taken off its outlet'),
  'linked-phone.noted': label('涉诈电话已登记', 'Phone of a suspect noted'),
  'station.recorded': label('登记派出所', 'Station recorded'),
  'station-filings.counted': label('立案数计入派出所', 'Filing counted for a station'),
  'station-ranking.published': label('派出所排名公布', 'Ranking of stations published'),
} as const satisfies LabelsOf<RegionalFact['type']>;

const ofStandards = {
  'standard.recorded': label('登记标准', 'Standard recorded'),
  'standard-line.entered': label('标准载入', 'Standard entered'),
  'standard-line.reserved': label('生效日期预留', 'First day reserved'),
  'standard-line.freed': label('生效日期释放', 'First day freed'),
  'standard-line.barred': label('标准未能生效', 'Standard barred'),
  'standard-line.ended': label('标准终止', 'Standard ended'),
  'standard-line.withdrawn': label('标准撤销', 'Standard withdrawn'),
  'recorded-decision.recorded': label('登记决定', 'Decision recorded'),
  'recorded-decision.departed': label('决定偏离标准', 'Decision departs from the standard'),
  'decision-month.opened': label('月度决定登记开始', 'First decision of a month'),
  'decision-number.taken': label('决定的案件编号已登记', 'Case number of a decision taken'),
  'proposal.made': label('提出提案', 'Proposal made'),
  'proposal.consultation-opened': label('提案征求意见', 'Proposal put to the districts'),
  'proposal.adopted': label('区采纳提案', 'Adopted by a district'),
  'proposal.declined': label('区不采纳提案', 'Declined by a district'),
  'proposal.impact-requested': label('请求测算影响', 'Impact asked for'),
  'proposal.answers-reminded': label('催促答复提案', 'Districts reminded to answer'),
  'proposal.enacted': label('提案生效', 'Proposal in force'),
  'proposal.lapsed': label('提案失效', 'Proposal lapsed'),
  'proposal.withdrawn': label('提案撤回', 'Proposal withdrawn'),
  'impact.started': label('影响测算开始', 'Count of the impact started'),
  'impact.planned': label('影响测算已安排', 'Count of the impact planned'),
  'impact.page-counted': label('影响测算进行中', 'Part of the impact counted'),
  'impact.completed': label('影响测算完成', 'Impact counted'),
  'impact.failed': label('影响测算失败', 'Count of the impact failed'),
} as const satisfies LabelsOf<StandardsFact['type']>;

const ofDesks = {
  'inbox-entry.made': label('通知送达工作台', 'Notice put on a desk'),
  'inbox-entry.done': label('通知已办', 'Notice dealt with'),
  'inbox-entry.settled': label('事项已办结，通知自动关闭', 'Notice closed, because its matter is settled'),
  'inbox-entry.delivered': label('通知已推送', 'Notice pushed'),
  'inbox-entry.undeliverable': label('通知无法推送', 'Notice could not be pushed'),
  'webhook.registered': label('通知接口登记', 'Webhook registered'),
  'agency.registered': label('单位登记', 'Agency registered'),
  'find-entry.closed': label('不再可检索', 'No longer found by searches'),
  'find-entry.entered': label('检索条目登记', 'Entered where searches find it'),
  'searches.noted': label('检索登记', 'Search noted'),
  'calendar-feed.issued': label('日历地址已发放', 'Address of a calendar issued'),
  'calendar-feed.revoked': label('日历地址已撤销', 'Address of a calendar revoked'),
  'running-term.set': label('期限列入清单', 'Term put on a list'),
  'running-term.ended': label('期限移出清单', 'Term taken off a list'),
  'term-register.kept': label('期限登记变更', 'Register of terms changed'),
  'stats.counted': label('统计已计', 'Figures counted'),
  'month-figures.folded': label('月度统计已汇总', 'Figures of a month folded'),
  'year-figures.folded': label('年度统计已汇总', 'Figures of a year folded'),
  'figures-night.folded': label('统计汇总完成', 'Figures folded up to a day'),
  'figures-month.published': label('月报已公布', 'Figures of a month published'),
  'figures-month.corrected': label('月报已更正', 'Figures of a month corrected'),
} as const satisfies LabelsOf<DeskFact['type']>;

const ofReturns = {
  'return-round.opened': label('返还启动', 'Round of return opened'),
  'return-round.account-entered': label('冻结账户纳入返还', 'Frozen account entered the round'),
  'return-round.account-left': label('账户移出返还', 'Account left the round'),
  'return-round.claims-changed': label('被害人申报变更', 'Claims of the round changed'),
  'return-round.plan-asked': label('请求计算分配方案', 'Plan asked for'),
  'return-round.plan-failed': label('分配方案未能计算', 'Plan could not be computed'),
  'return-round.planned': label('分配方案已计算', 'Plan computed'),
  'return-round.notice-published': label('返还公告发布', 'Public notice published'),
  'return-round.notice-renewed': label('返还公告重新计期', 'Public notice began anew'),
  'return-round.notice-withdrawn': label('返还公告撤回', 'Public notice withdrawn'),
  'return-round.notice-ended': label('返还公告期满', 'Public notice ended'),
  'return-round.objection-raised': label('对分配方案提出异议', 'Objection against the plan'),
  'return-round.objection-decided': label('方案异议已处理', 'Objection against the plan decided'),
  'return-round.approved': label('分配方案已批准', 'Plan approved'),
  'return-round.payments-ordered': label('返还划拨均已发出', 'Payments ordered'),
  'return-round.payment-ended': label('一笔返还了结', 'Payment of the round is over'),
  'return-round.payment-put-right': label('一笔返还的结果已更正', 'Payment of the round put right'),
  'return-round.closed': label('返还办结', 'Round of return closed'),
  'return-round.abandoned': label('返还终止', 'Round of return given up'),
  'case-returns.opened': label('登记返还轮次', 'Round of the case noted'),
  'case-returns.ended': label('返还轮次结束', 'Round of the case ended'),
  'return-claim.made': label('被害人申报', 'Claim made'),
  'return-claim.payee-corrected': label('收款账户变更', 'Account of the payee changed'),
  'return-claim.held': label('份额暂缓返还', 'Share held'),
  'return-claim.freed': label('份额恢复返还', 'Held share let go'),
  'return-claim.paid': label('已向被害人返还', 'Money returned on the claim'),
  'return-claim.payment-undone': label('经查款项未返还', 'Money was found not to be returned'),
  'return-claim.payment-disputed': label('银行答复矛盾，暂缓返还', 'Waits: the bank contradicts its word'),
  'return-claim.dispute-settled': label('矛盾答复已核实', 'Dispute of a payment settled'),
  'return-claim.withdrawn': label('申报撤回', 'Claim withdrawn'),
  'claimed-transfer.taken': label('转账已申报', 'Transfer claimed'),
  'claimed-transfer.left': label('转账申报解除', 'Transfer no longer claimed'),
  'return-payment.ordered': label('返还划拨已下达', 'Payment ordered'),
  'return-payment.held': label('返还划拨暂缓', 'Payment held'),
  'return-payment.freed': label('暂缓划拨恢复', 'Held payment ordered'),
  'return-payment.done': label('银行已划拨', 'Bank paid'),
  'return-payment.wrong-account': label('收款账户有误', 'Account of the payee is wrong'),
  'return-payment.corrected': label('更正账户后重新划拨', 'Payment ordered again to another account'),
  'return-payment.failed': label('划拨失败', 'Payment failed'),
  'return-payment.dropped': label('划拨取消', 'Payment given up'),
  'return-payment.disputed': label('银行对划拨的答复前后矛盾', 'Bank contradicts its word'),
  'return-payment.dispute-settled': label('矛盾答复已核实，划拨不变', 'Dispute settled, the payment stands'),
  'return-payment.found-paid': label('经核实已划拨', 'Found paid'),
  'return-payment.found-unpaid': label('经核实未划拨', 'Found not paid'),
  'return-payment.fell-overdue': label('划拨逾期', 'Payment is overdue'),
  'return-plan.written': label('分配方案页已写入', 'Page of a plan written'),
  'return-plan-run.started': label('分配方案开始计算', 'Computation of a plan started'),
  'return-plan-run.paged': label('部分账户已确权', 'Part of a plan computed'),
  'return-plan-run.completed': label('分配方案计算完成', 'Computation of a plan done'),
  'return-plan-run.failed': label('分配方案计算失败', 'Computation of a plan failed'),
} as const satisfies LabelsOf<ReturnFact['type']>;

const ofWarnings = {
  'warning.received': label('收到预警', 'Warning received'),
  'warning.joined': label('同一人新线索并入', 'Another clue of the same person'),
  'warning.graded': label('人工调整等级', 'Grade set by hand'),
  'warning.message-asked': label('下发短信或外呼', 'Message or call asked for'),
  'warning.message-sent': label('已交服务商', 'Given to a provider'),
  'warning.message-answered': label('服务商反馈', 'Provider told the outcome'),
  'warning.message-lost': label('服务商未反馈', 'Provider told no outcome'),
  'warning.taken': label('领取', 'Taken in hand'),
  'warning.lease-renewed': label('续领', 'Held for as long again'),
  'warning.given-back': label('退回', 'Given back'),
  'warning.lease-lapsed': label('领取超时', 'Lease lapsed'),
  'warning.contacted': label('劝阻记录', 'Contact recorded'),
  'warning.climbed': label('逾期升级', 'Climbed to the next level'),
  'warning.fell-overdue': label('市级逾期', 'Overdue at the city'),
  'warning.moved': label('移交或下发', 'Given to another place'),
  'warning.closed': label('办结', 'Closed'),
  'warning.alarm-raised': label('转为警情', 'Alarm raised'),
  'warning.ended-in-loss': label('预警后被骗', 'Fraud after the warning'),
  'warning.loss-withdrawn': label('预警后被骗撤销', 'Fraud after the warning taken back'),
  'warned-person.warned': label('预警对象标识已登记', 'Mark of a warned person noted'),
  'warnings-before.noted': label('警情对应的预警已登记', 'Warning before an alarm noted'),
  'warning-day.counted': label('当日预警已统计', 'Warnings of a day counted'),
  'warning-night.closed': label('夜间预警统计完成', 'Nightly count of warnings done'),
  'channel.registered': label('服务商已登记', 'Provider registered'),
} as const satisfies LabelsOf<WarningSideFact['type']>;
const ofBlacklist = {
  'blacklist-entry.listed': label('列入黑名单', 'Mark listed'),
  'blacklist-entry.ground-added': label('补充列入理由', 'Ground added'),
  'blacklist-entry.renewed': label('惩戒期续期', 'Term begun anew'),
  'blacklist-entry.told': label('已告知当事人', 'Person told'),
  'blacklist-entry.not-told': label('登记未告知原因', 'Reason for not telling recorded'),
  'blacklist-entry.telling-overdue': label('告知逾期', 'Telling is overdue'),
  'blacklist-entry.appealed': label('当事人申诉', 'Appeal recorded'),
  'blacklist-entry.appeal-overdue': label('申诉处理逾期', 'Decision on the appeal is overdue'),
  'blacklist-entry.appeal-rejected': label('申诉不成立', 'Appeal rejected'),
  'blacklist-entry.appeal-upheld': label('申诉成立，移出黑名单', 'Appeal upheld, mark taken off'),
  'blacklist-entry.delisted': label('移出黑名单', 'Mark taken off'),
  'blacklist-entry.confirmed': label('新版名单仍收录', 'Still on the list'),
  'blacklist-entry.expired': label('惩戒期满', 'Term is over'),
  'blacklist-list.version-begun': label('新版名单开始导入', 'New version of a list begun'),
  'blacklist-list.page-taken': label('名单一页已导入', 'Page of a list taken'),
  'blacklist-list.held': label('新版名单待确认', 'Version of a list is held'),
  'blacklist-list.completed': label('名单导入完成', 'Version of a list is complete'),
  'blacklist-list.missing-delisted': label('不再收录的条目已移出', 'Missing marks taken off'),
  'blacklist-page.taken': label('名单页登记', 'Page of a list noted'),
  'blacklist-mark.noted': label('标识登记更新', 'Register of the mark noted'),
  'blacklist-checks.noted': label('黑名单核验', 'Marks checked'),
  'unstopped-account.reached': label('资金到达未止付账户', 'Money reached an account without a stop'),
  'collision.found': label('布黑卡碰撞', 'Collision with a listed account'),
  'collision.linked': label('碰撞账户已有指令', 'Collision linked with an order'),
  'collision.ordered': label('碰撞账户申请止付', 'Stop asked for after a collision'),
  'collision.dismissed': label('碰撞不予止付', 'Collision dismissed'),
} as const satisfies LabelsOf<BlacklistFact['type']>;

/** What happened: every type of fact, as timelines, notices and the audit name it (`what`, `type`). */
export const fact = {
  ...ofFreezes,
  ...ofBanks,
  ...ofCases,
  ...ofReturns,
  ...ofConsultations,
  ...ofRegions,
  ...factsOfCampaigns,
  ...ofStandards,
  ...ofDesks,
  ...ofWarnings,
  ...ofBlacklist,
} as const;
