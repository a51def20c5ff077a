import type { HolderStatus } from '../bank-questions/holder/model.ts';
import type { AskedKind, QuestionStatus, questionPurposes } from '../bank-questions/question/model.ts';
import type { balanceRules, LineDirection, StatementStatus } from '../bank-questions/statement/model.ts';
import type { WatchEnd, WatchStatus } from '../bank-questions/watch/model.ts';
import { expectations } from '../bank-tests/expectations.ts';
import type { testPurposes } from '../bank-tests/message.ts';
import type { TestFault } from '../bank-tests/model.ts';
import type { PushForm, TestScenario } from '../bank-tests/scenario-names.ts';
import type { BankMode } from '../banks/model.ts';
import type { BodyForm } from '../http/body-forms.ts';
import { signatureAdvice as advice, signatureFaults as faults } from '../http/signature-faults.ts';
import { sendingPurpose } from './freezes.ts';
import { type LabelsOf, label } from './label.ts';

export const bankMode = {
  testing: label('测试中', 'Testing'),
  live: label('已启用', 'Live'),
} as const satisfies LabelsOf<BankMode>;

/** What a bank is asked beside the instructions of an order. */
export const askedKind = {
  statement: label('账户交易明细', 'Statement of an account'),
  'whose-account': label('账户户主查询', 'Whose account'),
  watch: label('账户动态监控', 'Watch of an account'),
  'watch-end': label('停止监控', 'End of a watch'),
  return: label('返还划拨', 'Payment back'),
  protect: label('采取保护性措施', 'Protective measure'),
  unprotect: label('解除保护性措施', 'End of a protective measure'),
} as const satisfies LabelsOf<AskedKind>;

/** Why a question is pushed. */
export const questionPurpose = {
  question: label('询问', 'Question'),
  reminder: label('再次询问', 'Asked again'),
} as const satisfies LabelsOf<(typeof questionPurposes)[number]>;

