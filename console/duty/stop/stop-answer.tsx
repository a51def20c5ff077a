import { Alert, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { AnswerOf } from '../../acts/act.ts';
import { usePageOf } from '../../jobs/places.ts';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { useWords } from '../../words/labels.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import type { Row } from './row.ts';

type Answer = AnswerOf<'requestFreeze'>;

interface StopAnswerProps {
  /** The accounts as they were sent. */
  readonly rows: readonly Row[];
  readonly answer: Answer;
}

/** What became of each account of a request: its order, or why there is none, and from where else the account is known. */
export function StopAnswer({ rows, answer }: StopAnswerProps) {
  const t = useText(dutyTexts);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { orders, refused } = answer;
  const columns: TableColumnsType<Row> = [
    { title: '#', key: 'n', className: 'number', render: (_, __, at) => at + 1 },
    { title: t('holder'), key: 'name', render: (_, { name }) => name },
    { title: t('number'), key: 'number', className: 'number', render: (_, { number }) => number },
    { title: t('result'), key: 'result', render: (_, __, at) => <Result answer={answer} at={at} /> },
  ];
  return (
    <div ref={place} tabIndex={-1} className="answered">
      <Alert
        type={refused.length === 0 ? 'success' : 'warning'}
        showIcon
        role="status"
        title={t('answer', { orders: orders.length, refused: refused.length })}
        {...(refused.length > 0 && { description: t('refusedStay') })}
      />
      <WideTable<Row> name={t('result')} rowKey="key" rows={rows} columns={columns} />
    </div>
  );
}

function Result({ answer, at }: { readonly answer: Answer; readonly at: number }) {
  const t = useText(dutyTexts);
  const words = useWords();
  const pageOf = usePageOf();
  const order = answer.orders.find(({ accounts }) => accounts.includes(at));
  const refusal = answer.refused.find(({ account }) => account === at);
  const page = order && pageOf('order', order.orderId);
  const joined = order?.joined === true;
  const said = t(joined ? 'joinedOrder' : 'openedOrder');
  return (
    <>
      {order !== undefined && (
        <Tone tone={joined ? 'busy' : 'good'}>{page === undefined ? said : <Link to={page}>{said}</Link>}</Tone>
      )}
      {refusal !== undefined && (
        <Tone tone="bad">
          {t('refusedAccount', {
            why: [words('refusal', refusal.code), ...(refusal.errors ?? []).map(({ rule }) => rule)].join(' · '),
          })}
        </Tone>
      )}
      {answer.known
        .filter(({ accounts }) => accounts.includes(at))
        .map((known) => (
          <KnownAccount key={known.accounts.join()} known={known} />
        ))}
    </>
  );
}

function KnownAccount({ known: { orders, elsewhere } }: { readonly known: Answer['known'][number] }) {
  const t = useText(dutyTexts);
  const words = useWords();
  const pageOf = usePageOf();
  return (
    <div>
      {orders.length > 0 && <Tone tone="warn">{t('knownAccount')}</Tone>}
      {orders.map(({ orderId, alertId, reference, state, case: of }) => {
        const [alarm, fraudCase] = [pageOf('alert', alertId), of && pageOf('case', of.caseId)];
        return (
          <span key={orderId}>
            {alarm === undefined ? reference : <Link to={alarm}>{reference}</Link>} {words('orderState', state)}{' '}
            {of !== undefined && (fraudCase === undefined ? of.reference : <Link to={fraudCase}>{of.reference}</Link>)}{' '}
          </span>
        );
      })}
      {elsewhere === true && <span className="quiet">{t('knownOutside')}</span>}
    </div>
  );
}
