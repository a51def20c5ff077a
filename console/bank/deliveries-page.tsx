import { Button, type TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useMay } from '../acts/may.ts';
import { type ActThing, thingKey } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { redeliverBankOrder } from '../generated/acts/bank-side.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone, type ToneName } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { bankTexts } from './words.ts';

type Delivery = Schemas['BankDelivery'];

/** What was pushed to the bank or laid out for it, the newest first, and why a push did not arrive; of one order where the address names it. */
export default function DeliveriesPage() {
  const t = useText(bankTexts);
  const [query] = useSearchParams();
  const orderId = query.get('orderId') ?? '';
  const lines = useList(['bank-deliveries', orderId], (page) =>
    contentOf(api.GET('/v1/bank/deliveries', { params: { query: { ...(orderId !== '' && { orderId }), ...page } } })),
  );
  return (
    <Page title={t('deliveries')}>
      {orderId !== '' && <OfOneOrder orderId={orderId} />}
      <List of={lines} empty={t('emptyDeliveries')}>
        {(items) => <DeliveryTable lines={items} />}
      </List>
    </Page>
  );
}

function OfOneOrder({ orderId }: { readonly orderId: string }) {
  const t = useText(bankTexts);
  const [, setQuery] = useSearchParams();
  return (
    <p>
      {t('ofOrder')} <Link to={`/bank/orders/${orderId}`}>{orderId}</Link>{' '}
      <Button size="small" onClick={() => setQuery({})}>
        {t('allOrders')}
      </Button>
    </p>
  );
}

const tones: Readonly<Record<Delivery['outcome'], ToneName>> = {
  sent: 'plain',
  delivered: 'good',
  failed: 'bad',
  'held-back': 'warn',
  'given-up': 'bad',
};

function DeliveryTable({ lines }: { readonly lines: readonly Delivery[] }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const may = useMay();
  const columns: TableColumnsType<Delivery & { readonly n: number }> = [
    { title: t('time'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
    {
      title: t('order'),
      key: 'order',
      render: (_, { orderId, instruction }) => (
        <>
          <Link to={`/bank/orders/${orderId}`}>{words('instruction', instruction)}</Link>
          <div className="quiet">{orderId}</div>
        </>
      ),
    },
    {
      title: t('purpose'),
      key: 'purpose',
      render: (_, { purpose }) => purpose !== undefined && words('sendingPurpose', purpose),
    },
    { title: t('channel'), key: 'channel', render: (_, { channel }) => words('sendingChannel', channel) },
    {
      title: t('outcome'),
      key: 'outcome',
      render: (_, { outcome, attempt }) => (
        <>
          <Tone tone={tones[outcome]}>{words('deliveryOutcome', outcome)}</Tone>{' '}
          {attempt !== undefined && t('attempt', { n: attempt })}
        </>
      ),
    },
    {
      title: t('why'),
      key: 'why',
      render: (_, { reason, httpStatus }) =>
        [reason && words('deliveryFailure', reason), httpStatus && `HTTP ${httpStatus}`].filter(Boolean).join(' · '),
    },
    {
      title: t('again'),
      key: 'again',
      render: (_, { orderId, outcome }) => (
        <ActButton
          offered={outcome !== 'sent' && outcome !== 'delivered'}
          act={redeliverBankOrder}
          size="small"
          thing={orderThing(orderId, may)}
        />
      ),
    },
  ];
  return <WideTable name={t('deliveries')} rowKey="n" rows={lines.map((line, n) => ({ ...line, n }))} columns={columns} />;
}

function orderThing(orderId: string, may: ReadonlySet<string>): ActThing {
  const [path, params] = ['/v1/bank/orders/{orderId}', { orderId }];
  return { path, params, may, shownIn: [thingKey(path, params), ['bank-deliveries']] };
}
