import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { say } from '../acts/said.ts';
import { useThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { correctFigureMonth } from '../generated/acts/figures.ts';
import { Answer } from '../states/answer.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { minute, monthName } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { downloadSheet } from './download.ts';
import { Sheet } from './sheet.tsx';
import { figureTexts } from './words.ts';

type Month = Schemas['PublishedMonth'];

/** A published month: the sheet of the edition in force, or of an earlier one (`?edition=`). */
export default function MonthPage() {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  const { month = '' } = useParams();
  const [query] = useSearchParams();
  const wanted = Number(query.get('edition') ?? 0);
  const inForce = useThing('/v1/stats/months/{month}', { month }, { shownIn: [['figure-months']] });
  const latest = inForce.data?.edition ?? 0;
  const isEarlier = wanted > 0 && wanted < latest;
  const earlier = useQuery({
    queryKey: ['figure-month', month, wanted],
    enabled: isEarlier,
    queryFn: () => contentOf(api.GET('/v1/stats/months/{month}', { params: { path: { month }, query: { edition: wanted } } })),
  });
  const name = inForce.data === undefined ? undefined : monthName(inForce.data.month, spoken);
  return (
    <Page title={name === undefined ? t('sheet') : t('sheetOf', { month: name })}>
      <Answer of={isEarlier ? earlier : inForce.query}>
        {(shown) => (
          <>
            <div className="acts">
              <ActButton act={correctFigureMonth} thing={inForce} />
              <Files shown={shown} />
            </div>
            {isEarlier && (
              <p role="status">
                {t('earlier')} <Link to={`/figures/months/${month}`}>{t('toInForce')}</Link>
              </p>
            )}
            <Head shown={shown} latest={latest} />
            <Sheet month={shown} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** The ways of a sheet out of the browser. */
function Files({ shown: { month, edition } }: { readonly shown: Month }) {
  const t = useText(figureTexts);
  return (
    <>
      <Button onClick={() => void downloadSheet(month, edition).catch(() => say(t('downloadFailed')))}>{t('download')}</Button>
      <Button onClick={() => print()}>{t('print')}</Button>
    </>
  );
}

function Head({ shown, latest }: { readonly shown: Month; readonly latest: number }) {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  const { month, edition, publishedAt, publishedBy, countedThrough, reason, policy } = shown;
  const nameOf = useNames([publishedBy]);
  const others = Array.from({ length: latest }, (_, at) => at + 1).filter((one) => one !== edition);
  return (
    <Terms
      of={[
        [t('edition'), `${t('editionOf', { n: edition })}${edition === latest ? ` · ${t('inForce')}` : ''}`],
        [
          t('months'),
          others.length > 0 &&
            others.map((one) => (
              <span key={one}>
                <Link to={`/figures/months/${month}?edition=${one}`}>{t('editionOf', { n: one })}</Link>{' '}
              </span>
            )),
        ],
        [t('publishedAt'), minute(publishedAt, spoken)],
        [t('publishedBy'), nameOf(publishedBy)],
        [t('countedThrough'), countedThrough],
        [t('correctedFor'), reason],
        [t('policy'), policy.map(({ name, value }) => `${name} = ${value}`).join(' · ')],
      ]}
    />
  );
}
