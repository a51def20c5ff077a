import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { termEnd } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { termTexts } from './words.ts';

export type Term = Schemas['Term'];

/** One term: what ends, about which thing, who has to act. */
export function TermEntry({ term }: { readonly term: Term }) {
  const t = useText(termTexts);
  const words = useWords();
  const language = useLanguage();
  const { label, ranOut, about, waitsFor, waitsForMe, person, provisional } = term;
  const nameOf = useNames([waitsFor]);
  const waits = waitsForMe ? t('waitsForMe') : waitsFor && t('waits', { agency: nameOf(waitsFor) });
  return (
    <li>
      {ranOut && <Tone tone="bad">{t('ranOut')}</Tone>}
      {!ranOut && waitsForMe && <Tone tone="busy">{t('waitsForMe')}</Tone>}
      <p>
        {label[language]}{' '}
        <span className="quiet">
          {[words('termSubject', about.kind), person?.name, ranOut || !waitsForMe ? waits : undefined]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <TermLink term={term} />
      <span className="number">{termEnd(term, language)}</span>
      {provisional && <Tone tone="warn">{t('provisional')}</Tone>}
    </li>
  );
}

/** Leads to the thing of a term, by the reference that people say on the phone. */
export function TermLink({ term: { about } }: { readonly term: Term }) {
  const words = useWords();
  const page = usePageOf()(about.kind, about.id);
  const reference = about.reference ?? words('termSubject', about.kind);
  return page === undefined ? <span>{reference}</span> : <Link to={page}>{reference}</Link>;
}
