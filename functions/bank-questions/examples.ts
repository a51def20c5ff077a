import type * as z from 'zod';
import type { HolderAnswer } from '../../shared/bank-questions/holder/model.ts';
import type { ToldPage } from '../../shared/bank-questions/statement/bodies.ts';

/** The last page of a short statement. */
export const pageExample: z.input<typeof ToldPage> = {
  page: 1,
  last: true,
  lines: [
    {
      serial: 'TX202611220920000007',
      at: '2026-11-22T09:20:00+08:00',
      direction: 'in',
      amountFen: 20_000_000,
      balanceFen: 20_013_500,
      counterparty: { bankId: 'jinghua', accountName: '王某', accountNumber: '6200000000000000009' },
      channel: '网银',
    },
    {
      serial: 'TX202611220929400007',
      at: '2026-11-22T09:29:40+08:00',
      direction: 'out',
      amountFen: 8_000_000,
      balanceFen: 12_013_500,
      counterparty: { bankId: 'yanjing', accountName: '刘某', accountNumber: '6200000000000000004' },
      channel: '手机银行',
      remark: '转账',
    },
  ],
};

/** Who holds an account; the people and numbers are made up. */
export const holderExample = {
  holder: { name: '刘某', idNumber: '110108199003070017', phone: '13800000002', accountKind: 'personal' },
  accounts: [{ accountNumber: '6200000000000000011', accountKind: 'personal', openedAt: '2025-03-07T10:00:00+08:00' }],
} as const satisfies z.input<typeof HolderAnswer>;
