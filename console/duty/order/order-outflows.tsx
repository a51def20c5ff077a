import type { TableColumnsType } from 'antd';
import { ActButton } from '../../acts/act-button.tsx';
import type { ActThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import { declineHeldOutflows, followHeldOutflows } from '../../generated/acts/orders.ts';
import { useNames } from '../../states/names.ts';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { OrderLink } from './order-links.tsx';
import { Unread } from './unread.tsx';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];

interface Row {
  readonly place: number;
  readonly line: Order['outflows'][number];
  readonly edge: Order['edges'][number] | undefined;
}

interface OrderOutflowsProps {
  readonly order: ActThing;
  readonly data: Order;
}

/** The money that left the account, by the bank's word, and what the trace made of it; held ways are followed or declined here. */
export function OrderOutflows({ order, data }: OrderOutflowsProps) {
  const t = useText(orderTexts);
  const { officers, outflows, edges, waitingOutflows } = data;
  const rows = outflows.map((line, place) => ({ place, line, edge: edges.find(({ outflow }) => outflow === place) }));
  return (
    <section className="part">
      <h2>{t('outflows')}</h2>
      {rows.length === 0 ? <p className="quiet">{t('noOutflows')}</p> : <Outflows rows={rows} order={order} data={data} />}
      <div className="acts">
        <ActButton offered={waitingOutflows.length > 0} act={followHeldOutflows} thing={order} initial={{ officers }} />
        <ActButton offered={waitingOutflows.length > 0} act={declineHeldOutflows} thing={order} initial={{ officers }} />
      </div>
    </section>
  );
}

function Outflows({ rows, order, data }: OrderOutflowsProps & { readonly rows: readonly Row[] }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(rows.map(({ line }) => line.bankId));
  const columns: TableColumnsType<Row> = [
    {
      title: t('to'),
      key: 'to',
      render: (_, { line }) => (
        <>
          {line.bankId && nameOf(line.bankId)} {line.accountName}
          <div className="number quiet">{line.accountNumber}</div>
        </>
      ),
    },
    { title: t('at'), key: 'at', className: 'number', render: (_, { line }) => line.at && moment(line.at, language) },
    {
      title: t('sum'),
      key: 'sum',
      className: 'number',
      render: (_, { line }) => line.amountFen !== undefined && money(line.amountFen, language),
    },
    { title: t('means'), key: 'means', render: (_, { line }) => words('outflowMeans', line.means ?? 'account') },
    { title: t('remark'), key: 'remark', render: (_, { line }) => <Said line={line} /> },
    { title: t('step'), key: 'step', render: (_, { edge }) => edge && <Step edge={edge} /> },
    {
      title: t('next'),
      key: 'next',
      render: (_, { place, edge }) => (
        <>
          {edge?.to && <OrderLink orderId={edge.to} />}
          <ActButton
            offered={data.waitingOutflows.includes(place)}
            act={followHeldOutflows}
            thing={order}
            initial={{ officers: data.officers, outflows: [place] }}
            size="small"
          />
        </>
      ),
    },
  ];
  return <WideTable<Row> name={t('outflows')} rowKey="place" rows={rows} columns={columns} />;
}

/** What else the bank said of the money: its remark, where it went if not to an account, and what could not be read of the line. */
function Said({ line }: { readonly line: Row['line'] }) {
  const { remark, place, merchant, terminal, wallet, chain, platform, country, unread } = line;
  const said = [remark, place, merchant, terminal, wallet, chain, platform, country].filter((part) => part !== undefined);
  return (
    <>
      {said.join(' · ')}
      <Unread unread={unread} />
    </>
  );
}

function Step({ edge: { how, cut, held, tracedFen } }: { readonly edge: NonNullable<Row['edge']> }) {
  const words = useWords();
  const language = useLanguage();
  const reason = cut ?? held;
  return (
    <>
      <Tone tone={how === 'held' ? 'warn' : 'plain'}>{words('traceStep', how)}</Tone> {money(tracedFen, language)}
      {reason !== undefined && <div className="quiet">{words('traceReason', reason)}</div>}
    </>
  );
}
