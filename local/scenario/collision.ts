import * as z from 'zod';
import { payeeOf } from '../banks/answers.ts';
import { takeReport } from './fraud-cases.ts';
import type { Stage } from './stage.ts';
import { askForStops, officers, orderThat, paidInto } from './stops.ts';
import { clockOf, minutes, yuan } from './table.ts';

const DISTRICT = 'haidian';
const POLICE = `police-${DISTRICT}`;
const LOSS_FEN = 12_000_000;
/** The bank of the account that the victim paid into tells where earlier money went: to the other bank. */
const [FROM, TO] = ['guanting', 'jinghua'];

const Listed = z.looseObject({ reference: z.string() });
const Found = z.looseObject({
  collisionId: z.string(),
  alertId: z.string(),
  foundAt: z.string(),
  amountFen: z.number().default(0),
});
const Collisions = z.looseObject({ items: z.array(Found) });
const Ordered = z.looseObject({ status: z.string(), orderId: z.string() });

/** What the scene leaves for those that follow. */
export interface CollisionOutcome {
  readonly alertId: string;
  /** The entry of the blacklist that was hit, for the phone. */
  readonly entry: string;
  readonly account: Pick<ReturnType<typeof payeeOf>, 'bankId' | 'accountNumber'>;
  readonly line: string;
}

/**
 * One collision (布黑卡碰撞). A bank tells where the money of earlier victims went. The trace does not follow that, since it is not this
 * victim's; but the account is listed, so the duty officer is told, and has it stopped with one click.
 */
export async function playCollision(stage: Stage): Promise<CollisionOutcome> {
  stage.scene('A listed account is met');
  const accountNumber = `6225${String(stage.run).padStart(12, '0')}001`;
  const payee = payeeOf(accountNumber, TO);
  const account = { bankId: payee.bankId, accountNumber: payee.accountNumber };
  const { reference: entry } = await stage.post(
    'police-chaoyang',
    '/v1/blacklist',
    {
      ...{ mark: { kind: 'account', ...account }, ground: 'account-rental', reason: '持卡人承认出售银行卡' },
      evidence: [{ findingText: '持卡人供述出售银行卡', paper: `京公朝认字〔${stage.now().slice(0, 4)}〕${stage.run}号` }],
    },
    Listed,
  );
  stage.say(`Chaoyang lists an account at ${TO} that was sold: ${entry}.`);
  const { alertId, answeredAt } = await askFrom(stage, accountNumber);
  const found = await stage.until(POLICE, `/v1/collisions?district=${DISTRICT}&limit=100`, Collisions, ({ items }) =>
    items.find((one) => one.alertId === alertId),
  );
  const since = (at: string) => ((Date.parse(at) - Date.parse(answeredAt)) / 1_000).toFixed(1);
  await stage.told(POLICE, 'collision.found', found.collisionId);
  const told = since(stage.now());
  stage.say(`The duty officer of Haidian is told: ¥${yuan(found.amountFen)} of earlier victims went to the listed account.`);
  const path = `/v1/collisions/${found.collisionId}/order`;
  const { orderId } = await stage.post(POLICE, path, { reason: '资金流入黑名单账户', officers }, Ordered);
  const order = await orderThat(stage, POLICE, orderId, 'stopped');
  const after = minutes(clockOf(order, Date.parse(stage.now())));
  const line = `Collision: it stood ${since(found.foundAt)} seconds after the bank's answer, and the duty officer had the notice after ${told} (of the city's clock); one click, and ${TO} stopped ¥${yuan(order.stoppedFen)}, ${after} after the alarm.`;
  stage.say(`One click: ${TO} stops it.`);
  return { alertId, entry, account, line };
}

/** A victim reports, and the bank of the account that she paid into answers. */
async function askFrom(stage: Stage, accountNumber: string): Promise<{ readonly alertId: string; readonly answeredAt: string }> {
  const fraud = { district: DISTRICT, title: '黑名单碰撞', fraudType: '虚假投资理财', summary: '被害人按“导师”要求转账。' };
  const alertId = await takeReport(stage, fraud, { lossFen: LOSS_FEN, place: 0 });
  const at = stage.now(-1 / 1_440);
  const paid = paidInto({ bankId: FROM, accountName: '周某', accountNumber, amountFen: LOSS_FEN, at });
  const [orderId = ''] = await askForStops(stage, POLICE, { alertId, reason: '电信网络诈骗', accounts: [paid] });
  const { t4: answeredAt = '', stoppedFen } = await orderThat(stage, POLICE, orderId, 'stopped');
  stage.say(
    `A victim paid ¥${yuan(LOSS_FEN)} into another account: ${FROM} stops ¥${yuan(stoppedFen)}, and tells of earlier money.`,
  );
  return { alertId, answeredAt };
}
