import type { Schemas } from '../api/client.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { FigureTable, type Row } from './figure-table.tsx';
import { Refusals } from './refusals.tsx';
import { figureTexts } from './words.ts';

/** The numbers of a month as they were published: in all, by district, by bank. A reader sees the parts that the API gives. */
export function Sheet({ month: { month, total, districts, banks } }: { readonly month: Schemas['PublishedMonth'] }) {
  const t = useText(figureTexts);
  const words = useWords();
  const parts = [
    { title: t('total'), rows: total === undefined ? [] : [{ ...total, key: month }], called: () => t('total') },
    { title: t('byDistrict'), rows: districts, called: ({ key }: Row) => words('district', key) },
    { title: t('byBank'), rows: banks, called: ({ key, name }: Row) => name ?? key, ranked: true },
  ];
  return (
    <div className="sheet">
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows, called, ranked = false }) => (
          <section key={title} className="part" aria-label={title}>
            <h2>{title}</h2>
            <FigureTable name={title} rows={rows} called={called} ranked={ranked} />
          </section>
        ))}
      {total !== undefined && <Refusals refused={total.refused} codes={total.codes} />}
    </div>
  );
}
