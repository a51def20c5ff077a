import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Divergences } from './divergences.tsx';
import { CriterionFilter, DayFilter } from './filters.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

/** The standards of all places, criterion by criterion, with what differs: on a day, as believed on a day. */
export default function MatrixPage() {
  const t = useText(standardTexts);
  const language = useLanguage();
  const [params] = useSearchParams();
  const query = Object.fromEntries(params);
  const matrix = useQuery({
    queryKey: ['matrix', query],
    queryFn: () => contentOf(api.GET('/v1/standards/matrix', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('matrix')}>
      <Ways />
      <fieldset className="filters">
        <legend className="unseen">{t('filters')}</legend>
        <CriterionFilter optional />
        <DayFilter name="asOf" label={t('asOf')} />
        <DayFilter name="believedOn" label={t('believedOn')} />
        <PageLink to="/standards/record" otherwise={null}>
          <Button>{actWord('recordStandard', language)}</Button>
        </PageLink>
      </fieldset>
      <Answer of={matrix} empty={{ when: ({ rows }) => rows.every(({ cells }) => cells.length === 0), text: t('noStandards') }}>
        {({ asOf, rows }) => (
          <>
            <p className="quiet">{t('matrixOn', { day: asOf })}</p>
            <MatrixTable rows={rows} />
            <Divergences rows={rows} />
          </>
        )}
      </Answer>
    </Page>
  );
}
