const MINUTE = 60_000;

/** The mule accounts the victim paid, each at a bank of another temper. The amounts add up to 455,400 yuan. */
const payments = [
  { bankId: 'jinghua', accountName: '张伟民', yuan: 100_000 },
  { bankId: 'yanjing', accountName: '王德海', yuan: 150_000 },
  { bankId: 'taihang', accountName: '欧阳晓峰', yuan: 80_000 },
  { bankId: 'xishan', accountName: '李家栋', yuan: 55_400 },
  { bankId: 'yongding', accountName: '陈志强', yuan: 30_000 },
  { bankId: 'jundu', accountName: '刘桂芳', yuan: 20_000 },
  { bankId: 'lianhua', accountName: '北京瑞丰达商贸有限公司', yuan: 20_000 },
] as const;

const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
] as const;

/**
 * A victim report of 455,400 yuan, the way a duty officer of Haidian types it in.
 *
 * @param run makes the report's number and the account numbers those of this run
 * @param now epoch milliseconds; the call came in two minutes ago
 */
export function victimReport(run: number, now: number) {
  return {
    source: 'victim-report',
    sourceRef: `110-${new Date(now).toISOString().slice(0, 10)}-${run}`,
    receivedAt: new Date(now - 2 * MINUTE).toISOString(),
    district: 'haidian',
    victim: { name: '周秀兰', idNumber: '110108195803124521', phone: '13800000000' },
    fraudType: '冒充公检法',
    lossFen: payments.reduce((sum, { yuan }) => sum + yuan * 100, 0),
    summary: '被害人接到自称检察官的电话，按要求将资金转入七个所谓“安全账户”。',
  };
}

/** One click: stop payment on every account the victim named. */
export function stopRequest(run: number, alertId: string, now: number) {
  return {
    alertId,
    urgency: 'urgent',
    reason: '电信网络诈骗，资金正在转移',
    officers,
    accounts: payments.map(({ bankId, accountName, yuan }, i) => ({
      bankId,
      accountName,
      accountNumber: accountNumber(run, i),
      accountKind: accountName.endsWith('公司') ? 'corporate' : 'personal',
      transfer: {
        amountFen: yuan * 100,
        currency: 'CNY',
        at: new Date(now - (9 - i) * MINUTE).toISOString(),
        serial: `HD${run}T${i}`,
      },
    })),
  };
}

/** The officer's answer to 'name and number differ': the name as the bank has it, on the same account. */
export function correction(run: number, bankId: string, now: number) {
  const index = payments.findIndex((payment) => payment.bankId === bankId);
  const payment = payments[index];
  if (payment === undefined) return undefined;
  const { accounts } = stopRequest(run, '', now);
  return {
    reason: '户名更正后重新发出',
    officers,
    account: { ...accounts[index], accountName: `${payment.accountName}（更正）` },
  };
}

function accountNumber(run: number, index: number): string {
  return `6222${String(run).padStart(13, '0')}${String(index).padStart(2, '0')}`;
}
