import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Section } from '../cases/section.tsx';
import { PageLink } from '../jobs/page-link.tsx';
import { ThingLink } from '../jobs/thing-link.tsx';
import { List, useList } from '../states/list.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Payee } from './claims.tsx';
import { type Payment, paymentTones, type RoundProps, roundKey } from './rounds.ts';
import { returnTexts } from './words.ts';

/** The payments of a round: each out of one account, to one payee, with what its bank said. */
export function Payments({ round: { returnId, approved } }: RoundProps) {
  const t = useText(returnTexts);
  const payments = useList(
    [...roundKey(returnId), 'payments'],
    (page) => contentOf(api.GET('/v1/returns/{returnId}/payments', { params: { path: { returnId }, query: page } })),
    { enabled: approved !== undefined },
  );
  return (
    <Section title={t('payments')}>
      {approved === undefined ? (
        <p className="quiet">{t('noPayments')}</p>
      ) : (
        <List of={payments} empty={t('noPayments')}>
          {(items) => <PaymentTable payments={items} />}
        </List>
      )}
    </Section>
  );
}

function PaymentTable({ payments }: { readonly payments: readonly Payment[] }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <WideTable<Payment>
      name={t('payments')}
      rowKey="paymentId"
      rows={payments}
      columns={[
        {
          title: t('sum'),
          key: 'sum',
          className: 'number',
          render: (_, { paymentId, fen }) => <PageLink to={`/return-payments/${paymentId}`}>{money(fen, language)}</PageLink>,
        },
        { title: t('state'), key: 'state', render: (_, payment) => <Standing payment={payment} /> },
        { title: t('account'), key: 'account', render: (_, { orderId }) => <ThingLink kind="order" id={orderId} /> },
        { title: t('payee'), key: 'payee', render: (_, { payTo }) => <Payee claim={{ payTo }} /> },
        {
          title: t('code'),
          key: 'code',
          render: (_, { code }) => code !== undefined && `${code} ${words('resultCode', code)}`,
        },
        { title: t('due'), key: 'due', className: 'number', render: (_, { dueAt }) => dueAt && deadline(dueAt, language) },
      ]}
    />
  );
}

/** Whether the bank contradicts its own word, and police have not settled it. */
export function isDisputed({ disputes = [] }: Pick<Payment, 'disputes'>): boolean {
  return disputes.some(({ settled }) => settled === undefined);
}

/** How a payment stands, why it is held, and whether its bank is late. */
export function Standing({ payment }: { readonly payment: Payment }) {
  const { status, hold, overdue } = payment;
  const t = useText(returnTexts);
  const words = useWords();
  return (
    <>
      <Tone tone={paymentTones[status]}>{words('returnPaymentStatus', status)}</Tone>{' '}
      {overdue && status === 'ordered' && <Tone tone="bad">{t('isOverdue')}</Tone>}
      {isDisputed(payment) && <Tone tone="bad">{t('isDisputed')}</Tone>}
      {hold !== undefined && status === 'held' && (
        <div className="quiet">
          {words('returnHoldGround', hold.ground)} {hold.reason}
        </div>
      )}
    </>
  );
}
