import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { PageLink } from '../../jobs/page-link.tsx';
import { usePageOf } from '../../jobs/places.ts';
import { MoneyWay } from '../../money/money-way.tsx';
import { Answer } from '../../states/answer.tsx';
import { useNames } from '../../states/names.ts';
import { Page } from '../../states/page.tsx';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { toneOf } from '../order-table.tsx';
import { BulkActs, type Outcomes } from './bulk-acts.tsx';
import { bulkTexts } from './bulk-words.ts';

type Account = Schemas['AccountNode'];

interface Row {
  readonly account: Account;
  readonly order: Account['orders'][number];
}

/** The orders of a case: several are extended, released, frozen, or given papers at once (`/cases/:caseId/orders`). */
export default function CaseOrdersPage() {
  const { caseId = '' } = useParams();
  const t = useText(bulkTexts);
  const graph = useQuery({
    queryKey: ['case-orders', caseId],
    queryFn: () => contentOf(api.GET('/v1/cases/{caseId}/fund-graph', { params: { path: { caseId } } })),
  });
  const nameOf = useNames([caseId]);
  const pageOf = usePageOf();
  return (
    <Page title={t('title', { reference: nameOf(caseId) })}>
      <p className="quiet">{t('recorded')}</p>
      <Answer of={graph} empty={{ when: ({ accounts }) => accounts.length === 0, text: t('empty') }}>
        {({ accounts }) => (
          <>
            <Orders caseId={caseId} rows={accounts.flatMap((account) => account.orders.map((order) => ({ account, order })))} />
            <MoneyWay source={{ caseId }} hrefOf={(orderId) => pageOf('order', orderId)} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Orders({ caseId, rows }: { readonly caseId: string; readonly rows: readonly Row[] }) {
  const t = useText(bulkTexts);
  const words = useWords();
  const queries = useQueryClient();
  const [state, setState] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [outcomes, setOutcomes] = useState<Outcomes>();
  const states = [...new Set(rows.map(({ order }) => order.state))];
  const shown = rows.filter(({ order }) => state === undefined || order.state === state);
  const finish = (answer: Outcomes): void => {
    setOutcomes(answer);
    setChosen([]);
    void queries.invalidateQueries({ queryKey: ['case-orders', caseId] });
  };
  return (
    <>
      <fieldset className="filters">
        <legend className="unseen">{t('filter')}</legend>
        {[undefined, ...states].map((one) => (
          <Button
            key={one ?? ''}
            aria-pressed={one === state}
            type={one === state ? 'primary' : 'default'}
            onClick={() => setState(one)}
          >
            {one === undefined ? t('all') : words('orderState', one)}
          </Button>
        ))}
      </fieldset>
      <p role="status">{chosen.length === 0 ? t('choose') : t('chosen', { n: chosen.length })}</p>
      {chosen.length > 0 && <BulkActs caseId={caseId} chosen={chosen} onDone={finish} />}
      {outcomes !== undefined && <OutcomeList outcomes={outcomes} />}
      <OrderRows rows={shown} chosen={chosen} choose={setChosen} />
    </>
  );
}

interface OrderRowsProps {
  readonly rows: readonly Row[];
  readonly chosen: readonly string[];
  choose(orderIds: readonly string[]): void;
}

function OrderRows({ rows, chosen, choose }: OrderRowsProps) {
  const t = useText(bulkTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOfAccount = ({ bankName, bankId, accountName, accountNumber }: Account): string =>
    [bankName ?? bankId, accountName, accountNumber].filter((part) => part !== undefined).join(' ');
  const columns: TableColumnsType<Row> = [
    {
      title: t('account'),
      key: 'account',
      render: (_, { account, order }) => <PageLink to={`/orders/${order.orderId}`}>{nameOfAccount(account)}</PageLink>,
    },
    { title: t('tier'), key: 'tier', render: (_, { order }) => t('tierOf', { tier: order.tier }) },
    {
      title: t('state'),
      key: 'state',
      render: (_, { order }) => <Tone tone={toneOf(order.state)}>{words('orderState', order.state)}</Tone>,
    },
    {
      title: t('needs'),
      key: 'needs',
      render: (_, { order }) =>
        order.needs.map((need) => (
          <Tone key={need} tone="warn">
            {words('orderMark', need)}
          </Tone>
        )),
    },
    { title: t('held'), key: 'held', className: 'number', render: (_, { account }) => money(account.heldFen, language) },
  ];
  return (
    <WideTable<Row>
      name={t('orders')}
      rowKey={({ order }) => order.orderId}
      rows={rows}
      columns={columns}
      rowSelection={{
        selectedRowKeys: [...chosen],
        onChange: (keys) => choose(keys.map(String)),
        getCheckboxProps: ({ account }) => ({ 'aria-label': nameOfAccount(account) }),
        getTitleCheckboxProps: () => ({ 'aria-label': t('all') }),
      }}
    />
  );
}

/** What became of each order: done, or refused and why. */
function OutcomeList({ outcomes: { done, refused, outcomes } }: { readonly outcomes: Outcomes }) {
  const t = useText(bulkTexts);
  const words = useWords();
  const nameOf = useNames(outcomes.map(({ orderId }) => orderId));
  return (
    <section className="part" role="status">
      <h2>{t('outcomes', { done, refused })}</h2>
      <ul>
        {outcomes.map((one) => (
          <li key={one.orderId}>
            <PageLink to={`/orders/${one.orderId}`}>{nameOf(one.orderId)}</PageLink>{' '}
            {one.outcome === 'done' ? (
              <Tone tone="good">{`${t('done')} · ${words('orderState', one.state)}`}</Tone>
            ) : (
              <Tone tone="bad">{`${t('refused')} · ${one.problem.title}`}</Tone>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
