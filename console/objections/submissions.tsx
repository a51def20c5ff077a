import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Documents } from './documents.tsx';
import type { Objection } from './model.ts';
import { objectionTexts } from './words.ts';

/** What the person says and handed in, each time: an office sees its own. */
export function Submissions({ data: { submissions } }: { readonly data: Objection }) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(submissions.map(({ raisedBy }) => raisedBy.agency));
  if (submissions.length === 0) return null;
  return (
    <section className="part" aria-label={t('submissions')}>
      <h2>{t('submissions')}</h2>
      {submissions.map(({ at, raisedBy, channel, by, grounds, documents, livelihood }, place) => (
        <div key={at}>
          {submissions.length > 1 && <h3>{t('submission', { n: place + 1 })}</h3>}
          <Terms
            of={[
              [t('person'), `${by.name} · ${words('objectorCapacity', by.capacity)}`],
              [t('contact'), by.contact],
              [t('grounds'), grounds],
              [t('livelihoodSaid'), livelihood],
              [t('documents'), documents.length > 0 && <Documents of={documents} />],
              [t('channel'), words('objectionChannel', channel)],
              [t('by'), [nameOf(raisedBy.agency), raisedBy.name, minute(at, language)].filter(Boolean).join(' · ')],
            ]}
          />
        </div>
      ))}
    </section>
  );
}
