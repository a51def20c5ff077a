import { useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { byKind } from '../forms/by-kind.ts';
import type { Widget, WidgetProps } from '../forms/form-context.ts';
import { registerAgency } from '../generated/acts/agencies.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { NewId } from './new-id.tsx';
import { administrationTexts } from './words.ts';

type Agency = Schemas['Agency'];

const PAGE = 100;

const newFields: Readonly<Record<string, Widget>> = { '/agency': NewAgencyId };

function NewAgencyId(props: WidgetProps) {
  const t = useText(administrationTexts);
  return <NewId {...props} known={t('agencyKnown')} pages="/agencies" />;
}

/** The agencies that can be named: to share with, to consult, to make responsible. */
export default function AgenciesPage() {
  const t = useText(administrationTexts);
  const queries = useQueryClient();
  const goTo = useNavigate();
  const agencies = useList(
    ['agencies', 'list'],
    (page) => contentOf(api.GET('/v1/agencies', { params: { query: { limit: PAGE, ...page } } })),
    { refetchInterval: false },
  );
  return (
    <Page title={t('agencies')}>
      <div className="filters">
        <ActButton
          act={registerAgency}
          word={t('register')}
          fields={newFields}
          onlyNew={t('agencyKnown')}
          onDone={({ agency }) => {
            void queries.invalidateQueries({ queryKey: ['agencies'] });
            void goTo(`/agencies/${agency}`);
          }}
        />
      </div>
      <List of={agencies} empty={t('emptyAgencies')}>
        {(items) => <AgencyTable agencies={byKind(items)} />}
      </List>
    </Page>
  );
}

function AgencyTable({ agencies }: { readonly agencies: readonly Agency[] }) {
  const t = useText(administrationTexts);
  const words = useWords();
  const columns: TableColumnsType<Agency> = [
    { title: t('name'), key: 'name', render: (_, { agency, name }) => <Link to={`/agencies/${agency}`}>{name}</Link> },
    { title: t('id'), key: 'id', render: (_, { agency }) => agency },
    { title: t('kind'), key: 'kind', render: (_, { kind }) => words('agencyKind', kind) },
    {
      title: t('district'),
      key: 'district',
      render: (_, { district }) => (district === undefined ? t('city') : words('district', district)),
    },
    { title: t('dutyPhone'), key: 'dutyPhone', className: 'number', render: (_, { dutyPhone }) => dutyPhone },
    { title: t('state'), key: 'state', render: (_, { closed }) => closed && <Tone tone="warn">{t('closed')}</Tone> },
  ];
  return <WideTable<Agency> name={t('agencies')} rowKey="agency" rows={agencies} columns={columns} />;
}
