import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Answer } from '../states/answer.tsx';
import { More } from '../states/more.tsx';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { useText } from '../words/texts.ts';
import { type ListedOrder, listedIn, type Part, parts, useBankOrders } from './bank-orders.ts';
import { BankOrderTable } from './order-table.tsx';
import { bankTexts } from './words.ts';

/** What waits for the bank, the most urgent first; and what it has dealt with. */
export default function OrdersPage() {
  const t = useText(bankTexts);
  const [query] = useSearchParams();
  const part = parts.find((one) => one === query.get('state')) ?? 'open';
  const orders = useBankOrders(part);
  return (
    <Page title={t('orders')}>
      <PartChoice chosen={part} />
      <Answer
        of={orders}
        empty={{
          when: ({ pages }) => pages.every(({ content: { items, next } }) => items.length === 0 && next === undefined),
          text: part === 'open' ? t('emptyOpen') : t('emptyDone'),
        }}
      >
        {(data) => (
          <>
            <Listed orders={listedIn(data)} />
            <More {...orders} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function PartChoice({ chosen }: { readonly chosen: Part }) {
  const t = useText(bankTexts);
  const [, setQuery] = useSearchParams();
  const words = { open: t('open'), answered: t('answered'), all: t('all') };
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('filter')}</legend>
      {parts.map((part) => (
        <Button
          key={part}
          aria-pressed={part === chosen}
          type={part === chosen ? 'primary' : 'default'}
          onClick={() => setQuery(part === 'open' ? {} : { state: part })}
        >
          {words[part]}
        </Button>
      ))}
    </fieldset>
  );
}

/** The orders, with a field to find one among them: the API has no such filter, and no number goes into an address. */
function Listed({ orders }: { readonly orders: readonly ListedOrder[] }) {
  const t = useText(bankTexts);
  const [wanted, setWanted] = useState('');
  const field = useId();
  const shown = orders.filter(({ order }) => isFound(order, wanted));
  const waiting = orders.filter(({ order: { state } }) => state === 'open');
  return (
    <>
      <Terms
        className="sums"
        of={[
          [t('waiting'), String(waiting.length)],
          [t('overdue'), String(waiting.filter(({ order: { dueInSeconds = 0 } }) => dueInSeconds < 0).length)],
          [t('inDispute'), String(orders.filter(({ order }) => order.disputes > 0).length)],
        ]}
      />
      <p>
        <label htmlFor={field}>{t('find')}</label>{' '}
        <Input
          id={field}
          className="short"
          allowClear
          autoComplete="off"
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </p>
      <p className="quiet" role="status">
        {t('shown', { n: shown.length, of: orders.length })}
      </p>
      <BankOrderTable orders={shown} />
    </>
  );
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase();

function isFound({ orderId, accountNumber = '', accountName = '', target }: ListedOrder['order'], wanted: string): boolean {
  const serials = [target?.bankSerial, target?.orderNumber, target?.posSerial];
  return [orderId, accountNumber, accountName, ...serials].some(
    (text) => text !== undefined && plain(text).includes(plain(wanted)),
  );
}
