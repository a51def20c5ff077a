import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { Tone, type ToneName } from '../states/tone.tsx';
import { moment, span } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';

type ClockedOrder = Pick<Schemas['BoardOrder'], 'dueInSeconds' | 'rung' | 'clocks' | 'breached' | 'late'>;

interface OrderClockProps {
  readonly order: ClockedOrder;
  /** When the order was read, in milliseconds of this browser: its seconds count from there. */
  readonly readAt: number;
}

const SECOND_MS = 1_000;
/** The colour of the ladder's last step, beside its words. */
const tones: Readonly<Record<string, ToneName>> = { remind: 'warn', 'duty-officer': 'warn', supervisor: 'bad', breach: 'bad' };

/** The clock of an order: what is left of its time while the bank is asked, in words and colour; afterwards when the bank answered. */
export function OrderClock({ order, readAt }: OrderClockProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (order.dueInSeconds !== undefined) return <Running order={order} dueInSeconds={order.dueInSeconds} readAt={readAt} />;
  const { answeredAt } = order.clocks;
  return (
    <>
      {answeredAt !== undefined && <span className="number">{t('answeredAt', { at: moment(answeredAt, language) })}</span>}{' '}
      {(order.breached || order.late) && <Tone tone="bad">{t('notOnTime')}</Tone>}
    </>
  );
}

function Running({ order: { rung }, dueInSeconds, readAt }: OrderClockProps & { readonly dueInSeconds: number }) {
  const words = useWords();
  return (
    <>
      <TimeLeft seconds={dueInSeconds} readAt={readAt} tone={tones[rung?.rung ?? ''] ?? 'busy'} />
      {rung !== undefined && <span className="quiet">{words('orderRung', rung.rung)}</span>}
    </>
  );
}

interface TimeLeftProps {
  /** What was left when it was read; below zero once it is over. */
  readonly seconds: number;
  readonly readAt: number;
  readonly tone?: ToneName;
}

/** A span that runs down, in words and colour. */
export function TimeLeft({ seconds, readAt, tone = 'busy' }: TimeLeftProps) {
  const { t } = useTranslation();
  const left = seconds - (useNow() - readAt) / SECOND_MS;
  const text = left < 0 ? t('overdueBy', { span: span(left) }) : t('left', { span: span(left) });
  return (
    <Tone tone={left < 0 ? 'bad' : tone}>
      <span className="number">{text}</span>
    </Tone>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
