import { useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { Widget, WidgetProps } from '../forms/form-context.ts';
import { registerBank } from '../generated/acts/banks.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { NewId } from './new-id.tsx';
import { administrationTexts } from './words.ts';

type Bank = Schemas['Bank'];

const PAGE = 100;

const newFields: Readonly<Record<string, Widget>> = { '/bankId': NewBankId };

function NewBankId(props: WidgetProps) {
  const t = useText(administrationTexts);
  return <NewId {...props} known={t('bankKnown')} pages="/banks" />;
}

/** The banks that can be reached, and which of them are live. */
export default function BanksPage() {
  const t = useText(administrationTexts);
  const queries = useQueryClient();
  const goTo = useNavigate();
  const banks = useList(
    ['banks', 'list'],
    (page) => contentOf(api.GET('/v1/banks', { params: { query: { limit: PAGE, ...page } } })),
    { refetchInterval: false },
  );
  return (
    <Page title={t('banks')}>
      <div className="filters">
        <ActButton
          act={registerBank}
          word={t('registerBank')}
          fields={newFields}
          onlyNew={t('bankKnown')}
          onDone={({ bankId }) => {
            void queries.invalidateQueries({ queryKey: ['banks'] });
            void goTo(`/banks/${bankId}`);
          }}
        />
      </div>
      <List of={banks} empty={t('emptyBanks')}>
        {(items) => <BankTable banks={items} />}
      </List>
    </Page>
  );
}

function BankTable({ banks }: { readonly banks: readonly Bank[] }) {
  const t = useText(administrationTexts);
  const words = useWords();
  const columns: TableColumnsType<Bank> = [
    { title: t('name'), key: 'name', render: (_, { bankId, name }) => <Link to={`/banks/${bankId}`}>{name}</Link> },
    { title: t('id'), key: 'id', render: (_, { bankId }) => bankId },
    {
      title: t('mode'),
      key: 'mode',
      render: (_, { mode }) =>
        mode !== undefined && <Tone tone={mode === 'live' ? 'good' : 'warn'}>{words('bankMode', mode)}</Tone>,
    },
    {
      title: t('endpoint'),
      key: 'endpoint',
      // only those who see all of a bank see when it was registered
      render: (_, { endpoint, registeredAt }) => endpoint ?? (registeredAt === undefined ? '' : t('pulls')),
    },
    { title: t('keys'), key: 'keys', className: 'number', render: (_, { jwks }) => jwks?.keys.length },
    { title: t('dutyPhone'), key: 'dutyPhone', className: 'number', render: (_, { dutyPhone }) => dutyPhone },
  ];
  return <WideTable<Bank> name={t('banks')} rowKey="bankId" rows={banks} columns={columns} />;
}
