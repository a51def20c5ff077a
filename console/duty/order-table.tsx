import type { TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { Tone, type ToneName } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords, type Words } from '../words/labels.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { OrderClock } from './clock.tsx';
import { Light, LightRow } from './light-row.tsx';
import { dutyTexts } from './words.ts';

type BoardOrder = Schemas['BoardOrder'];

interface OrderTableProps<Order extends BoardOrder> {
  readonly orders: readonly Order[];
  readonly readAt: number;
  /** What the table is about, for screen readers. */
  readonly name: string;
  /** Columns of this page, before those of every order. */
  readonly first?: TableColumnsType<Order>;
  /** The order that the reader came for. */
  readonly marked?: string | undefined;
}

/**
 * Stop orders with bank, account, state, clock, money and what an officer must do. A long table is drawn again behind what the person does
 * meanwhile.
 */
export function OrderTable<Order extends BoardOrder>(props: OrderTableProps<Order>) {
  const { t } = useTranslation();
  const words = useWords();
  const language = useLanguage();
  const drawn = useDeferredValue({ ...props, t, words, language });
  return useMemo(() => <Rows {...drawn} />, [drawn]);
}

interface RowsProps<Order extends BoardOrder> extends OrderTableProps<Order> {
  readonly t: TFunction;
  readonly words: Words;
  readonly language: Language;
}

function Rows<Order extends BoardOrder>(props: RowsProps<Order>) {
  const { orders, readAt, name, first = [], marked, t, words, language } = props;
  const columns: TableColumnsType<Order> = [
    ...first,
    { title: t('tier'), key: 'tier', render: (_, { tier }) => t('tierOf', { tier }) },
    { title: t('bank'), key: 'bank', render: (_, order) => <Bank order={order} /> },
    { title: t('account'), key: 'account', render: (_, { account }) => <Account account={account} /> },
    { title: t('state'), key: 'state', render: (_, { state }) => <Tone tone={toneOf(state)}>{words('orderState', state)}</Tone> },
    { title: t('clock'), key: 'clock', render: (_, order) => <OrderClock order={order} readAt={readAt} /> },
    { title: t('money'), key: 'money', render: (_, order) => <Sums order={order} language={language} t={t} /> },
    {
      title: t('needs'),
      key: 'needs',
      render: (_, order) => (
        <>
          <Needs order={order} words={words} t={t} />
          <TakenOn order={order} language={language} />
        </>
      ),
    },
  ];
  return (
    <Light rows={orders.length}>
      <WideTable<Order>
        name={name}
        rowKey="orderId"
        rows={orders}
        columns={columns}
        components={components}
        onRow={({ orderId }) => ({ 'aria-current': orderId === marked ? 'true' : undefined })}
      />
    </Light>
  );
}

const components = { body: { row: LightRow } };
const good: readonly string[] = ['stopped', 'frozen'];
const bad: readonly string[] = ['returned', 'already-held', 'unanswered', 'failed', 'turned-down', 'expired', 'lapsed'];

/** The tone of an order's state, beside its words. */
export function toneOf(state: string): ToneName {
  if (good.includes(state)) return 'good';
  return bad.includes(state) ? 'bad' : 'plain';
}

function Bank({ order: { orderId, bankName, bankId, bankDutyPhone, onPhone } }: { readonly order: BoardOrder }) {
  const { t } = useTranslation();
  const page = usePageOf()('order', orderId);
  const name = bankName ?? bankId;
  return (
    <>
      {page === undefined ? name : <Link to={page}>{name}</Link>} {onPhone && <Tone tone="warn">{t('phoneChannel')}</Tone>}
      {bankDutyPhone !== undefined && <div className="number quiet">{bankDutyPhone}</div>}
    </>
  );
}

function Account({ account: { accountName, accountNumber } }: { readonly account: BoardOrder['account'] }) {
  return (
    <>
      {accountName}
      <div className="number quiet">{accountNumber}</div>
    </>
  );
}

interface InWords {
  readonly order: BoardOrder;
  readonly t: TFunction;
}

function Sums({ order: { tracedFen, heldFen }, language, t }: InWords & { readonly language: Language }) {
  return (
    <>
      <div className="number">
        {t('held')} {money(heldFen, language)}
      </div>
      <div className="number quiet">
        {t('traced')} {money(tracedFen, language)}
      </div>
    </>
  );
}

function Needs({ order: { marks, disputes }, words, t }: InWords & { readonly words: Words }) {
  if (marks.length === 0 && disputes === 0) return <span className="quiet">{t('needsNothing')}</span>;
  return (
    <>
      {marks.map((mark) => (
        <Tone key={mark} tone="warn">
          {words('orderMark', mark)}
        </Tone>
      ))}
      {disputes > 0 && <Tone tone="bad">{t('disputes', { n: disputes })}</Tone>}
    </>
  );
}

/** The officer who sees to it. */
function TakenOn({ order: { takenOn }, language }: { readonly order: BoardOrder; readonly language: Language }) {
  const say = useText(dutyTexts);
  return takenOn && <Tone tone="busy">{say('takenOn', { name: takenOn.name, at: moment(takenOn.at, language) })}</Tone>;
}
