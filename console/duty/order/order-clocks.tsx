import type { Schemas } from '../../api/client.ts';
import { Terms } from '../../states/terms.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

const clocks = ['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7'] as const;

/** Every clock of the order, T0 to T7, and the rungs of the ladder with their times. */
export function OrderClocks({ order }: { readonly order: Schemas['StopOrder'] }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const shown = (at: string | undefined) =>
    at === undefined ? <span className="quiet">{t('notYet')}</span> : <span className="number">{moment(at, language)}</span>;
  return (
    <section className="part">
      <h2>{t('clocks')}</h2>
      <Terms of={[...clocks.map((clock) => [t(clock), shown(order[clock])] as const), [t('due'), shown(order.dueAt)]]} />
      <h3>{t('ladder')}</h3>
      {order.ladder.length === 0 ? (
        <p className="quiet">{t('noLadder')}</p>
      ) : (
        <ol>
          {order.ladder.map(({ rung, at }) => (
            <li key={rung}>
              {words('orderRung', rung)} <span className="number">{moment(at, language)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
