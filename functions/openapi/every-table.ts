import type { Routes } from '../../shared/http/define-routes.ts';
import { accountQuestionRoutes } from '../account-questions/routes.ts';
import { agencyRoutes } from '../agencies/routes.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { approvalRoutes } from '../approvals/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { bankRoutes } from '../bank/routes.ts';
import { bankInboxRoutes } from '../bank-inbox/routes.ts';
import { bankLineRoutes } from '../bank-lines/routes.ts';
import { bankOrderRoutes } from '../bank-orders/routes.ts';
import { bankQuestionRoutes } from '../bank-questions/routes.ts';
import { bankTestRoutes } from '../bank-tests/routes.ts';
import { blacklistRoutes } from '../blacklist/routes.ts';
import { boardRoutes } from '../boards/routes.ts';
import { campaignRoutes } from '../campaigns/routes.ts';
import { casePartRoutes } from '../case-parts/routes.ts';
import { caseRoutes } from '../cases/routes.ts';
import { changeRoutes } from '../changes/routes.ts';
import { channelRoutes } from '../channels/routes.ts';
import { clockRoutes } from '../clocks/routes.ts';
import { collisionRoutes } from '../collisions/routes.ts';
import { consultationRoutes } from '../consultations/routes.ts';
import { evidenceRoutes } from '../evidence-files/routes.ts';
import { figureRoutes } from '../figures/routes.ts';
import { bulkRoutes, instructionRoutes, phoneRoutes, screeningRoutes, stopRoutes } from '../freezes/routes.ts';
import { inboxRoutes } from '../inbox/routes.ts';
import { listedCaseRoutes } from '../listed-cases/routes.ts';
import { meRoutes } from '../me/routes.ts';
import { objectionRoutes } from '../objections/routes.ts';
import { outletRoutes } from '../outlets/routes.ts';
import { protectionRoutes } from '../protective-measures/routes.ts';
import { regionNoticeRoutes } from '../region-notices/routes.ts';
import { regionalRoutes } from '../regional/routes.ts';
import { returnPaymentRoutes } from '../return-payments/routes.ts';
import { returnRoutes } from '../returns/routes.ts';
import { searchRoutes } from '../search/routes.ts';
import { standardRoutes } from '../standards/routes.ts';
import { systemRoutes } from '../system/routes.ts';
import { warningRoutes } from '../warnings/routes.ts';
import { openApiRoutes } from './routes.ts';

/** A part of the API: the function that serves it, its routes, and what the groups are that begin with it. */
interface ApiPart {
  /** As `infra/api-functions.ts` calls the function. */
  readonly serves: string;
  readonly routes: Routes;
  /** The description of each group of routes (`tag`), in the part where it comes first. */
  readonly groups?: Readonly<Record<string, string>>;
}

