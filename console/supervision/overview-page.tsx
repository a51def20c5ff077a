import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '../acts/may.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { meQuery } from '../states/me.ts';
import { Page } from '../states/page.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { ListingTable } from './listing-table.tsx';
import { supervisionTexts } from './words.ts';

/** So many of the most urgent listings stand on the first page. */
const MOST_URGENT = 10;

/** What needs a supervisor now, each figure one click from its list. */
export default function OverviewPage() {
  const t = useText(supervisionTexts);
  const may = useMay();
  return (
    <Page title={t('overview')}>
      <section aria-label={t('forYou')}>
        <ul className="tiles">
          <OwnFigures />
          {may.has('listed-case.list') && <OverdueListings />}
          {may.has('regional-measure.list') && <OverdueMeasures />}
        </ul>
      </section>
      {may.has('order.list') && <LateOrders />}
      {may.has('listed-case.list') && <MostUrgent />}
    </Page>
  );
}

function Tile({ to, text, count }: { readonly to: string; readonly text: string; readonly count: ReactNode }) {
  return (
    <li>
      <Link to={to} className="tile">
        <strong className="number">{count}</strong> {text}
      </Link>
    </li>
  );
}

const capped = ({ count, more }: { readonly count: number; readonly more: boolean }): string => (more ? `${count}+` : `${count}`);

/** What the API counts for the person. */
function OwnFigures() {
  const t = useText(supervisionTexts);
  const { data } = useQuery({ ...meQuery, refetchInterval: READ_EVERY_MS });
  if (data === undefined) return null;
  const { listingsToDecide, approvalsToDecide, overdueConsultations } = data.figures;
  return (
    <>
      {listingsToDecide && <Tile to="/listed-cases?show=toDecide" text={t('toDecide')} count={capped(listingsToDecide)} />}
      {approvalsToDecide && <Tile to="/approvals" text={t('approvalsToDecide')} count={capped(approvalsToDecide)} />}
      {overdueConsultations && <Tile to="/consultations" text={t('overdueConsultations')} count={capped(overdueConsultations)} />}
    </>
  );
}

function OverdueListings() {
  const t = useText(supervisionTexts);
  const { data } = useQuery({
    queryKey: ['listed-cases', 'summary', {}],
    queryFn: () => contentOf(api.GET('/v1/listed-cases/summary')),
    refetchInterval: READ_EVERY_MS,
  });
  return data && <Tile to="/listed-cases?show=overdue" text={t('overdueListings')} count={data.overdue} />;
}

function OverdueMeasures() {
  const t = useText(supervisionTexts);
  const { data } = useQuery({
    queryKey: ['measures', 'summary', {}],
    queryFn: () => contentOf(api.GET('/v1/regional-measures/summary')),
    refetchInterval: READ_EVERY_MS,
  });
  return data && <Tile to="/regional-measures" text={t('overdueMeasures')} count={data.overdue} />;
}

/** The orders that need an eye, by reason. */
function LateOrders() {
  const t = useText(supervisionTexts);
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['orders', 'summary'],
    queryFn: () => contentOf(api.GET('/v1/orders/summary')),
    refetchInterval: READ_EVERY_MS,
  });
  if (data === undefined) return null;
  return (
    <section aria-label={t('ordersLate')} className="part">
      <h2>{t('ordersLate')}</h2>
      <ul className="tiles">
        {countsOf(data).map(([mark, count]) => (
          <Tile key={mark} to={`/todo?mark=${mark}`} text={words('orderMark', mark)} count={count} />
        ))}
        {data.total === 0 && <li className="quiet">{t('nothing')}</li>}
      </ul>
    </section>
  );
}

const countsOf = ({ marks }: Schemas['AttentionSummary']): readonly (readonly [string, number])[] =>
  Object.entries(marks).flatMap(([mark, count]) => (count > 0 ? [[mark, count] as const] : []));

function MostUrgent() {
  const t = useText(supervisionTexts);
  const urgent = useQuery({
    queryKey: ['listed-cases', 'urgent'],
    queryFn: () => contentOf(api.GET('/v1/listed-cases', { params: { query: { limit: MOST_URGENT } } })),
    refetchInterval: READ_EVERY_MS,
  });
  return (
    <section aria-label={t('mostUrgent')} className="part">
      <h2>{t('mostUrgent')}</h2>
      <Answer of={urgent} empty={{ when: ({ items }) => items.length === 0, text: t('nothingUrgent') }}>
        {({ items }) => <ListingTable listings={items} name={t('mostUrgent')} />}
      </Answer>
    </section>
  );
}
