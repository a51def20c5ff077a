import { Bars, colours } from '../charts/bars.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { FigureTable, type Row } from './figure-table.tsx';
import type { Grouping } from './groupings.ts';
import { figureTexts } from './words.ts';

interface RowsProps {
  readonly by: Grouping;
  readonly rows: readonly Row[];
}

/** The figures by hour, day, month, district or bank: answered in time and late as a chart, and all numbers as a table. */
export function Rows({ by, rows }: RowsProps) {
  const t = useText(figureTexts);
  const words = useWords();
  const called = ({ key, name }: Row): string =>
    name ?? (by === 'district' ? words('district', key) : by === 'hour' ? `${key}:00` : key);
  const title = words('grouping', by);
  const bars = rows.map((row) => {
    const { judged = 0, answeredInTime = 0 } = row;
    return { key: row.key, label: called(row), values: [answeredInTime, judged - answeredInTime] };
  });
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('noRows')}</p>
      ) : (
        <>
          <Bars
            name={`${t('inTimeChart')} · ${title}`}
            series={[
              { name: t('inTime'), colour: colours.strong },
              { name: t('late'), colour: colours.bad },
            ]}
            bars={bars}
            lying={by === 'bank' || by === 'district'}
          />
          <FigureTable name={`${t('table')} · ${title}`} rows={rows} called={called} ranked={by === 'bank'} />
        </>
      )}
    </section>
  );
}
