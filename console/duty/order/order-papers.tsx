import type { TableColumnsType } from 'antd';
import type { Schemas } from '../../api/client.ts';
import { WideTable } from '../../states/wide-table.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];
type Paper = Order['documents'][number];

/** The papers of the order: kind, number, when issued. */
export function OrderPapers({ order: { documents } }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Paper> = [
    { title: t('paper'), key: 'kind', render: (_, { kind }) => words('documentKind', kind) },
    { title: t('number'), key: 'number', render: (_, { number }) => number },
    { title: t('issuedAt'), key: 'issuedAt', render: (_, { issuedAt }) => moment(issuedAt, language), className: 'number' },
    { title: t('file'), key: 'file', render: (_, { sha256 }) => sha256 && <span className="code">{sha256.slice(0, 16)}…</span> },
  ];
  return (
    <section className="part">
      <h2>{t('papers')}</h2>
      {documents.length === 0 ? (
        <p className="quiet">{t('noPapers')}</p>
      ) : (
        <WideTable<Paper>
          name={t('papers')}
          rowKey={({ kind, number, issuedAt, sha256 }) => [kind, number, issuedAt, sha256].join(' ')}
          rows={documents}
          columns={columns}
        />
      )}
    </section>
  );
}
