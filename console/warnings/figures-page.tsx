import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { useCityDay } from '../states/city-clock.ts';
import { DistrictChoice, useDistrictAsked } from '../states/district-choice.tsx';
import { Page } from '../states/page.tsx';
import { daysAsked } from '../states/period.ts';
import { PeriodChoice } from '../states/period-choice.tsx';
import { useStations } from '../states/stations.ts';
import { Terms } from '../states/terms.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { decimal, percent } from '../words/numbers.ts';
import { useText } from '../words/texts.ts';
import { warningTexts } from './words.ts';

type Figures = Schemas['WarningFigures'];
type Counts = Figures['total'];

/** The counts by what tells them apart. */
type Groups = Readonly<Record<string, Counts | undefined>>;

interface Row {
  readonly key: string;
  readonly name: string;
  readonly counts: Counts;
}

/** The figures of warnings by the day of receipt (`/warnings/figures`): outcomes, first contacts, fraud after warning, false alarms. */
export default function FiguresPage() {
  const t = useText(warningTexts);
  const today = useCityDay();
  const [query, setQuery] = useSearchParams();
  const days = daysAsked(query, '', today);
  const asked = { ...days, ...useDistrictAsked() };
  const figures = useQuery({
    queryKey: ['warnings', 'figures', asked],
    queryFn: () => contentOf(api.GET('/v1/warnings/figures', { params: { query: asked } })),
  });
  const set = (chosen: Partial<typeof days>): void =>
    setQuery((before) => new URLSearchParams({ ...Object.fromEntries(before), ...chosen }));
  return (
    <Page title={t('toFigures')}>
      <PeriodChoice name={t('days')} usual={['today', 'thisMonth', 'lastMonth']} days={days} today={today} onChange={set}>
        <DistrictChoice />
      </PeriodChoice>
      <Answer of={figures}>{(data) => <Shown figures={data} />}</Answer>
      <p>
        <Link to="/warnings">{t('toWork')}</Link>
      </p>
    </Page>
  );
}

function Shown({ figures }: { readonly figures: Figures }) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const stations = useStations();
  const { total, byGrade, bySource, byStation, byMeans, fraudAfterWarning, meanContactMinutes, countedThrough } = figures;
  const rowsOf = (of: Groups, name: (key: string) => string): readonly Row[] =>
    Object.entries(of).flatMap(([key, counts]) => (counts === undefined ? [] : [{ key, name: name(key), counts }]));
  const outcomes = Object.entries(total.outcomes).map(([outcome, n]) => `${words('warningOutcome', outcome)} ${n}`);
  const within = Object.entries(total.contactWithin).map(([upper, n]) =>
    upper === 'more' ? t('withinMore', { n }) : t('within', { upper, n }),
  );
  return (
    <>
      <Terms
        className="sums"
        of={[
          [t('countReceived'), total.received],
          [t('countOpen'), total.open],
          [t('countContacted'), total.contacted],
          [t('minutes'), meanContactMinutes !== undefined && decimal(meanContactMinutes, language)],
          [t('fraudAfter'), fraudAfterWarning !== undefined && percent(fraudAfterWarning, language)],
          [t('falseAlarms'), total.falseAlarms],
        ]}
      />
      <Terms
        of={[
          [t('outcomes'), outcomes.join(' · ')],
          [t('firstReached'), within.join(' · ')],
          [t('countedThrough'), countedThrough],
        ]}
      />
      <GroupTable name={t('perGrade')} rows={rowsOf(byGrade, (key) => words('warningGrade', key))} />
      <GroupTable name={t('perMeans')} rows={rowsOf(byMeans, (key) => words('warningMeans', key))} />
      <GroupTable name={t('perSource')} rows={rowsOf(bySource, (key) => words('warningSource', key))} />
      <GroupTable name={t('perStation')} rows={rowsOf(byStation, (key) => stations.get(key)?.name ?? key)} />
    </>
  );
}

function GroupTable({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }) {
  const t = useText(warningTexts);
  if (rows.length === 0) return null;
  const number = (title: string, of: (counts: Counts) => number): TableColumnsType<Row>[number] => ({
    title,
    key: title,
    className: 'number',
    render: (_, { counts }) => of(counts),
  });
  const columns: TableColumnsType<Row> = [
    { title: name, key: 'name', render: (_, row) => row.name },
    number(t('countReceived'), ({ received }) => received),
    number(t('countOpen'), ({ open }) => open),
    number(t('countContacted'), ({ contacted }) => contacted),
    number(t('countLosses'), ({ losses }) => losses),
    number(t('countLossesAfter'), ({ lossesAfterContact }) => lossesAfterContact),
    number(t('falseAlarms'), ({ falseAlarms }) => falseAlarms),
  ];
  return (
    <section className="part" aria-label={name}>
      <h2>{name}</h2>
      <WideTable<Row> name={name} rowKey="key" rows={rows} columns={columns} />
    </section>
  );
}
