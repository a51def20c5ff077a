import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { AnswerOf } from '../../acts/act.ts';
import { ActForm } from '../../acts/act-form.tsx';
import type { ActThing } from '../../acts/thing.ts';
import { requestFreeze } from '../../generated/acts/freeze-requests.ts';
import { useText } from '../../words/texts.ts';
import { inOrder } from '../in-order.ts';
import { dutyTexts } from '../words.ts';
import { AccountsWidget, RowsContext } from './accounts-widget.tsx';
import { isEmpty, type Row } from './row.ts';
import { StopAnswer } from './stop-answer.tsx';

interface StopPanelProps {
  readonly alertId: string;
  readonly alarm: ActThing;
  close(): void;
}

/** The act with what an officer fills in first in the first place. */
const stop = { ...requestFreeze, ...(requestFreeze.body && { body: inOrder(requestFreeze.body, ['accounts', 'officers']) }) };

/** What was sent, and what became of it. */
interface Sent {
  readonly rows: readonly Row[];
  readonly answer: AnswerOf<'requestFreeze'>;
}

/** The one-click stop (紧急止付): accounts, two officers, one press. After it each account says what became of it; those not taken stay. */
export default function StopPanel({ alertId, alarm, close }: StopPanelProps) {
  const t = useText(dutyTexts);
  const [sent, setSent] = useState<Sent>();
  const [begin, setBegin] = useState<readonly Row[]>([]);
  const latest = useRef<readonly Row[]>([]);
  const text = useRef('');
  const [left, setLeft] = useState('');
  const rows = useMemo(() => {
    const keep = (next: readonly Row[]): void => {
      latest.current = next;
    };
    return { begin, keep, text };
  }, [begin]);
  const done = (answer: Sent['answer']): void => {
    const of = latest.current.filter((row) => !isEmpty(row));
    const refused = answer.refused.map(({ account }) => account);
    setSent({ rows: of, answer });
    setBegin(of.filter((_, place) => refused.includes(place)));
    setLeft(text.current);
  };
  const isOver = sent !== undefined && begin.length === 0 && left.trim() === '';
  return (
    <section aria-label={t('stopAccounts')} className="stop">
      {sent !== undefined && <StopAnswer {...sent} />}
      {isOver ? (
        <div className="acts">
          <Button onClick={() => setSent(undefined)}>{t('stopMore')}</Button>
          <Button onClick={close}>{t('hideStop')}</Button>
        </div>
      ) : (
        <RowsContext value={rows}>
          <ActForm
            key={sent?.answer.requestId ?? ''}
            act={stop}
            thing={alarm}
            fixed={{ alertId }}
            initial={{ urgency: 'urgent', reason: t('reason') }}
            fields={widgets}
            onDone={done}
            onCancel={close}
          />
        </RowsContext>
      )}
    </section>
  );
}

const widgets = { '/accounts': AccountsWidget };
