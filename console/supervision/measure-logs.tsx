import type { TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { useNames } from '../states/names.ts';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Measure = Schemas['RegionalMeasure'];
type Step = Measure['steps'][number];
type Piece = Measure['evidence'][number];

interface MeasureProps {
  readonly measure: Measure;
}

/** The steps that were taken: notice, interview, warning. */
export function Steps({ measure: { steps } }: MeasureProps) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames(steps.flatMap(({ by, jointWith }) => [by, ...jointWith]));
  const columns: TableColumnsType<Step> = [
    { title: t('step'), key: 'step', render: (_, { step }) => words('measureStep', step) },
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => minute(at, spoken) },
    { title: t('agency'), key: 'by', render: (_, { by }) => nameOf(by) },
    { title: t('jointWith'), key: 'jointWith', render: (_, { jointWith }) => jointWith.map(nameOf).join(' · ') },
    { title: t('due'), key: 'due', className: 'number', render: (_, { dueAt }) => deadline(dueAt, spoken) },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
  ];
  return (
    <section className="part" aria-label={t('steps')}>
      <h2>{t('steps')}</h2>
      <WideTable<Step> name={t('steps')} rowKey="at" rows={steps} columns={columns} />
    </section>
  );
}

/** What was handed in to show that it was corrected. */
export function Evidence({ measure: { evidence } }: MeasureProps) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const nameOf = useNames(evidence.map(({ by }) => by));
  const columns: TableColumnsType<Piece> = [
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => minute(at, spoken) },
    { title: t('agency'), key: 'by', render: (_, { by }) => nameOf(by) },
    { title: t('evidence'), key: 'summary', render: (_, { summary }) => summary },
    {
      title: t('documents'),
      key: 'documents',
      render: (_, { documents }) =>
        documents.map(({ title, number }) => [title, number].filter((one) => one !== undefined).join(' ')).join(' · '),
    },
  ];
  return (
    <section className="part" aria-label={t('evidence')}>
      <h2>{t('evidence')}</h2>
      {evidence.length === 0 ? (
        <p className="quiet">{t('noEvidence')}</p>
      ) : (
        <WideTable<Piece> name={t('evidence')} rowKey="at" rows={evidence} columns={columns} />
      )}
    </section>
  );
}
