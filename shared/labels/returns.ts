import type { OwnershipRule } from '../ownership/model.ts';
import type { ClaimStatus } from '../returns/claim/claim-model.ts';
import type { PaymentStatus, PaymentWord, paymentHoldGrounds } from '../returns/payment/payment-model.ts';
import type { planFailures } from '../returns/plan/plan-failure.ts';
import type { PageRef } from '../returns/plan/plan-pages.ts';
import type { objectorCapacities, PaymentEnd, RoundStatus, setAsideChoices } from '../returns/round/round-model.ts';
import { type LabelsOf, label } from './label.ts';

/** The states of a round of return (返还). */
export const returnRoundStatus = {
  collecting: label('收集账户和申报', 'Collecting accounts and claims'),
  planned: label('方案已计算', 'Planned'),
  noticed: label('公告', 'In public notice'),
  paying: label('划拨', 'Paying'),
  closed: label('办结', 'Closed'),
  abandoned: label('终止', 'Given up'),
} as const satisfies LabelsOf<RoundStatus>;

/** The states of a victim's claim (被害人申报). */
export const returnClaimStatus = {
  standing: label('有效', 'Standing'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<ClaimStatus>;

/** The states of a payment (返还划拨). */
export const returnPaymentStatus = {
  held: label('暂缓', 'Held'),
  ordered: label('已下达', 'Ordered'),
  'wrong-account': label('账户有误', 'Wrong account'),
  done: label('已划拨', 'Paid'),
  failed: label('失败', 'Failed'),
  dropped: label('取消', 'Dropped'),
} as const satisfies LabelsOf<PaymentStatus>;

/** How the money of an account finds its owners (溯源确权). */
export const ownershipRule = {
  single: label('唯一款项', 'The only deposit'),
  'by-time': label('时间可区分', 'Told by time'),
  'pro-rata': label('按比例', 'By loss'),
  nothing: label('无冻结款', 'Nothing is frozen'),
} as const satisfies LabelsOf<OwnershipRule>;

/** What stands on a page of a plan. */
export const returnPlanPage = {
  accounts: label('账户', 'Accounts'),
  claims: label('申报', 'Claims'),
  payments: label('划拨', 'Payments'),
} as const satisfies LabelsOf<Exclude<PageRef['of'], 'outcomes'>>;

/** Why a plan could not be computed. */
export const returnPlanFailure = {
  changed: label('计算期间账户或者申报有变更', 'Accounts or claims changed meanwhile'),
  'statement-missing': label('部分账户尚无完整的交易明细', 'An account has no statement that is whole'),
  'statement-unreadable': label('部分交易明细无法识别', 'Lines of a statement cannot be read'),
  'not-computed': label('计算未能完成，请重新计算', 'It could not be computed; ask for it again'),
} as const satisfies LabelsOf<(typeof planFailures)[number]>;

/** Why a share is not paid yet. */
export const returnHoldGround = {
  'court-money': label('由法院处置', 'A court disposes of the money'),
  'co-owner': label('存在共有人', 'There is a co-owner'),
  dispute: label('存在争议', 'There is a dispute'),
  objection: label('冻结异议未办结', 'An objection to the freeze is open'),
  'above-loss': label('超过被害人损失', 'More than the loss of the victim'),
  'not-frozen': label('冻结金额不足', 'Less is frozen than the sum'),
} as const satisfies LabelsOf<(typeof paymentHoldGrounds)[number]>;

/** What becomes of money that a plan sets aside. */
export const returnSetAside = {
  'let-go': label('解除冻结（确属他人）', 'Let go: it is a third person’s'),
  'keep-frozen': label('继续冻结（可能属其他被害人）', 'Keep frozen: it may be other victims’'),
} as const satisfies LabelsOf<(typeof setAsideChoices)[number]>;

/** Who objects against a plan of return. */
export const returnObjector = {
  victim: label('被害人', 'Victim'),
  holder: label('账户持有人', 'Holder of an account'),
  other: label('其他利害关系人', 'Other person with an interest'),
} as const satisfies LabelsOf<(typeof objectorCapacities)[number]>;

/** How an objection against a plan was decided. */
export const returnObjectionOutcome = {
  upheld: label('异议成立', 'Upheld'),
  rejected: label('异议不成立', 'Rejected'),
} as const satisfies LabelsOf<'upheld' | 'rejected'>;

/** What became of the claims of a round. */
export const returnClaimChange = {
  made: label('新增申报', 'A claim was made'),
  withdrawn: label('撤回申报', 'A claim was withdrawn'),
} as const satisfies LabelsOf<'made' | 'withdrawn'>;

/** How a payment ended. */
export const returnPaymentEnd = {
  done: label('已划拨', 'Paid'),
  failed: label('未能划拨', 'Not paid'),
  dropped: label('不再划拨', 'Dropped'),
} as const satisfies LabelsOf<PaymentEnd>;

/** Whether a bank says that it paid, and whether police found so. */
export const returnPaymentWord = {
  paid: label('已划拨', 'It paid'),
  'not-paid': label('未划拨', 'It did not pay'),
} as const satisfies LabelsOf<PaymentWord>;
