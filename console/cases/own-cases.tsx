import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { openCase } from '../generated/acts/cases.ts';
import { List } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { useStations } from '../states/stations.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { CaseFilters } from './case-filters.tsx';
import { filtersIn } from './filters.ts';
import { type CaseQuery, type OwnCase, useCasesSummary, useOwnCases } from './lists.ts';
import type { Scope } from './scope.ts';
import { caseTexts } from './words.ts';

/** The cases of the district or of the city, with filters that stand in the address, and their sums. */
export function OwnCases({ scope }: { readonly scope: Scope }) {
  const t = useText(caseTexts);
  const [query] = useSearchParams();
  const filters = filtersIn(query);
  const cases = useOwnCases(filters);
  const go = useNavigate();
  return (
    <>
      <div className="acts">
        <ActButton act={openCase} initial={{ district: scope.district }} onDone={({ caseId }) => void go(`/cases/${caseId}`)} />
      </div>
      <CaseFilters scope={scope} />
      <Sums filters={filters} />
      <List of={cases} empty={t('emptyOwn')}>
        {(items) => <CaseTable cases={items} />}
      </List>
    </>
  );
}

function Sums({ filters }: { readonly filters: CaseQuery }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const data = useCasesSummary(filters);
  if (data === undefined) return null;
  const more = data.more ? '+' : '';
  const sums = [
    [t('total'), `${data.total}${more}`],
    ...Object.entries(data.statuses).map(([state, count]) => [words('caseState', state), `${count}${more}`] as const),
    [t('loss'), `${money(data.lossFen, language)}${more}`],
    [t('victims'), `${data.victims}${more}`],
  ] as const;
  return (
    <dl className="sums" aria-label={t('sums')}>
      {sums.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function CaseTable({ cases }: { readonly cases: readonly OwnCase[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(cases.map(({ agency }) => agency));
  const stations = useStations();
  const columns: TableColumnsType<OwnCase> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { caseId, reference }) => <Link to={`/cases/${caseId}`}>{reference}</Link>,
    },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('caseState', status)}</Tone> },
    { title: t('fraudType'), key: 'fraudType', render: (_, { fraudType }) => words('fraudType', fraudType) },
    { title: t('loss'), key: 'loss', render: (_, { lossFen }) => money(lossFen, language), className: 'number' },
    { title: t('victims'), key: 'victims', render: (_, { victims }) => victims, className: 'number' },
    { title: t('alarms'), key: 'alarms', render: (_, { alerts }) => alerts, className: 'number' },
    { title: t('musts'), key: 'musts', render: (_, { musts }) => t('mustsOf', { done: musts }) },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('station'), key: 'station', render: (_, { station }) => station && (stations.get(station)?.name ?? station) },
    { title: t('opened'), key: 'opened', render: (_, { openedAt }) => minute(openedAt, language), className: 'number' },
    { title: t('touched'), key: 'touched', render: (_, { touchedAt }) => minute(touchedAt, language), className: 'number' },
  ];
  return <WideTable<OwnCase> name={t('cases')} rowKey="caseId" rows={cases} columns={columns} />;
}