export const questionState = {
  open: label('待银行答复', 'Open'),
  answered: label('已答复', 'Answered'),
  declined: label('银行无法协查', 'Declined'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<QuestionStatus>;

/** Where a statement of an account stands. */
export const statementState = {
  requested: label('已向银行调取', 'Asked for'),
  arriving: label('陆续到达', 'Arriving'),
  complete: label('已到齐，待核对', 'Complete'),
  consistent: label('核对一致', 'Adds up'),
  inconsistent: label('核对不一致', 'Does not add up'),
  declined: label('银行答复无法提供', 'The bank declined'),
} as const satisfies LabelsOf<StatementStatus>;

export const holderState = {
  requested: label('已向银行查询', 'Asked for'),
  answered: label('已答复', 'Answered'),
  declined: label('银行答复无法查询', 'The bank declined'),
} as const satisfies LabelsOf<HolderStatus>;

export const watchState = {
  running: label('监控中', 'Running'),
  ended: label('已结束', 'Ended'),
  declined: label('银行答复无法监控', 'The bank declined'),
} as const satisfies LabelsOf<WatchStatus>;

/** By what a watch ended. */
export const watchEnd = {
  term: label('到期', 'Its term'),
  word: label('民警决定', 'The word of officers'),
} as const satisfies LabelsOf<WatchEnd>;

export const lineDirection = {
  in: label('转入', 'In'),
  out: label('转出', 'Out'),
} as const satisfies LabelsOf<LineDirection>;

/** Why a line of a statement does not add up. */
export const balanceRule = {
  'does-not-add-up': label('余额对不上', 'The balance does not add up'),
  unreadable: label('无法识别', 'A part cannot be read'),
} as const satisfies LabelsOf<(typeof balanceRules)[number]>;

/** Whether a bank did what it was asked, or cannot. */
export const questionOutcome = {
  done: label('已照办', 'Done'),
  declined: label('无法协查', 'Declined'),
} as const satisfies LabelsOf<'done' | 'declined'>;

/** The subject of a test of a bank. */
export const testScenario = {
  stop: label('止付', 'Stop payment'),
  reminder: label('催办', 'A reminder'),
  retry: label('重新询问', 'Asked again'),
  extend: label('延长止付', 'Extend the stop'),
  release: label('解除止付', 'Release the stop'),
  freeze: label('冻结', 'Freeze'),
  renew: label('续冻', 'Renew the freeze'),
  unfreeze: label('解除冻结', 'End the freeze'),
  narrow: label('减少冻结金额', 'Hold less'),
  recall: label('撤回止付', 'Take the stop back'),
  duplicate: label('重复推送', 'The same push twice'),
  'bad-signature': label('签名错误的推送', 'Pushes with a bad signature'),
  outage: label('银行接口中断', 'An outage of the endpoint'),
  statement: label('调取交易明细', 'A statement'),
  'whose-account': label('查询户主', 'Whose account'),
  watch: label('动态监控', 'A watch'),
  return: label('返还划拨', 'A payment back'),
} as const satisfies LabelsOf<TestScenario>;

/** For what a push of a test is made. */
export const testPurpose = {
  ...sendingPurpose,
  question: questionPurpose.question,
} as const satisfies LabelsOf<(typeof testPurposes)[number]>;

/** What the bank has to do in a test. */
export const testExpectation = expectations;

export const testOutcome = {
  'not-run': label('未测试', 'Not run'),
  running: label('测试中', 'Running'),
  passed: label('通过', 'Passed'),
  failed: label('未通过', 'Failed'),
  outdated: label('已过期，须重测', 'Passed before the registration changed'),
} as const satisfies LabelsOf<'not-run' | 'running' | 'passed' | 'failed' | 'outdated'>;

/** What a bank did wrong in a test, or failed to do. */
export const testFault = {
  'push-not-taken': label('未接收推送', 'A push was not taken'),
  'forgery-taken': label('接收了伪造的推送', 'A forged push was taken'),
  'forgery-not-refused': label('未拒绝伪造的推送', 'A forged push was not refused'),
  'forgery-answered': label('答复了伪造的推送', 'A forged push was answered'),
  'not-carried-out': label('未执行', 'Not carried out'),
  'not-asked-again': label('未给出须重试的答复', 'The bank did not let itself be asked again'),
  contradicted: label('前后答复矛盾', 'The answers contradict each other'),
  'does-not-add-up': label('余额不符', 'The balances do not add up'),
  'time-doubtful': label('所报时间可疑', 'A time is doubtful'),
  unreadable: label('答复无法识别', 'The answer cannot be read'),
  'too-late': label('超时', 'Too late'),
} as const satisfies LabelsOf<TestFault>;

/** What a test still waits for from the bank. */
export const testWaiting = {
  push: label('等待接收推送', 'The push has to be taken'),
  receipt: label('等待接收回执', 'The receipt'),
  result: label('等待执行结果', 'The result'),
} as const satisfies LabelsOf<'push' | 'receipt' | 'result'>;

/** How a push of a test is made. */
export const pushForm = {
  good: label('正确', 'Correct'),
  unsigned: label('未签名', 'Not signed'),
  tampered: label('内容被篡改', 'Tampered with'),
  'other-bank': label('发给其他银行的推送', "Another bank's"),
  stale: label('签名时间过早', 'Signed too long ago'),
} as const satisfies LabelsOf<PushForm>;

/** A line of a bank's log of pushes. */
export const deliveryOutcome = {
  sent: label('已发出', 'Sent'),
  delivered: label('已送达', 'Delivered'),
  failed: label('未送达', 'Not delivered'),
  'held-back': label('暂停推送', 'Held back'),
  'given-up': label('停止推送', 'Given up'),
} as const satisfies LabelsOf<'sent' | 'delivered' | 'failed' | 'held-back' | 'given-up'>;

/** What became of an outflow that a bank told. */
export const outflowOutcome = {
  taken: label('已采用', 'Taken'),
  known: label('先前已报', 'Known before'),
  kept: label('已记录，未追踪', 'Kept, and not followed'),
  'not-kept': label('未记录', 'Not kept'),
} as const satisfies LabelsOf<'taken' | 'known' | 'kept' | 'not-kept'>;

/** What is wrong with a signature: the words with which Cordon explains it. */
export const signatureFault = faults;
export const signatureAdvice = advice;

/** The form of a body that a bank signed, where it sent another. */
export const signedForm = {
  empty: label('空请求体', 'An empty body'),
  'without-line-break-at-end': label('末尾无换行', 'Without the line break at the end'),
  'with-line-break-at-end': label('末尾有换行', 'With a line break at the end'),
  'without-byte-order-mark': label('无字节序标记', 'Without the byte order mark'),
  'with-byte-order-mark': label('有字节序标记', 'With a byte order mark'),
  'line-breaks-lf': label('换行为 LF', 'Line breaks as LF'),
  'line-breaks-crlf': label('换行为 CRLF', 'Line breaks as CRLF'),
  'json-compact': label('紧凑 JSON', 'Compact JSON'),
  'json-spaced': label('带空格的 JSON', 'JSON with spaces'),
  'json-indented': label('缩进的 JSON', 'Indented JSON'),
  'json-sorted': label('键已排序的 JSON', 'JSON with sorted keys'),
  'json-ascii': label('仅含 ASCII 的 JSON', 'JSON in ASCII alone'),
} as const satisfies LabelsOf<BodyForm>;
