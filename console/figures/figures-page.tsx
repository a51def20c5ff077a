import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { useCityDay } from '../states/city-clock.ts';
import { useMe } from '../states/me.ts';
import { More } from '../states/more.tsx';
import { Page } from '../states/page.tsx';
import { daysAsked } from '../states/period.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { type Grouping, useGroupings } from './groupings.ts';
import { Headline } from './headline.tsx';
import { PeriodFilters } from './period-filters.tsx';
import { Refusals } from './refusals.tsx';
import { Rows } from './rows.tsx';
import { Spans } from './spans.tsx';
import { figureTexts } from './words.ts';

/** How fast and how much was stopped: in all, by hour, day, month, district or bank. */
export default function FiguresPage() {
  const t = useText(figureTexts);
  const today = useCityDay();
  const me = useMe();
  const groupings = useGroupings(me);
  const [query] = useSearchParams();
  const by = groupings.find((one) => one === query.get('by')) ?? groupings[0];
  return (
    <Page title={t('figures')}>
      <div className="acts">
        <PageLink to="/figures/months" otherwise={null}>
          {t('toMonths')}
        </PageLink>
      </div>
      {by !== undefined && (
        <>
          <PeriodFilters groupings={groupings} by={by} today={today} />
          <Figures by={by} today={today} />
        </>
      )}
    </Page>
  );
}

type Stats = Schemas['FreezeStats'];

function Figures({ by, today }: { readonly by: Grouping; readonly today: string }) {
  const [query] = useSearchParams();
  const days = daysAsked(query, by, today);
  const words = useWords();
  const labels = useLabels();
  const district = query.get('district') ?? '';
  const isDistrict = (value: string): value is Stats['district'] => Object.hasOwn(labels?.['district'] ?? {}, value);
  const asked = { groupBy: by, ...days, ...(isDistrict(district) && { district }) };
  const figures = useInfiniteQuery({
    queryKey: ['figures', asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const page = { ...asked, ...(pageParam !== '' && { cursor: pageParam }) };
      return contentOf(api.GET('/v1/stats/freezes', { params: { query: page } }));
    },
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Answer of={figures}>
      {({ pages }) => (
        <>
          {pages.slice(0, 1).map((stats) => (
            <Headline key="headline" stats={stats} district={words('place', stats.district)} />
          ))}
          <Rows by={by} rows={pages.flatMap(({ items = [] }) => items)} />
          <More {...figures} />
          {pages.slice(0, 1).map((stats) => (
            <div key="detail">
              <Spans clocks={stats.clocks} />
              <Refusals refused={stats.refused} codes={stats.codes} />
            </div>
          ))}
        </>
      )}
    </Answer>
  );
}
