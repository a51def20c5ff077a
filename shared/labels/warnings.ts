import type { ContactNeed } from '../warnings/outcomes.ts';
import type { ClueOutcomeName, WarningCard } from '../warnings/views.ts';
import type {
  ChannelMeans,
  Closing,
  Means,
  WarningGrade,
  WarningLevel,
  WarningSignal,
  WarningSource,
  WarningStatus,
} from '../warnings/warning-model.ts';
import { type LabelsOf, label } from './label.ts';

/** The states of a warning (预警). */
export const warningStatus = {
  open: label('待处置', 'Open'),
  held: label('处置中', 'In hand'),
  closed: label('已办结', 'Closed'),
} as const satisfies LabelsOf<WarningStatus>;

/** The four grades (预警等级). */
export const warningGrade = {
  urgent: label('紧急', 'Urgent'),
  high: label('高危', 'High'),
  medium: label('中危', 'Medium'),
  low: label('低危', 'Low'),
} as const satisfies LabelsOf<WarningGrade>;

/** The four levels that handle warnings. */
export const warningLevel = {
  community: label('社区', 'Community'),
  station: label('派出所', 'Station'),
  'sub-bureau': label('分局', 'Sub-bureau'),
  city: label('市局', 'City'),
} as const satisfies LabelsOf<WarningLevel>;

/** The means of a warning (劝阻方式). */
export const warningMeans = {
  sms: label('短信', 'Message'),
  'ai-call': label('智能外呼', 'Call by a machine'),
  phone: label('电话', 'Call'),
  visit: label('上门', 'Visit'),
} as const satisfies LabelsOf<Means>;

/** What providers carry. */
export const channelMeans = {
  sms: warningMeans.sms,
  'ai-call': warningMeans['ai-call'],
} as const satisfies LabelsOf<ChannelMeans>;

/** How a contact, or a warning, ended (劝阻结果). */
export const warningOutcome = {
  informed: label('短信送达', 'The message arrived'),
  dissuaded: label('劝阻成功', 'Dissuaded'),
  doubtful: label('仍有疑虑', 'Reached, still in doubt'),
  'not-reached': label('未联系上', 'Not reached'),
  refused: label('拒绝沟通', 'Refused to talk'),
  'wrong-person': label('非本人号码', 'Another person'),
  'already-paid': label('已转账', 'Paid already'),
  'false-alarm': label('核实无风险', 'No fraud'),
  merged: label('并入同一人预警', 'Joined to the warning of the same person'),
} as const satisfies LabelsOf<Closing>;

/** What may have to come with an outcome. */
export const contactNeed = {
  checklist: label('上门检查清单', 'Checklist of the visit'),
  paid: label('已转账情况', 'What was paid'),
} as const satisfies LabelsOf<ContactNeed>;

/** Where clues come from (预警来源). */
export const warningSource = {
  'national-platform': label('国家反诈平台', 'National platform'),
  'city-model': label('市级模型', "The city's model"),
  'operator-model': label('运营商模型', "An operator's model"),
  'bank-model': label('银行模型', "A bank's model"),
  'internet-company': label('互联网企业', 'An internet company'),
  'neighbouring-province': label('外省推送', 'Another province'),
  'citizen-report': label('群众举报', 'A report of a citizen'),
} as const satisfies LabelsOf<WarningSource>;

/** What a source saw (预警特征). */
export const warningSignal = {
  'paying-now': label('正在转账', 'Is paying now'),
  'screen-shared': label('共享屏幕', 'Shares the screen'),
  'long-fraud-call': label('与诈骗号码长时通话', 'A long call with a fraud number'),
  'fraud-app-installed': label('安装诈骗软件', 'Installed a fraud app'),
  'fraud-site-visited': label('访问诈骗网站', 'Visited a fraud site'),
  'fraud-chat-joined': label('加入诈骗群聊', 'Joined a fraud chat'),
  'fraud-number-called': label('拨打诈骗号码', 'Called a fraud number'),
  'large-transfer-tried': label('尝试大额转账', 'Tried a large transfer'),
  'loan-taken': label('网络贷款到账', 'Took a loan'),
  elderly: label('老年人', 'Elderly'),
  minor: label('未成年人', 'Minor'),
  'victim-before': label('曾经被骗', 'A victim before'),
} as const satisfies LabelsOf<WarningSignal>;

/** What became of a clue. */
export const clueOutcome = {
  received: label('新预警', 'Began a warning'),
  joined: label('并入预警', 'Joined an open warning'),
  known: label('已收过', 'Taken before'),
} as const satisfies LabelsOf<ClueOutcomeName>;

/** Whether an alarm of the same person followed. */
export const warningLoss = {
  'after-contact': label('联系后被骗', 'Fraud after a contact'),
  'before-contact': label('联系前被骗', 'Fraud before a contact'),
} as const satisfies LabelsOf<NonNullable<WarningCard['loss']>>;
