import type { TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { figureTexts } from './words.ts';

interface RefusalsProps {
  readonly refused: Schemas['FigureRow']['refused'];
  readonly codes: Schemas['FigureRow']['codes'];
}

interface Line {
  readonly key: string;
  readonly count: number;
}

const linesOf = (counts: Readonly<Record<string, number>> | undefined): readonly Line[] =>
  Object.entries(counts ?? {})
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count);

/** What banks returned or refused, by what follows from it and by the code of the answer, in words. */
export function Refusals({ refused, codes }: RefusalsProps) {
  const t = useText(figureTexts);
  const words = useWords();
  const counted = { title: t('count'), key: 'count', className: 'number', render: (_: unknown, { count }: Line) => count };
  const byClass: TableColumnsType<Line> = [
    { title: t('class'), key: 'class', render: (_, { key }) => words('resultClass', key) },
    counted,
  ];
  const byCode: TableColumnsType<Line> = [
    { title: t('code'), key: 'code', className: 'number', render: (_, { key }) => key },
    { title: t('meaning'), key: 'meaning', render: (_, { key }) => words('resultCode', key) },
    counted,
  ];
  const [classes, answers] = [linesOf(refused), linesOf(codes)];
  return (
    <section className="part" aria-label={t('refusals')}>
      <h2>{t('refusals')}</h2>
      {answers.length === 0 && <p className="quiet">{t('noCodes')}</p>}
      {classes.length > 0 && <Counts name={t('byClass')} lines={classes} columns={byClass} />}
      {answers.length > 0 && <Counts name={t('byCode')} lines={answers} columns={byCode} />}
    </section>
  );
}

interface CountsProps {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly columns: TableColumnsType<Line>;
}

function Counts({ name, lines, columns }: CountsProps) {
  return (
    <>
      <h3>{name}</h3>
      <WideTable<Line> name={name} rowKey="key" rows={lines} columns={columns} />
    </>
  );
}
