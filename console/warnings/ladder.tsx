import { Terms } from '../states/terms.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Warning } from './model.ts';
import { MomentClock } from './moment-clock.tsx';
import { warningTexts } from './words.ts';

interface LadderProps {
  readonly data: Warning;
  readonly readAt: number;
}

/** Where the warning stands on the ladder of its grade, until when, and who goes on if the term passes. */
export function Ladder({ data, readAt }: LadderProps) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const { status, rung, ladder, climbsTo, receivedAt, firstContactAt } = data;
  const isOpen = status !== 'closed';
  return (
    <section className="part" aria-label={t('ladder')}>
      <h2>{t('ladder')}</h2>
      <ol className="steps">
        {ladder.map(({ means, level }) => {
          const isDue = isOpen && means === rung.means;
          return (
            <li key={means} aria-current={isDue ? 'step' : undefined}>
              {words('warningMeans', means)} · {words('warningLevel', isDue ? rung.level : level)}
              {isDue && rung.tries > 0 && ` · ${t('tries', { n: rung.tries })}`}
            </li>
          );
        })}
      </ol>
      <Terms
        of={[
          [t('due'), isOpen && <MomentClock key={rung.dueAt} until={rung.dueAt} readAt={readAt} />],
          [t('ifNot'), isOpen && climbsTo !== undefined && t('climbs', { level: words('warningLevel', climbsTo) })],
          [t('exhausted'), rung.exhausted && t('exhaustedMeans')],
          [t('received'), moment(receivedAt, language)],
          [t('firstContact'), firstContactAt && moment(firstContactAt, language)],
        ]}
      />
    </section>
  );
}
