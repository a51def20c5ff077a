import type { TestScenario } from './scenario-names.ts';

interface Expectation {
  readonly zh: string;
  readonly en: string;
}

/** What the bank has to do in each scenario, for the person who starts it. */
export const expectations: Readonly<Record<TestScenario, Expectation>> = {
  stop: {
    zh: '先发送接收回执，再反馈结果：0000 或 1200。',
    en: 'Send the receipt, then the result: 0000 or 1200.',
  },
  reminder: {
    zh: '接收止付及其催办（均返回 2xx），答复一次 0000 或 1200；重复发送相同结果也无妨。',
    en: 'Take the stop and its reminder (2xx each), and answer once with 0000 or 1200; the same result again does no harm.',
  },
  retry: {
    zh: '先以 1100 答复止付；系统会再次询问；然后答复 0000 或 1200。',
    en: 'Answer the stop with 1100 first; it comes again; then answer 0000 or 1200.',
  },
  extend: toTheEnd('延长', 'extension'),
  release: toTheEnd('解除', 'release'),
  freeze: toTheEnd('冻结', 'freeze'),
  renew: toTheEnd('冻结及续冻', 'freeze and its renewal'),
  unfreeze: toTheEnd('冻结及解除冻结', 'freeze and the unfreezing'),
  narrow: {
    zh: '先以 0000 答复止付，再以 0000 答复减额；stoppedFen 不得超过指令所列金额，每次答复都要写明 instructionId。',
    en: 'Answer the stop with 0000, then the narrowing with 0000 and no more in stoppedFen than the sum it names; name the instructionId of each.',
  },
  recall: {
    zh: '止付随即撤回。请以 0000 或 0400 答复撤回；如已止付账户，则答复止付，再答复随后的解除。',
    en: 'The stop is taken back at once. Answer the recall with 0000 or 0400; if you had stopped the account, answer the stop, and then the release that follows.',
  },
  duplicate: {
    zh: '同一推送会以相同的 idempotency-key 到达两次。两次都要接收（2xx），只执行一次：0000 或 1200。',
    en: 'The same push comes twice, with the same idempotency-key. Take both (2xx), carry it out once: 0000 or 1200.',
  },
  'bad-signature': {
    zh: '共四次推送：无签名、内容被篡改、为其他银行签名、一小时前签名。每次都要拒绝（401），并且不作任何答复。',
    en: 'Four pushes: without a signature, with a changed body, signed for another bank, signed an hour ago. Refuse each (401), and answer nothing.',
  },
  outage: {
    zh: '不作推送，如同贵行接口中断。请通过 GET /v1/bank/orders 找到止付指令，并答复 0000 或 1200。',
    en: 'Nothing is pushed, as if your endpoint were down. Find the stop by GET /v1/bank/orders, and answer 0000 or 1200.',
  },
  statement: {
    zh: '将该期间的账户明细逐页报送至 POST /v1/bank/statements/{statementId}/lines，最后一页标明 last；余额须逐笔相符。',
    en: 'Tell the lines of the period page by page to POST /v1/bank/statements/{statementId}/lines, the last page with last; the balances must add up.',
  },
  'whose-account': {
    zh: '通过 POST /v1/bank/holder-requests/{holderRequestId}/answer 答复户主及其在贵行的其他账户。',
    en: 'Say who holds the account, and what else they have at your bank: POST /v1/bank/holder-requests/{holderRequestId}/answer.',
  },
  watch: {
    zh: '答复 outcome done 表示已开始监控，或向 POST /v1/bank/watches/{watchId}/lines 报送一笔动账。',
    en: 'Answer the question with outcome done, or tell a line to POST /v1/bank/watches/{watchId}/lines.',
  },
  return: {
    zh: '答复 outcome done 并写明 paidAt；不要真实划款。',
    en: 'Answer the question with outcome done and paidAt; pay nothing.',
  },
};

function toTheEnd(zh: string, en: string): Expectation {
  return {
    zh: `先以 0000 答复止付，再以 0000 答复${zh}；每次答复都要写明 instructionId。`,
    en: `Answer the stop with 0000, then the ${en} with 0000; name the instructionId of each.`,
  };
}
