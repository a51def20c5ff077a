import { List } from '../states/list.tsx';
import { dayName } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { byDay, dayOfTerm } from './days.ts';
import { TermEntry } from './term-entry.tsx';
import { type TermFilters, useTerms } from './use-terms.ts';
import { termTexts } from './words.ts';

/** The terms by the day on which they end. */
export function TermList({ filters }: { readonly filters: TermFilters }) {
  const t = useText(termTexts);
  const language = useLanguage();
  const terms = useTerms(filters);
  return (
    <List of={terms} empty={t('empty')}>
      {(list) =>
        [...byDay(list, dayOfTerm)].map(([day, ofDay]) => (
          <section key={day} className="part" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>
              {dayName(day, language)} <span className="quiet number">{day}</span>
            </h2>
            <ul className="entries">
              {ofDay.map((term) => (
                <TermEntry key={term.termId} term={term} />
              ))}
            </ul>
          </section>
        ))
      }
    </List>
  );
}
