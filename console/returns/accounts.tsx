import { ActButton } from '../acts/act-button.tsx';
import { Rows, Section } from '../cases/section.tsx';
import { enterReturnAccount, leaveReturnAccount } from '../generated/acts/returns.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { useNames } from '../states/names.ts';
import { minute, money } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useOrderChoice } from './order-choice.tsx';
import type { Round, RoundProps } from './rounds.ts';
import { returnTexts } from './words.ts';

type Account = Round['accounts'][number];

/** The frozen accounts whose money the round returns. */
export function Accounts({ thing, round: { accounts, caseId } }: RoundProps) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const order = useOrderChoice(caseId);
  const nameOf = useNames(accounts.map(({ bankId }) => bankId));
  const enter = <ActButton act={enterReturnAccount} thing={thing} fields={{ '/orderId': order }} />;
  const sum = (fen: number) => fen > 0 && money(fen, language);
  return (
    <Section title={t('accounts')} acts={enter}>
      <Rows<Account>
        name={t('accounts')}
        rowKey="orderId"
        rows={accounts}
        empty={t('noAccounts')}
        columns={[
          { title: t('account'), key: 'order', render: (_, { orderId }) => <ThingLink kind="order" id={orderId} /> },
          { title: t('bank'), key: 'bank', render: (_, { bankId }) => nameOf(bankId) },
          { title: t('masked'), key: 'masked', className: 'number', render: (_, { masked }) => masked },
          { title: t('frozen'), key: 'frozen', className: 'number', render: (_, { frozenFen }) => money(frozenFen, language) },
          { title: t('earlierPaid'), key: 'paid', className: 'number', render: (_, { earlier }) => sum(earlier.paidFen) },
          {
            title: t('earlierSetAside'),
            key: 'setAside',
            className: 'number',
            render: (_, { earlier }) => sum(earlier.setAsideFen),
          },
          { title: t('entered'), key: 'entered', className: 'number', render: (_, { enteredAt }) => minute(enteredAt, language) },
          {
            title: t('act'),
            key: 'act',
            render: (_, { orderId }) => (
              <ActButton act={leaveReturnAccount} thing={thing} params={{ orderId }} size="small" danger />
            ),
          },
        ]}
      />
    </Section>
  );
}
