import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { Clock } from '../states/clock.tsx';
import { useNames } from '../states/names.ts';
import { Tone, type ToneName } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { BankOrder, ListedOrder } from './bank-orders.ts';
import { bankTexts } from './words.ts';

/** The instructions of several orders: what is asked, on which account, until when, and how it stands. */
export function BankOrderTable({ orders }: { readonly orders: readonly ListedOrder[] }) {
  const t = useText(bankTexts);
  const words = useWords();
  const nameOf = useNames(orders.map(({ order }) => order.authority.agency));
  const columns: TableColumnsType<ListedOrder> = [
    { title: t('instruction'), key: 'instruction', render: (_, { order }) => <Asked order={order} /> },
    { title: t('account'), key: 'account', render: (_, { order }) => <AccountOf order={order} /> },
    { title: t('what'), key: 'what', render: (_, { order }) => <WhatOf order={order} /> },
    { title: t('due'), key: 'due', render: (_, listed) => <Due {...listed} /> },
    { title: t('standing'), key: 'standing', render: (_, { order }) => <StandingOf order={order} /> },
    {
      title: t('authority'),
      key: 'authority',
      render: (_, { order: { authority } }) => `${nameOf(authority.agency)} · ${words('district', authority.district)}`,
    },
  ];
  return <WideTable<ListedOrder> name={t('orders')} rowKey={({ order }) => order.orderId} rows={orders} columns={columns} />;
}

interface OfOrder {
  readonly order: BankOrder;
}

function Asked({ order: { orderId, instruction, urgency, test } }: OfOrder) {
  const t = useText(bankTexts);
  const words = useWords();
  return (
    <>
      <Link to={`/bank/orders/${orderId}`}>{words('instruction', instruction)}</Link>{' '}
      {urgency === 'urgent' && <Tone tone="warn">{words('urgency', urgency)}</Tone>}
      {test !== undefined && <Tone tone="plain">{t('testOrder')}</Tone>}
    </>
  );
}

function AccountOf({ order: { accountName, accountNumber, target } }: OfOrder) {
  const t = useText(bankTexts);
  const serial = target?.bankSerial ?? target?.orderNumber ?? target?.posSerial;
  return (
    <>
      {accountName ?? (serial === undefined ? t('nameUnknown') : t('transaction'))}
      <div className="number quiet">{accountNumber ?? serial}</div>
    </>
  );
}

function WhatOf({ order: { scope, amountFen, transfer } }: OfOrder) {
  const words = useWords();
  const language = useLanguage();
  const sum = amountFen ?? transfer.amountFen;
  return (
    <>
      {scope !== undefined && words('stopScope', scope)}
      {sum !== undefined && <div className="number quiet">{money(sum, language)}</div>}
    </>
  );
}

/** Until when the answer is due, in words: what is left, or by how much it is over; afterwards when it came. */
export function Due({ order: { state, dueAt, dueInSeconds, answeredAt }, readAt }: ListedOrder) {
  const t = useText(bankTexts);
  const language = useLanguage();
  if (state === 'open' && dueInSeconds !== undefined)
    return (
      <>
        <Clock leftSeconds={dueInSeconds} readAt={readAt} />
        <div className="number quiet">{t('before', { at: moment(dueAt, language) })}</div>
      </>
    );
  if (answeredAt === undefined) return <span className="number quiet">{t('wasDue', { at: moment(dueAt, language) })}</span>;
  return <span className="number">{t('answeredAt', { at: moment(answeredAt, language) })}</span>;
}

const tones: Readonly<Record<BankOrder['state'], ToneName>> = {
  open: 'busy',
  answered: 'good',
  replaced: 'plain',
  expired: 'warn',
};

/** How the instruction stands, with the bank's answer and what contradicts it. */
export function StandingOf({ order: { state, code, disputes } }: OfOrder) {
  const t = useText(bankTexts);
  const words = useWords();
  return (
    <>
      <Tone tone={tones[state]}>{words('instructionState', state)}</Tone>{' '}
      {code !== undefined && (
        <span>
          {code} {words('resultCode', code)}
        </span>
      )}{' '}
      {disputes > 0 && <Tone tone="bad">{t('disputeCount', { n: disputes })}</Tone>}
    </>
  );
}
