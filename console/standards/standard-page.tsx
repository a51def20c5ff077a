import { Button, type TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { endStandard } from '../generated/acts/standards.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { ContentView, Fact, Headline } from './content-view.tsx';
import { dated } from './dates.ts';
import { usePlaceWords } from './measures.ts';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Standard = Schemas['Standard'];

/** A standard as it was recorded, and the line of standards that it stands in. */
export default function StandardPage() {
  const t = useText(standardTexts);
  const { standardId = '' } = useParams();
  const standard = useThing('/v1/standards/{standardId}', { standardId }, { shownIn: [['line'], ['matrix']] });
  return (
    <Page title={standard.data?.title ?? t('standard')}>
      <Ways />
      <Answer of={standard.query}>
        {(data) => (
          <>
            <StandardActs thing={standard} standardId={standardId} />
            <StandardFacts standard={data} />
            <ContentView content={data} />
            <Line standard={data} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function StandardActs({ thing, standardId }: { readonly thing: Thing<Standard>; readonly standardId: string }) {
  const t = useText(standardTexts);
  return (
    <div className="acts">
      <PageLink to={`/standards/proposals/new?from=${standardId}`} otherwise={null}>
        <Button type="primary">{t('proposeFrom')}</Button>
      </PageLink>
      <PageLink to={`/standards/record?from=${standardId}`} otherwise={null}>
        <Button>{t('replace')}</Button>
      </PageLink>
      <ActButton act={endStandard} thing={thing} fixed={{ standardId }} danger />
    </div>
  );
}

function StandardFacts({ standard }: { readonly standard: Standard }) {
  const t = useText(standardTexts);
  const words = useWords();
  const placeWords = usePlaceWords();
  const nameOf = useNames([standard.recordedBy]);
  const { criterion, place, recordedAt, recordedBy, proposalId } = standard;
  return (
    <dl className="facts">
      <Fact name={t('criterion')}>{words('criterion', criterion)}</Fact>
      <Fact name={t('place')}>{placeWords(place)}</Fact>
      <Fact name={t('days')}>
        <Days of={standard} />
      </Fact>
      <Fact name={t('recorded')}>
        {nameOf(recordedBy)} · <span className="number">{dated(recordedAt)}</span>
      </Fact>
      {proposalId !== undefined && (
        <Fact name={t('proposal')}>
          <Link to={`/standards/proposals/${proposalId}`}>{t('fromProposal')}</Link>
        </Fact>
      )}
    </dl>
  );
}

function Days({ of: { effectiveFrom, effectiveTo } }: { readonly of: Pick<Standard, 'effectiveFrom' | 'effectiveTo'> }) {
  const t = useText(standardTexts);
  return (
    <span className="number">
      {effectiveFrom} {t('until')} {effectiveTo ?? t('open')}
    </span>
  );
}

/** Every standard ever recorded for the place and the criterion: on which days it held, and since and until when that was believed. */
function Line({ standard: { criterion, place, standardId } }: { readonly standard: Standard }) {
  const t = useText(standardTexts);
  const line = useList(
    ['line', criterion, place],
    (page) => contentOf(api.GET('/v1/standards/history', { params: { query: { criterion, place, ...page } } })),
    { refetchInterval: false },
  );
  const columns: TableColumnsType<Standard> = [
    {
      title: t('standard'),
      key: 'title',
      render: (_, one) =>
        one.standardId === standardId ? one.title : <Link to={`/standards/${one.standardId}`}>{one.title}</Link>,
    },
    { title: t('threshold'), key: 'threshold', render: (_, one) => <Headline content={one} /> },
    { title: t('days'), key: 'days', render: (_, one) => <Days of={one} /> },
    { title: t('believedFrom'), key: 'from', className: 'number', render: (_, one) => dated(one.believedFrom) },
    {
      title: t('believedUntil'),
      key: 'until',
      className: 'number',
      render: (_, { believedUntil }) => (believedUntil === undefined ? t('stillBelieved') : dated(believedUntil)),
    },
  ];
  return (
    <section className="part">
      <h2>{t('line')}</h2>
      <List of={line}>
        {(items) => (
          <WideTable<Standard>
            name={t('line')}
            rowKey={(one) => `${one.standardId}${one.believedFrom}`}
            rows={items}
            columns={columns}
          />
        )}
      </List>
    </section>
  );
}
