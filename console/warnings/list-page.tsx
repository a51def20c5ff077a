import type { TableColumnsType } from 'antd';
import { useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { paths } from '../generated/api.ts';
import { Choices, useSet } from '../states/choices.tsx';
import { DistrictChoice } from '../states/district-choice.tsx';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { useStations } from '../states/stations.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { gradeTones } from './model.ts';
import { MomentClock } from './moment-clock.tsx';
import { warningTexts } from './words.ts';

type Entry = Schemas['WarningEntry'];
type Asked = NonNullable<paths['/v1/warnings']['get']['parameters']['query']>;

const names = ['status', 'grade', 'district', 'month'] as const;

/** The query that an address stands for. The API refuses what it does not know, in its own words. */
function askedBy(address: URLSearchParams): Asked {
  const given = names.flatMap((name) => {
    const value = address.get(name) ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** The warnings of the district or the city, the newest first (`/warnings/list`); nothing of the persons. */
export default function ListPage() {
  const t = useText(warningTexts);
  const [address] = useSearchParams();
  const asked = askedBy(address);
  const warnings = useList(['warnings', 'list', asked], (page) =>
    contentOf(api.GET('/v1/warnings', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('toList')}>
      <Filters />
      <List of={warnings} empty={t('none')}>
        {(items) => <Warnings entries={items} readAt={warnings.dataUpdatedAt} />}
      </List>
      <p>
        <Link to="/warnings">{t('toWork')}</Link>
      </p>
    </Page>
  );
}

function Filters() {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const [address] = useSearchParams();
  const set = useSet();
  const month = useId();
  const grades = Object.entries(useLabels()?.['warningGrade'] ?? {}).map(([value, word]) => ({ value, text: word[language] }));
  return (
    <div className="filters">
      <Choices
        name={t('byState')}
        of="status"
        choices={[
          { value: '', text: t('all') },
          ...['open', 'closed'].map((value) => ({ value, text: words('warningStatus', value) })),
        ]}
      />
      <Choices name={t('byGrade')} of="grade" choices={[{ value: '', text: t('anyGrade') }, ...grades]} />
      <span>
        <label htmlFor={month}>{t('month')} </label>
        <input id={month} type="month" value={address.get('month') ?? ''} onChange={({ target }) => set('month', target.value)} />
      </span>
      <DistrictChoice />
    </div>
  );
}

function Warnings({ entries, readAt }: { readonly entries: readonly Entry[]; readonly readAt: number }) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const stations = useStations();
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { warningId, reference }) => <Link to={`/warnings/${warningId}`}>{reference}</Link>,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { status, grade, overdue }) => (
        <>
          <Tone tone={gradeTones[grade]}>{words('warningGrade', grade)}</Tone>
          <Tone tone={status === 'closed' ? 'good' : 'plain'}>{words('warningStatus', status)}</Tone>
          {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
        </>
      ),
    },
    {
      title: t('means'),
      key: 'means',
      render: (_, { means, level }) =>
        means && [words('warningMeans', means), level && words('warningLevel', level)].filter(Boolean).join(' · '),
    },
    {
      title: t('due'),
      key: 'due',
      render: (_, { dueAt }) => dueAt && <MomentClock key={dueAt} until={dueAt} readAt={readAt} />,
    },
    { title: t('received'), key: 'received', className: 'number', render: (_, { receivedAt }) => moment(receivedAt, language) },
    {
      title: t('outcome'),
      key: 'outcome',
      render: (_, { outcome, loss }) => (
        <>
          {outcome && words('warningOutcome', outcome)} {loss && <Tone tone="bad">{words('warningLoss', loss)}</Tone>}
        </>
      ),
    },
    { title: t('source'), key: 'source', render: (_, { source }) => words('warningSource', source) },
    {
      title: t('place'),
      key: 'place',
      render: (_, { district, station }) =>
        [words('district', district), station && (stations.get(station)?.name ?? station)].filter(Boolean).join(' · '),
    },
  ];
  return <WideTable<Entry> name={t('toList')} rowKey="warningId" rows={entries} columns={columns} />;
}
