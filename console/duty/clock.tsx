import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { Clock } from '../states/clock.tsx';
import { Tone, type ToneName } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';

type ClockedOrder = Pick<Schemas['BoardOrder'], 'dueInSeconds' | 'rung' | 'clocks' | 'breached' | 'late'>;

interface OrderClockProps {
  readonly order: ClockedOrder;
  /** When the order was read, in milliseconds of this browser: its seconds count from there. */
  readonly readAt: number;
}

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
      <Clock leftSeconds={dueInSeconds} readAt={readAt} tone={tones[rung?.rung ?? ''] ?? 'busy'} />{' '}
      {rung !== undefined && <span className="quiet">{words('orderRung', rung.rung)}</span>}
    </>
  );
}
