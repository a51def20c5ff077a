import type { TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Objection } from './model.ts';
import { objectionTexts } from './words.ts';

type Order = Schemas['OrderObjectedTo'];
type Instruction = Order['instructions'][number];

interface ObjectedOrderProps {
  readonly order: Order;
  readonly filing: Objection['filing'];
}

/** The order that the objection is about, and what it rests on: for reviewers and the procuratorate. */
export function ObjectedOrder({ order, filing }: ObjectedOrderProps) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const { orderId, agency, bankId, account, state, heldFen, tracedFen, expiresAt, reason, officers, letGo, district } = order;
  const nameOf = useNames([agency, bankId]);
  return (
    <section className="part" aria-label={t('order')}>
      <h2>{t('order')}</h2>
      <Terms
        of={[
          [t('order'), <ThingLink key="order" kind="order" id={orderId} />],
          [t('orderState'), words('orderState', state)],
          [t('letGo'), letGo && `${words('rightGround', letGo.ground.by)} · ${minute(letGo.at, language)}`],
          [t('account'), [nameOf(bankId), account.accountName, account.accountNumber].filter(Boolean).join(' · ')],
          [t('held'), money(heldFen, language)],
          [t('traced'), money(tracedFen, language)],
          [t('expires'), expiresAt && minute(expiresAt, language)],
          [t('agency'), `${nameOf(agency)} · ${words('district', district)}`],
          [t('stopReason'), reason],
          [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
          [
            t('filing'),
            filing && [filing.caseNumber, filing.decisionNumber, minute(filing.filedAt, language)].filter(Boolean).join(' · '),
          ],
        ]}
      />
      <Instructions instructions={order.instructions} />
    </section>
  );
}

function Instructions({ instructions }: { readonly instructions: readonly Instruction[] }) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Instruction> = [
    { title: t('instruction'), key: 'instruction', render: (_, { instruction }) => words('instruction', instruction) },
    { title: t('issued'), key: 'issued', className: 'number', render: (_, { issuedAt }) => minute(issuedAt, language) },
    { title: t('state'), key: 'state', render: (_, { state }) => words('instructionState', state) },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
    {
      title: t('filing'),
      key: 'filing',
      render: (_, { filing }) => filing && `${filing.caseNumber} · ${filing.decisionNumber}`,
    },
    {
      title: t('officers'),
      key: 'officers',
      render: (_, { officers }) => officers.map(({ name, badge }) => `${name} ${badge}`).join(' · '),
    },
  ];
  return <WideTable<Instruction> name={t('instructions')} rowKey="issuedAt" rows={instructions} columns={columns} />;
}
