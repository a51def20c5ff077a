import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { issueMeasure } from '../generated/acts/regional-measures.ts';
import { Choices } from '../states/choices.tsx';
import { List, READ_EVERY_MS, useList } from '../states/list.tsx';
import { useMe } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { WhichOnes } from './filters.tsx';
import { useShownMeasures, useWhich } from './which.ts';
import { supervisionTexts } from './words.ts';

type Entry = Schemas['RegionalMeasureEntry'];

/** Regional measures by the moment when a person must act; to an agency under a measure, those on itself. */
export default function MeasuresPage() {
  const t = useText(supervisionTexts);
  const [query] = useSearchParams();
  const which = useWhich(query);
  const shown = useShownMeasures(query);
  const navigate = useNavigate();
  const me = useMe();
  const asked = { ...which, ...shown };
  const summary = useQuery({
    queryKey: ['measures', 'summary', which],
    queryFn: () => contentOf(api.GET('/v1/regional-measures/summary', { params: { query: which } })),
    refetchInterval: READ_EVERY_MS,
  });
  const measures = useList(['measures', 'list', asked], (page) =>
    contentOf(api.GET('/v1/regional-measures', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('measures')}>
      <div className="acts">
        <ActButton act={issueMeasure} onDone={({ measureId }) => void navigate(`/regional-measures/${measureId}`)} />
      </div>
      {summary.data && <ByState summary={summary.data} />}
      {me?.agency.kind === 'police' && <WhichOnes />}
      <List of={measures} empty={t('noMeasures')}>
        {(items) => <MeasureTable measures={items} />}
      </List>
    </Page>
  );
}

function ByState({ summary: { total, overdue, statuses } }: { readonly summary: Schemas['RegionalMeasuresSummary'] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const choices = [
    { value: '', text: t('all'), count: total },
    ...Object.entries(statuses).map(([value, count]) => ({ value, text: words('measureState', value), count })),
  ];
  return (
    <>
      <Choices name={t('filter')} of="show" choices={choices} />
      {overdue > 0 && (
        <p>
          <Tone tone="bad">
            {t('overdue')} {overdue}
          </Tone>
        </p>
      )}
    </>
  );
}

function MeasureTable({ measures }: { readonly measures: readonly Entry[] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames(measures.flatMap(({ issuedBy, targetAgency }) => [issuedBy, targetAgency]));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { measureId, reference }) => <Link to={`/regional-measures/${measureId}`}>{reference}</Link>,
    },
    {
      title: t('needs'),
      key: 'needs',
      render: (_, { neededFor, overdue }) => (
        <>
          {neededFor === undefined ? (
            <span className="quiet">{t('nothing')}</span>
          ) : (
            <Tone tone="warn">{words('measureNeed', neededFor)}</Tone>
          )}
          {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
        </>
      ),
    },
    {
      title: t('by'),
      key: 'by',
      className: 'number',
      render: (_, { neededAt }) => neededAt !== undefined && deadline(neededAt, spoken),
    },
    { title: t('step'), key: 'step', render: (_, { step }) => words('measureStep', step) },
    { title: t('state'), key: 'state', render: (_, { status }) => words('measureState', status) },
    {
      title: t('target'),
      key: 'target',
      render: (_, { targetKind, targetAgency, district }) =>
        [words('measureTarget', targetKind), targetAgency && nameOf(targetAgency), words('district', district)]
          .filter((one) => one)
          .join(' · '),
    },
    { title: t('issuedBy'), key: 'issuedBy', render: (_, { issuedBy }) => nameOf(issuedBy) },
    { title: t('evidence'), key: 'evidence', render: (_, { evidence }) => t('evidenceCount', { n: evidence }) },
  ];
  return <WideTable<Entry> name={t('measures')} rowKey="measureId" rows={measures} columns={columns} />;
}
