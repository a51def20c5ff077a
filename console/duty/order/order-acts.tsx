import { ActButton } from '../../acts/act-button.tsx';
import { offers } from '../../acts/offers.ts';
import type { ActThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import {
  addDocuments,
  correctOrder,
  extendOrder,
  lineUp,
  releaseOrder,
  renewOrder,
  settleOrder,
  takeTurn,
  unfreezeOrder,
  withdrawOrder,
} from '../../generated/acts/orders.ts';
import { RaiseObjection } from '../../objections/raise.tsx';
import { useText } from '../../words/texts.ts';
import { useGranted } from './use-asked.ts';
import { orderTexts } from './words.ts';

interface OrderActsProps {
  readonly order: ActThing;
  readonly data: Schemas['StopOrder'];
}

const all = [
  ...[extendOrder, releaseOrder, withdrawOrder, renewOrder, unfreezeOrder],
  ...[correctOrder, addDocuments, lineUp, settleOrder, takeTurn],
] as const;

/** What this person can do with the order now; a freeze stands below, with what it needs, and the telephone with its number. */
export function OrderActs({ order, data }: OrderActsProps) {
  const t = useText(orderTexts);
  const [release, renewal] = [useGranted(data.orderId, 'release'), useGranted(data.orderId, 'renewal')];
  const signed = { officers: data.officers };
  const mayLetGo = { ...signed, ...(release !== undefined && { approvalId: release }) };
  const mayRenew = { ...signed, ...(renewal !== undefined && { approvalId: renewal }) };
  const corrected = { ...signed, account: data.account };
  return (
    <section className="part" aria-label={t('acts')}>
      {all.every((act) => !offers(act, order)) && <p className="quiet">{t('noActs')}</p>}
      <div className="acts">
        <ActButton act={extendOrder} thing={order} initial={signed} />
        <ActButton act={correctOrder} thing={order} initial={corrected} open={['/account', '/account/transfer']} primary />
        <ActButton act={takeTurn} thing={order} initial={signed} primary />
        <ActButton act={settleOrder} thing={order} primary />
        <ActButton act={renewOrder} thing={order} initial={mayRenew} open={['/notice']} />
        <ActButton act={addDocuments} thing={order} />
        <ActButton act={lineUp} thing={order} initial={signed} />
        <ActButton act={withdrawOrder} thing={order} initial={signed} danger />
        <ActButton act={releaseOrder} thing={order} initial={mayLetGo} danger />
        <ActButton act={unfreezeOrder} thing={order} initial={mayLetGo} open={['/notice']} danger />
        <RaiseObjection orderId={data.orderId} />
      </div>
    </section>
  );
}
