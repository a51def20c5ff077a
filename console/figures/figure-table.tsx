import type { TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { WideTable } from '../states/wide-table.tsx';
import { money } from '../words/format.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { minutes, percent } from '../words/numbers.ts';
import { useText } from '../words/texts.ts';
import { figureTexts } from './words.ts';

/** A row of figures, or of a sheet: what its reader may not see is absent. */
export type Row = Partial<Schemas['FigureRow']> & { readonly key: string };

interface FigureTableProps {
  /** What the table is about, for screen readers. */
  readonly name: string;
  readonly rows: readonly Row[];
  /** What a row is called. */
  readonly called: (row: Row) => string;
  readonly ranked?: boolean;
}

/** The numbers behind a chart: what was asked for, answered, stopped. */
export function FigureTable({ name, rows, called, ranked = false }: FigureTableProps) {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  // What the API counts in no row, as sums by hour, has no column.
  const number = (title: string, of: (row: Row) => string | number | undefined): TableColumnsType<Row> =>
    rows.some((row) => of(row) !== undefined) ? [{ title, key: title, className: 'number', render: (_, row) => of(row) }] : [];
  const columns: TableColumnsType<Row> = [
    ...(ranked ? number(t('rank'), ({ rank }) => rank) : []),
    { title: t('key'), key: 'key', render: (_, row) => called(row) },
    ...number(t('requested'), ({ requested }) => requested),
    ...number(t('judged'), ({ judged }) => judged),
    ...number(t('answeredInTime'), ({ answeredInTime }) => answeredInTime),
    ...number(t('rate'), ({ rate }) => (rate === undefined ? undefined : percent(rate, spoken))),
    ...number(t('breached'), ({ breached }) => breached),
    ...number(t('notByBank'), ({ breachedNotByBank }) => breachedNotByBank),
    ...number(t('unanswered'), ({ unanswered }) => unanswered),
    ...number(t('refusedInAll'), ({ refusedInAll }) => refusedInAll),
    ...number(t('stopped'), ({ stopped }) => stopped),
    ...number(t('stoppedInTime'), ({ stoppedInTime }) => stoppedInTime),
    ...number(t('p50'), ({ stopTimes }) => within(stopTimes?.p50, spoken, t)),
    ...number(t('p90'), ({ stopTimes }) => within(stopTimes?.p90, spoken, t)),
    ...number(t('stoppedFen'), ({ stoppedFen }) => (stoppedFen === undefined ? undefined : money(stoppedFen, spoken))),
    ...number(t('frozen'), ({ frozen }) => frozen),
    ...number(t('released'), ({ released }) => released),
    ...number(t('expired'), ({ expired }) => expired),
  ];
  return <WideTable<Row> name={name} rowKey="key" rows={rows} columns={columns} />;
}

function within(
  seconds: number | undefined,
  spoken: Language,
  t: (key: 'minutes', values: { n: string }) => string,
): string | undefined {
  return seconds === undefined ? undefined : t('minutes', { n: minutes(seconds, spoken) });
}
