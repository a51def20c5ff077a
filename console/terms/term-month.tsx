import { Button, Flex } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Answer } from '../states/answer.tsx';
import { useCityDay } from '../states/city-clock.ts';
import { entriesOf } from '../states/list.tsx';
import { More } from '../states/more.tsx';
import { dayName, monthName, weekdays } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { byDay, dayOfTerm, monthAfter, shownBefore, weeksOf } from './days.ts';
import { type Term, TermLink } from './term-entry.tsx';
import { type TermFilters, useTerms } from './use-terms.ts';
import { termTexts } from './words.ts';

/** A month is read whole, up to so many terms; beyond, it says that it is not complete. */
const MOST = 1_000;

/** The terms of the weeks of a month, each on the day on which it ends; the month stands in the address. */
export function TermMonth({ filters }: { readonly filters: TermFilters }) {
  const [query] = useSearchParams();
  const today = useCityDay();
  const month = query.get('month') ?? today.slice(0, 7);
  return <Month month={month} today={today} filters={filters} />;
}

interface MonthProps {
  readonly month: string;
  readonly today: string;
  readonly filters: TermFilters;
}

function Month({ month, today, filters }: MonthProps) {
  const t = useText(termTexts);
  const language = useLanguage();
  const [query, setQuery] = useSearchParams();
  const terms = useTerms({ ...filters, dueBefore: shownBefore(month) });
  const { hasNextPage, isFetching, fetchNextPage } = terms;
  const read = entriesOf(terms);
  const goesOn = hasNextPage && read.length < MOST;
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage();
  }, [goesOn, isFetching, fetchNextPage]);
  const turn = (count: number): void => {
    const changed = new URLSearchParams(query);
    changed.set('month', monthAfter(month, count));
    setQuery(changed, { replace: true });
  };
  return (
    <section className="part" aria-labelledby="month">
      <Flex gap="small" align="center">
        <Button size="small" onClick={() => turn(-1)} aria-label={t('before')}>
          ‹
        </Button>
        <h2 id="month" aria-live="polite">
          {monthName(month, language)}
        </h2>
        <Button size="small" onClick={() => turn(1)} aria-label={t('after')}>
          ›
        </Button>
      </Flex>
      <Answer of={terms}>
        {() => (
          <>
            <Grid month={month} today={today} terms={read} />
            {hasNextPage && !goesOn && <p className="quiet">{t('morePart')}</p>}
            {!goesOn && <More {...terms} />}
          </>
        )}
      </Answer>
    </section>
  );
}

interface GridProps extends Pick<MonthProps, 'month' | 'today'> {
  readonly terms: readonly Term[];
}

function Grid({ month, today, terms }: GridProps) {
  const t = useText(termTexts);
  const language = useLanguage();
  const days = byDay(terms, dayOfTerm);
  return (
    // A table that scrolls inside has to take the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys
    <section className="month" tabIndex={0} aria-label={t('monthOf', { month: monthName(month, language) })}>
      <table>
        <thead>
          <tr>
            {weekdays(language).map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  className={classOf(day.startsWith(month), day === today || days.has(day))}
                  aria-current={day === today ? 'date' : undefined}
                >
                  <span className="number">
                    <span className="unseen">{dayName(day, language)}</span>
                    <span aria-hidden="true">{Number(day.slice(-2))}</span> {day === today && t('today')}
                  </span>
                  <ul>
                    {days.get(day)?.map((term) => (
                      <DayTerm key={term.termId} term={term} />
                    ))}
                  </ul>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A day of another month, and one on which nothing ends. */
const classOf = (isOfMonth: boolean, isTaken: boolean): string =>
  [isOfMonth ? '' : 'other', isTaken ? '' : 'free'].filter(Boolean).join(' ');

function DayTerm({ term }: { readonly term: Term }) {
  const t = useText(termTexts);
  const language = useLanguage();
  const marks = [...(term.ranOut ? [t('ranOut')] : []), ...(term.provisional ? [t('provisional')] : [])];
  return (
    <li className={term.ranOut ? 'out' : ''}>
      {term.label[language]} <TermLink term={term} /> {marks.length > 0 && <em>({marks.join(' · ')})</em>}
    </li>
  );
}
