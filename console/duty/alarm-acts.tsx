import { Alert } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { AnswerOf } from '../acts/act.ts';
import { ActButton } from '../acts/act-button.tsx';
import type { Thing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { correctAlert, followHeldOfAlert, handOverAlert, joinAlert, withdrawAlert } from '../generated/acts/alerts.ts';
import { openCase } from '../generated/acts/cases.ts';
import { usePageOf } from '../jobs/places.ts';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { KnownVictims } from './known-victims.tsx';
import { dutyTexts } from './words.ts';

interface AlarmActsProps {
  readonly alarm: Thing<Schemas['Alert']>;
  readonly board: Schemas['AlertBoard'];
}

/** What became of an act, as far as it needs more words than that it is done. */
type Told =
  | { readonly of: 'withdrawn'; readonly answer: AnswerOf<'withdrawAlert'> }
  | { readonly of: 'corrected'; readonly answer: AnswerOf<'correctAlert'> }
  | { readonly of: 'followed'; readonly answer: AnswerOf<'followHeldOfAlert'> };

/** What can be done with the alarm as a whole. The API says what is open to this person. */
export function AlarmActs({ alarm, board }: AlarmActsProps) {
  const navigate = useNavigate();
  const pageOf = usePageOf();
  const words = useWords();
  const [told, setTold] = useState<Told>();
  if (alarm.data === undefined) return null;
  const { alertId, victim, fraudType, lossFen, summary, district } = alarm.data;
  // A word of the API stands for a kind that was not said; what was said is its reporter's own text.
  const said = words('fraudType', fraudType) === fraudType ? { fraudType } : {};
  const hasHeld = (board.standing.marks['outflows-held'] ?? 0) > 0;
  const toCase = ({ caseId }: { readonly caseId: string }): void => {
    const page = pageOf('case', caseId);
    if (page !== undefined) void navigate(page);
  };
  return (
    <>
      <div className="acts">
        <ActButton
          offered={hasHeld}
          primary
          act={followHeldOfAlert}
          thing={alarm}
          onDone={(answer) => setTold({ of: 'followed', answer })}
        />
        <ActButton
          act={correctAlert}
          thing={alarm}
          initial={{ victim, ...said, lossFen, ...(summary !== '' && { summary }) }}
          open={['/victim']}
          changesOnly
          onDone={(answer) => setTold({ of: 'corrected', answer })}
        />
        <ActButton act={handOverAlert} thing={alarm} />
        <ActButton act={joinAlert} thing={alarm} />
        <ActButton
          offered={board.case === undefined}
          act={openCase}
          fixed={{ alerts: [alertId] }}
          initial={{ title: said.fraudType, district, ...said, summary }}
          onDone={toCase}
        />
        <ActButton act={withdrawAlert} thing={alarm} danger onDone={(answer) => setTold({ of: 'withdrawn', answer })} />
      </div>
      {told !== undefined && <WhatCame told={told} />}
    </>
  );
}

function WhatCame({ told }: { readonly told: Told }) {
  const t = useText(dutyTexts);
  switch (told.of) {
    case 'corrected':
      return <KnownVictims known={told.answer.known} />;
    case 'followed': {
      const { orders, ordersLeft } = told.answer;
      return <Alert type="info" showIcon role="status" title={t('followedOrders', { n: orders.length, left: ordersLeft })} />;
    }
    case 'withdrawn':
      return <StillRunning answer={told.answer} />;
  }
}

/** The orders that a withdrawal leaves or is about to end, each with what becomes of it and why. */
function StillRunning({ answer: { orders, ordersNotShown } }: { readonly answer: AnswerOf<'withdrawAlert'> }) {
  const t = useText(dutyTexts);
  const words = useWords();
  const language = useLanguage();
  const pageOf = usePageOf();
  if (orders.length === 0 && ordersNotShown === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('withdrawnOrders')}
      description={
        <>
          <ul>
            {orders.map(({ orderId, bankId, state, heldFen, ending, outcome, because }) => {
              const page = pageOf('order', orderId);
              return (
                <li key={orderId}>
                  {page === undefined ? bankId : <Link to={page}>{bankId}</Link>} {words('orderState', state)}{' '}
                  {money(heldFen, language)}: {words('orderOutcome', outcome)} ({words('ending', ending)}){' '}
                  {because !== undefined && words('refusal', because)}
                </li>
              );
            })}
          </ul>
          {ordersNotShown > 0 && t('notShown', { n: ordersNotShown })}
        </>
      }
    />
  );
}
