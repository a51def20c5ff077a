import type { TableColumnsType } from 'antd';
import { Section } from '../cases/section.tsx';
import { PageLink } from '../jobs/page-link.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Payee } from './claims.tsx';
import type { Payment } from './rounds.ts';
import { returnTexts } from './words.ts';

type Dispute = NonNullable<Payment['disputes']>[number];

/** What the bank said against its own word, the payments that may have gone out beside it, and what police found. */
export function Disputes({ disputes }: { readonly disputes: readonly Dispute[] }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  if (disputes.length === 0) return null;
  const columns: TableColumnsType<Dispute> = [
    { title: t('saidAt'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
    {
      title: t('code'),
      key: 'said',
      render: (_, { said, code }) => `${words('returnPaymentWord', said)} · ${code} ${words('resultCode', code)}`,
    },
    { title: t('paidAt'), key: 'paidAt', className: 'number', render: (_, { paidAt }) => paidAt && moment(paidAt, language) },
    { title: t('payee'), key: 'payee', render: (_, { payTo }) => <Payee claim={{ payTo }} /> },
    {
      title: t('besides'),
      key: 'besides',
      render: (_, { besides }) =>
        besides.map((paymentId, n) => (
          <div key={paymentId}>
            <PageLink to={`/return-payments/${paymentId}`}>{t('otherPayment', { n: n + 1 })}</PageLink>
          </div>
        )),
    },
    {
      title: t('found'),
      key: 'settled',
      render: (_, { settled }) =>
        settled &&
        t('decidedBy', {
          outcome: words('returnPaymentWord', settled.finding),
          at: minute(settled.at, language),
          reason: settled.reason,
        }),
    },
  ];
  return (
    <Section title={t('disputes')}>
      <WideTable<Dispute> name={t('disputes')} rowKey="at" rows={disputes} columns={columns} />
    </Section>
  );
}
