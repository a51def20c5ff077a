import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { usePageOf } from '../jobs/places.ts';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AddItem, WithdrawItem } from './item-acts.tsx';
import type { CaseProps } from './part-props.ts';
import { Rows, Section } from './section.tsx';
import type { Overview } from './use-case.ts';
import { caseTexts } from './words.ts';

type Alarm = NonNullable<Overview['alarms']>[number];

interface CaseAlarmsProps extends CaseProps {
  readonly alarms: readonly Alarm[];
}

/** The alarms of a case, and how their orders stand for those who see the money. */
export function CaseAlarms({ thing, alarms }: CaseAlarmsProps) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Alarm> = [
    { title: t('alarm'), key: 'alarm', render: (_, alarm) => <AlarmLink alarm={alarm} /> },
    { title: t('received'), key: 'received', render: (_, { receivedAt }) => minute(receivedAt, language), className: 'number' },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('fraudType'), key: 'fraudType', render: (_, { fraudType }) => words('fraudType', fraudType) },
    { title: t('loss'), key: 'loss', render: (_, { lossFen }) => money(lossFen, language), className: 'number' },
    { title: t('orders'), key: 'orders', render: (_, { orders }) => orders && <OrdersSoFar orders={orders} /> },
    { title: t('act'), key: 'act', render: (_, { alertId }) => <WithdrawItem thing={thing} itemId={alertId} /> },
  ];
  return (
    <Section title={t('alarms')} acts={<AddItem thing={thing} kind="alert" />}>
      <Rows name={t('alarms')} rowKey="alertId" rows={alarms} columns={columns} empty={t('noAlarms')} />
    </Section>
  );
}

/** Leads to the alarm; whether this person may see it is for its page to say. */
function AlarmLink({ alarm: { alertId, reference } }: { readonly alarm: Alarm }) {
  const page = usePageOf()('alert', alertId);
  return page === undefined ? reference : <Link to={page}>{reference}</Link>;
}

function OrdersSoFar({ orders }: { readonly orders: NonNullable<Alarm['orders']> }) {
  const t = useText(caseTexts);
  const { total, waitingForBank: waiting, waitingForPolice: police, breached } = orders;
  return <>{t('ordersOf', { total, waiting, police, breached })}</>;
}