/** The whole API, in the order of its document. */
export const apiParts: readonly ApiPart[] = [
  { serves: 'Alerts', routes: alertRoutes, groups: { alerts: 'Alarms: a person is being defrauded (接警)' } },
  {
    serves: 'Freezes',
    routes: stopRoutes,
    groups: {
      'freeze-requests': 'One click, many accounts (止付请求)',
      orders: 'One account at one bank, its clocks and its outcome (止付指令)',
    },
  },
  { serves: 'Instructions', routes: instructionRoutes },
  { serves: 'PhoneAnswers', routes: phoneRoutes },
  {
    serves: 'Screenings',
    routes: screeningRoutes,
    groups: { screenings: 'Whether the money of a frozen account is linked to the crime (性质甄别)' },
  },
  { serves: 'BulkInstructions', routes: bulkRoutes },
  {
    serves: 'AccountQuestions',
    routes: accountQuestionRoutes,
    groups: {
      'account questions': 'What the bank of an order is asked about its account: statements, holders, watches (账户协查)',
    },
  },
  {
    serves: 'Approvals',
    routes: approvalRoutes,
    groups: { approvals: 'Approvals as acts: asked for by one person, granted or declined by another (审批)' },
  },
  {
    serves: 'RegionNotices',
    routes: regionNoticeRoutes,
    groups: { 'region notices': 'Written notices to the police of other regions where many accounts are frozen (异地冻结通报)' },
  },
  {
    serves: 'Blacklist',
    routes: blacklistRoutes,
    groups: { blacklist: 'Marks of fraud that are listed, and the checks of banks and operators (行业涉诈黑名单)' },
  },
  {
    serves: 'Collisions',
    routes: collisionRoutes,
    groups: { collisions: 'The money of alarms that touched a listed account (布黑卡碰撞)' },
  },
  {
    serves: 'Objections',
    routes: objectionRoutes,
    groups: {
      objections: 'Objections of people to a stop or a freeze: raised for them, reviewed by others than who ordered (异议)',
    },
  },
  { serves: 'BankInbox', routes: bankInboxRoutes, groups: { 'bank side': 'What banks pull and answer' } },
  { serves: 'BankOrders', routes: bankOrderRoutes },
  { serves: 'BankQuestions', routes: bankQuestionRoutes },
  { serves: 'BankLines', routes: bankLineRoutes },
  { serves: 'Bank', routes: bankRoutes, groups: { banks: 'The banks that can be reached' } },
  { serves: 'BankTests', routes: bankTestRoutes },
  {
    serves: 'Agencies',
    routes: agencyRoutes,
    groups: { agencies: 'The agencies that can be named: shared with, consulted, made responsible (单位)' },
  },
  {
    serves: 'Search',
    routes: searchRoutes,
    groups: { search: 'Finding things again, by what people know of them (检索)' },
  },
  {
    serves: 'Cases',
    routes: caseRoutes,
    groups: { cases: 'Case files: what belongs together, and who else may see which part (案件)' },
  },
  {
    serves: 'EvidenceFiles',
    routes: evidenceRoutes,
    groups: {
      'evidence files': 'The files of pieces of evidence: uploaded to the store, opened by those who may see them (证据文件)',
      'access requests': 'Requests of agencies to see more of a case than is shared with them (查阅申请)',
    },
  },
  {
    serves: 'Returns',
    routes: returnRoutes,
    groups: { returns: 'The way of the money back: rounds of return, claims of victims, public notices (返还)' },
  },
  { serves: 'ReturnPayments', routes: returnPaymentRoutes },
  {
    serves: 'Boards',
    routes: boardRoutes,
    groups: { boards: 'What a page shows, in one read: an alarm with all its orders, a case with what stands around it (看板)' },
  },
  { serves: 'CaseParts', routes: casePartRoutes },
  {
    serves: 'Consultations',
    routes: consultationRoutes,
    groups: {
      consultations: 'Opinions of agencies on a case: evidence, conclusions, terms (会商)',
      meetings: 'Periodic meetings: agenda, minutes, the next one (例会)',
    },
  },
  {
    serves: 'Standards',
    routes: standardRoutes,
    groups: {
      standards: 'The standard of each district for arrest and prosecution, and what it says of a case (捕诉标准)',
      proposals: 'Changes of a standard: proposed, consulted on, counted, adopted district by district',
    },
  },
  {
    serves: 'ListedCases',
    routes: listedCaseRoutes,
    groups: { 'listed cases': 'Big cases under supervision until they are done (挂牌督办)' },
  },
  {
    serves: 'Warnings',
    routes: warningRoutes,
    groups: { warnings: 'Persons about to be defrauded, contacted before the money leaves (预警劝阻)' },
  },
  {
    serves: 'Channels',
    routes: channelRoutes,
    groups: { channels: 'Providers of messages and calls (短信、智能外呼)' },
  },
  {
    serves: 'Regional',
    routes: regionalRoutes,
    groups: {
      'regional measures': 'Notices, interviews and warnings for districts, towns, outlets, firms (区域整治)',
      'station ranking': 'Stations by filed cases per 10,000 residents (派出所发案排名)',
    },
  },
  {
    serves: 'ProtectiveMeasures',
    routes: protectionRoutes,
    groups: {
      'protective measures':
        "Protection of people's own accounts at their bank, for a short term: nothing goes out, or a limit a day (保护性措施)",
    },
  },
  {
    serves: 'Outlets',
    routes: outletRoutes,
    groups: {
      outlets: 'Outlets of banks and operators by the accounts and phone cards opened there that are linked to fraud (网点)',
    },
  },
  {
    serves: 'Campaigns',
    routes: campaignRoutes,
    groups: {
      campaigns: 'Campaigns against fraud: leads gathered, sent in waves, and what came of them (集群战役)',
      leads: 'Leads as their targets work them: accepted, returned, handed on, told of, finished (线索)',
    },
  },
  {
    serves: 'Inbox',
    routes: inboxRoutes,
    groups: { inbox: "The notices on the caller's desks, and webhooks that have them pushed (通知)" },
  },
  {
    serves: 'Me',
    routes: meRoutes,
    groups: { me: 'The caller: who it is by its token, what it may do, what waits for it, which terms run (我的)' },
  },
  { serves: 'Clocks', routes: clockRoutes },
  { serves: 'Changes', routes: changeRoutes },
  {
    serves: 'Figures',
    routes: figureRoutes,
    groups: { figures: 'How fast and how much was stopped, told apart; the months that are published (统计)' },
  },
  { serves: 'System', routes: systemRoutes, groups: { system: 'The service itself: health, keys, policy, audit' } },
  { serves: 'OpenApi', routes: openApiRoutes },
  { serves: 'Audit', routes: auditRoutes },
];

/** The route tables of the whole API. */
export const everyTable: readonly Routes[] = apiParts.map(({ routes }) => routes);
