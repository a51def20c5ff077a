import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { recordDecision } from '../generated/acts/standards.ts';
import type { paths } from '../generated/api.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { FactsLine } from './facts-line.tsx';
import { FactsWidget } from './facts-widget.tsx';
import { CriterionFilter, DayFilter, SelectFilter, TickFilter } from './filters.tsx';
import { OutcomeTone } from './reasons.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Page200 = paths['/v1/standards/decisions']['get']['responses'][200]['content']['application/json'];
type Card = Page200['items'][number];

const fields = { '/facts': FactsWidget };

/** The recorded decisions of a district or the city, the newest first. */
export default function DecisionsPage() {
  const t = useText(standardTexts);
  const labels = useLabels();
  const language = useLanguage();
  const go = useNavigate();
  const [params] = useSearchParams();
  const filters = Object.fromEntries(params);
  const decisions = useList(['decisions', filters], (page) =>
    contentOf(api.GET('/v1/standards/decisions', { params: { query: { ...filters, ...page } } })),
  );
  const districts = Object.entries(labels?.['district'] ?? {}).map(([value, label]) => ({ value, label: label[language] }));
  return (
    <Page title={t('decisions')}>
      <Ways />
      <div className="acts">
        <ActButton
          act={recordDecision}
          fields={fields}
          primary
          onDone={({ decisionId }) => void go(`/standards/decisions/${decisionId}`)}
        />
      </div>
      <fieldset className="filters">
        <legend className="unseen">{t('filters')}</legend>
        <CriterionFilter />
        <SelectFilter
          name="district"
          label={t('ownDistrict')}
          options={[...districts, { value: 'all', label: t('everywhere') }]}
          optional
        />
        <DayFilter name="from" label={t('from')} />
        <DayFilter name="to" label={t('to')} />
        <TickFilter name="departed" label={t('departedOnly')} />
      </fieldset>
      <List of={decisions} empty={t('noDecisions')}>
        {(items) => <DecisionTable cards={items} />}
      </List>
    </Page>
  );
}

function DecisionTable({ cards }: { readonly cards: readonly Card[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const columns: TableColumnsType<Card> = [
    {
      title: t('decidedOn'),
      key: 'day',
      className: 'number',
      render: (_, { decisionId, decidedOn }) => <Link to={`/standards/decisions/${decisionId}`}>{decidedOn}</Link>,
    },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('decision'), key: 'decision', render: (_, { decision }) => words('decision', decision) },
    {
      title: t('byStandard'),
      key: 'outcome',
      render: (_, { outcome }) =>
        outcome === undefined ? <span className="quiet">{t('none')}</span> : <OutcomeTone outcome={outcome} />,
    },
    {
      title: t('departure'),
      key: 'departed',
      render: (_, { departed, departureReasonGiven }) =>
        departed ? <Tone tone="warn">{t(departureReasonGiven === true ? 'departedWithReason' : 'departed')}</Tone> : '—',
    },
    { title: t('facts'), key: 'facts', render: (_, { facts }) => <FactsLine facts={facts} /> },
  ];
  return <WideTable<Card> name={t('decisions')} rowKey="decisionId" rows={cards} columns={columns} />;
}
