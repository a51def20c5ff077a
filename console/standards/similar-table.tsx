import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { FactsLine } from './facts-line.tsx';
import { useValueWords } from './measures.ts';
import { OutcomeTone, Reasons } from './reasons.tsx';
import { standardTexts } from './words.ts';

type Similar = Schemas['SimilarDecision'];

/** Decisions near to the facts, the nearest first, with what differs and why each was decided so. */
export function SimilarTable({ items }: { readonly items: readonly Similar[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const columns: TableColumnsType<Similar> = [
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    {
      title: t('decidedOn'),
      key: 'day',
      className: 'number',
      render: (_, { decidedOn, own }) =>
        own === undefined ? decidedOn : <Link to={`/standards/decisions/${own.decisionId}`}>{decidedOn}</Link>,
    },
    {
      title: t('decision'),
      key: 'decision',
      render: (_, { decision, departed }) => (
        <>
          {words('decision', decision)} {departed && <Tone tone="warn">{t('departed')}</Tone>}
        </>
      ),
    },
    { title: t('facts'), key: 'facts', render: (_, { facts }) => <FactsLine facts={facts} /> },
    { title: t('differs'), key: 'differs', render: (_, one) => <Differences of={one} /> },
    { title: t('distance'), key: 'distance', className: 'number', render: (_, { distance }) => distance },
    {
      title: t('byStandard'),
      key: 'outcome',
      render: (_, { outcome, reasons }) =>
        outcome === undefined ? (
          <span className="quiet">{t('none')}</span>
        ) : (
          <>
            <OutcomeTone outcome={outcome} />
            <Reasons reasons={reasons} />
          </>
        ),
    },
    { title: t('publicGrounds'), key: 'grounds', render: (_, { publicGrounds }) => publicGrounds ?? '—' },
  ];
  return (
    <WideTable<Similar>
      name={t('similar')}
      rowKey={(one) => JSON.stringify([one.district, one.decidedOn, one.facts, one.own?.decisionId])}
      rows={items}
      columns={columns}
    />
  );
}

/** In which measures the two differ, and what the decision has there. */
function Differences({ of: { differs } }: { readonly of: Similar }) {
  const t = useText(standardTexts);
  const words = useWords();
  const valueWords = useValueWords();
  if (differs.length === 0) return <>{t('same')}</>;
  return (
    <ul className="reasons">
      {differs.map(({ measure, against, decided }) => (
        <li key={measure}>
          {words('measure', measure)}
          {against !== undefined && t('against', { measure: words('measure', against) })}
          {t('colon')}
          {decided === undefined ? t('unknown') : valueWords(against ?? measure, decided)}
        </li>
      ))}
    </ul>
  );
}
