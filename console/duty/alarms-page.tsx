import { useInfiniteQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { More } from '../states/more.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';

type Alarm = Schemas['AlertEntry'];

/** A list is not told of changes; while it is seen it is read again. */
const READ_EVERY_MS = 15_000;

/** The alarms of the district, or of the city for an agency of the whole city, the newest first. */
export default function AlarmsPage() {
  const { t } = useTranslation();
  const alarms = useInfiniteQuery({
    queryKey: ['alarms'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      contentOf(api.GET('/v1/alerts', { params: { query: pageParam === '' ? {} : { cursor: pageParam } } })),
    getNextPageParam: ({ next }) => next,
    refetchInterval: READ_EVERY_MS,
  });
  return (
    <Page title={t('alarms')}>
      <Answer
        of={alarms}
        empty={{
          when: ({ pages }) => pages.every(({ items, next }) => items.length === 0 && next === undefined),
          text: t('emptyAlarms'),
        }}
      >
        {({ pages }) => (
          <>
            <AlarmTable alarms={pages.flatMap(({ items }) => items)} />
            <More {...alarms} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function AlarmTable({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Alarm> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { alertId, reference }) => <Link to={`/alerts/${alertId}`}>{reference}</Link>,
    },
    { title: t('received'), key: 'received', render: (_, { receivedAt }) => moment(receivedAt, language), className: 'number' },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('grade'), key: 'grade', render: (_, { riskGrade }) => words('alertGrade', String(riskGrade)) },
    { title: t('fraudType'), key: 'fraudType', render: (_, { fraudType }) => fraudType },
    { title: t('loss'), key: 'loss', render: (_, { lossFen }) => money(lossFen, language), className: 'number' },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('alarmState', status)}</Tone> },
    { title: t('orders'), key: 'orders', render: (_, { orders }) => <OrdersSoFar orders={orders} /> },
  ];
  return (
    <Table<Alarm>
      aria-label={t('alarms')}
      rowKey="alertId"
      size="small"
      dataSource={[...alarms]}
      columns={columns}
      pagination={false}
    />
  );
}

function OrdersSoFar({ orders }: { readonly orders: Alarm['orders'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { total, waitingForBank: waiting, waitingForPolice: police, breached, heldFen } = orders;
  return (
    <>
      {t('ordersOf', { total, waiting, police, breached })}
      <div className="number quiet">
        {t('held')} {money(heldFen, language)}
      </div>
    </>
  );
}
