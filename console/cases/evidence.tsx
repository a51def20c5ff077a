import type { TableColumnsType } from 'antd';
import { evidenceTexts } from '../evidence/words.ts';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Piece } from './evidence-file.ts';
import { Files } from './files.tsx';
import { AddItem, WithdrawItem } from './item-acts.tsx';
import type { CaseProps } from './part-props.ts';
import { Rows, Section } from './section.tsx';

interface EvidenceProps extends CaseProps {
  readonly pieces: readonly Piece[];
}

/** The list of evidence of a case; the files of a piece are read when a person opens its row, because each look is recorded. */
export default function Evidence({ fraudCase, thing, pieces }: EvidenceProps) {
  const t = useText(evidenceTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Piece> = [
    { title: t('title'), key: 'title', render: (_, { title }) => title },
    { title: t('category'), key: 'category', render: (_, { category }) => words('evidenceCategory', category) },
    { title: t('number'), key: 'number', render: (_, { number }) => number },
    {
      title: t('obtainedAt'),
      key: 'obtainedAt',
      render: (_, { obtainedAt }) => minute(obtainedAt, language),
      className: 'number',
    },
    { title: t('hash'), key: 'hash', render: (_, { sha256 }) => sha256 && <span className="code">{sha256}</span> },
    { title: t('act'), key: 'act', render: (_, { itemId }) => <WithdrawItem thing={thing} itemId={itemId} /> },
  ];
  return (
    <Section title={t('evidence')} acts={<AddItem thing={thing} kind="evidence" />}>
      <Rows
        name={t('evidence')}
        rowKey="itemId"
        rows={pieces}
        columns={columns}
        empty={t('empty')}
        under={(piece) => <Files fraudCase={fraudCase} thing={thing} piece={piece} />}
      />
    </Section>
  );
}
