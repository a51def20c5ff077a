import { ActButton } from '../acts/act-button.tsx';
import type { Thing } from '../acts/thing.ts';
import { giveInformation } from '../generated/acts/objections.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, minute } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Documents } from './documents.tsx';
import type { Objection } from './model.ts';
import { objectionTexts } from './words.ts';

interface InformationProps {
  readonly objection: Thing<Objection>;
  readonly data: Objection;
}

/** What the reviewer asked for, and the answers; the agency that was asked answers here. */
export function Information({ objection, data: { information } }: InformationProps) {
  const t = useText(objectionTexts);
  const language = useLanguage();
  const own = useOwnAgency();
  const nameOf = useNames(information.flatMap(({ from, answer }) => [from, answer?.by.agency]));
  if (information.length === 0) return null;
  return (
    <section className="part" aria-label={t('information')}>
      <h2>{t('information')}</h2>
      {information.map(({ n, from, question, askedAt, dueAt, overdue, answer }) => (
        <div key={n}>
          <h3>{t('asked', { n })}</h3>
          <Terms
            of={[
              [t('question'), question],
              [t('from'), nameOf(from)],
              [t('at'), minute(askedAt, language)],
              [
                t('dueAt'),
                answer === undefined && (
                  <>
                    <span className="number">{deadline(dueAt, language)}</span>{' '}
                    {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
                  </>
                ),
              ],
              [t('answer'), answer?.text ?? t('notAnswered')],
              [t('documents'), answer !== undefined && answer.documents.length > 0 && <Documents of={answer.documents} />],
              [
                t('by'),
                answer && [nameOf(answer.by.agency), answer.by.name, minute(answer.at, language)].filter(Boolean).join(' · '),
              ],
            ]}
          />
          <div className="acts">
            <ActButton
              act={giveInformation}
              thing={objection}
              fixed={{ n }}
              word={t('answerIt', { n })}
              offered={answer === undefined && from === own}
              primary
            />
          </div>
        </div>
      ))}
    </section>
  );
}
