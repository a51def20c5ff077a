import { useQuery } from '@tanstack/react-query';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { Clock } from '../states/clock.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { OrderTable } from './order-table.tsx';
import { dutyTexts } from './words.ts';

type Alarm = Schemas['AlertEntry'];

const READ_EVERY_MS = 3_000;
const SECOND_MS = 1_000;

interface AlarmTableProps {
  readonly alarms: readonly Alarm[];
  /** When they were read, in milliseconds of this browser. */
  readonly readAt: number;
}

/** Alarms, each with its clock and how its orders stand; opened, with the orders themselves. */
export function AlarmTable({ alarms, readAt }: AlarmTableProps) {
  const { t } = useTranslation();
  const say = useText(dutyTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Alarm> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { alertId, reference }) => <Link to={`/alerts/${alertId}`}>{reference}</Link>,
    },
    { title: say('toAlarmClock'), key: 'clock', render: (_, alarm) => <AlarmClock alarm={alarm} readAt={readAt} /> },
    { title: t('orders'), key: 'orders', render: (_, { orders }) => <OrdersSoFar orders={orders} /> },
    { title: t('loss'), key: 'loss', render: (_, { lossFen }) => money(lossFen, language), className: 'number' },
    { title: t('grade'), key: 'grade', render: (_, { riskGrade }) => words('alertGrade', String(riskGrade)) },
    { title: t('fraudType'), key: 'fraudType', render: (_, { fraudType }) => words('fraudType', fraudType) },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('alarmState', status)}</Tone> },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('received'), key: 'received', render: (_, { receivedAt }) => moment(receivedAt, language), className: 'number' },
  ];
  return (
    <WideTable<Alarm>
      name={t('alarms')}
      rowKey="alertId"
      rows={alarms}
      columns={columns}
      expandable={{
        rowExpandable: ({ orders }) => orders.total > 0,
        expandedRowRender: (alarm) => <OrdersOf alarm={alarm} />,
        expandIcon: ({ expanded, expandable, onExpand, record }) =>
          expandable && (
            <Button
              size="small"
              aria-expanded={expanded}
              aria-label={say('showOrders', { reference: record.reference })}
              onClick={(event) => onExpand(record, event)}
            >
              {expanded ? '−' : '+'}
            </Button>
          ),
      }}
    />
  );
}

/** How long the alarm has left while a bank is asked, or no stop has been asked for at all. */
function AlarmClock({
  alarm: { status, orders, receivedAt, slaDueAt, openSeconds },
  readAt,
}: {
  readonly alarm: Alarm;
  readonly readAt: number;
}) {
  if (status !== 'open' || (orders.total > 0 && orders.waiting === 0)) return null;
  const whole = (Date.parse(slaDueAt) - Date.parse(receivedAt)) / SECOND_MS;
  return <Clock leftSeconds={whole - openSeconds} readAt={readAt} />;
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

/** The orders of an alarm in the list, with their clocks; read again every three seconds while they are seen and one runs. */
function OrdersOf({ alarm: { alertId, reference } }: { readonly alarm: Alarm }) {
  const say = useText(dutyTexts);
  const board = useQuery({
    queryKey: ['board', alertId, 'first'],
    queryFn: () => contentOf(api.GET('/v1/alerts/{alertId}/board', { params: { path: { alertId } } })),
    refetchInterval: ({ state }) => ((state.data?.standing.waiting ?? 0) > 0 ? READ_EVERY_MS : READ_EVERY_MS * 10),
  });
  return (
    <Answer of={board}>
      {({ items }) => <OrderTable orders={items} readAt={board.dataUpdatedAt} name={say('ordersOfAlarm', { reference })} />}
    </Answer>
  );
}
