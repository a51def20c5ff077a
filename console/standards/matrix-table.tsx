import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useLabels, useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { Headline } from './content-view.tsx';
import { usePlaceWords } from './measures.ts';
import { standardTexts } from './words.ts';

type Row = Schemas['StandardsMatrix']['rows'][number];
type Cell = Row['cells'][number];

interface Line {
  readonly place: string;
  /** By criterion. */
  readonly cells: ReadonlyMap<string, Cell>;
}

/** A line a place, a column a criterion: what holds there, and in what it differs from most districts. */
export function MatrixTable({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const placeWords = usePlaceWords();
  const labels = useLabels();
  const columns: TableColumnsType<Line> = [
    { title: t('place'), key: 'place', render: (_, { place }) => placeWords(place), fixed: 'left', rowScope: 'row' },
    ...rows.map(({ criterion }) => ({
      title: words('criterion', criterion),
      key: criterion,
      render: (_: unknown, { cells }: Line) => <CellView cell={cells.get(criterion)} />,
    })),
  ];
  return (
    <WideTable<Line>
      name={t('matrix')}
      rowKey="place"
      rows={linesOf(rows, Object.keys(labels?.['place'] ?? {}))}
      columns={columns}
    />
  );
}

/** The places in the order of the API's words, national readings last. */
function linesOf(rows: readonly Row[], order: readonly string[]): readonly Line[] {
  const cells = rows.flatMap((row) => row.cells);
  const places = new Set<string>([...rows.flatMap(({ without }) => without), ...cells.map(({ place }) => place)]);
  const known = order.filter((place) => places.has(place));
  const others = [...places].filter((place) => !known.includes(place)).toSorted();
  return [...known, ...others].map((place) => ({
    place,
    cells: new Map(cells.filter((cell) => cell.place === place).map((cell) => [cell.criterion, cell])),
  }));
}

function CellView({ cell }: { readonly cell: Cell | undefined }) {
  const t = useText(standardTexts);
  const words = useWords();
  if (cell === undefined) return <span className="quiet">{t('none')}</span>;
  const { standardId, title, diverges } = cell;
  return (
    <>
      <Link to={`/standards/${standardId}`}>{title}</Link>
      <div className="quiet">
        <Headline content={cell} />
      </div>
      {diverges.length > 0 && (
        <Tone tone="warn">
          {t('diverges', { fields: diverges.map((field) => words('standardField', field)).join(t('and')) })}
        </Tone>
      )}
    </>
  );
}
