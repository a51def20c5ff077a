import type { TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { Bars, colours } from '../charts/bars.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { minutes } from '../words/numbers.ts';
import { useText } from '../words/texts.ts';
import { figureTexts } from './words.ts';

type Clocks = Schemas['FreezeStats']['clocks'];
type Clock = Clocks[keyof Clocks];
type Line = Clock & { readonly span: string };

const SECONDS_A_MINUTE = 60;

/** The times between T0 and T7 as ranges: within what time half, 90, 95 and 99 of a hundred were over. */
export function Spans({ clocks }: { readonly clocks: Clocks }) {
  const t = useText(figureTexts);
  const words = useWords();
  const spoken = useLanguage();
  const lines = Object.entries(clocks).map(([span, clock]): Line => ({ span, ...clock }));
  const within = (title: string, of: (line: Line) => number | undefined): TableColumnsType<Line>[number] => ({
    title,
    key: title,
    className: 'number',
    render: (_, line) => {
      const seconds = of(line);
      return seconds === undefined ? undefined : t('minutes', { n: minutes(seconds, spoken) });
    },
  });
  const columns: TableColumnsType<Line> = [
    { title: t('span'), key: 'span', render: (_, { span }) => words('figureSpan', span) },
    { title: t('counted'), key: 'counted', className: 'number', render: (_, { counted }) => counted },
    within(t('half'), ({ p50 }) => p50),
    within(t('ninetyIn'), ({ p90 }) => p90),
    within(t('ninetyFive'), ({ p95 }) => p95),
    within(t('ninetyNine'), ({ p99 }) => p99),
    { title: t('inDoubt'), key: 'inDoubt', className: 'number', render: (_, { inDoubt }) => inDoubt },
  ];
  const series = [
    { name: t('half'), colour: colours.strong },
    { name: t('ninetyIn'), colour: colours.middle },
    { name: t('ninetyNine'), colour: colours.light },
  ];
  const bars = lines.map(({ span, ...clock }) => ({ key: span, label: words('figureSpan', span), values: rangesOf(clock) }));
  return (
    <section className="part" aria-label={t('spans')}>
      <h2>{t('spans')}</h2>
      <Bars name={t('spansChart')} series={series} bars={bars} lying />
      <WideTable<Line> name={`${t('table')} · ${t('spans')}`} rowKey="span" rows={lines} columns={columns} />
    </section>
  );
}

/** In minutes: up to the half, from there to 90, from there to 99 of a hundred. */
function rangesOf({ p50 = 0, p90 = p50, p99 = p90 }: Clock): readonly number[] {
  return [p50, p90 - p50, p99 - p90].map((seconds) => seconds / SECONDS_A_MINUTE);
}
