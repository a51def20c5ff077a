import { useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { registerChannel } from '../generated/acts/channels.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { channelTexts } from './words.ts';

type Entry = Schemas['ChannelEntry'];

/** The providers that carry messages and calls (`/channels`); the administrator registers another one. */
export default function ChannelsPage() {
  const t = useText(channelTexts);
  const queries = useQueryClient();
  const goTo = useNavigate();
  const channels = useList(['channels'], (page) => contentOf(api.GET('/v1/channels', { params: { query: page } })), {
    refetchInterval: false,
  });
  return (
    <Page title={t('channels')}>
      <div className="acts">
        <ActButton
          act={registerChannel}
          onlyNew={t('known')}
          onDone={({ provider }) => {
            void queries.invalidateQueries({ queryKey: ['channels'] });
            void goTo(`/channels/${provider}`);
          }}
        />
      </div>
      <List of={channels} empty={t('none')}>
        {(items) => <Channels entries={items} />}
      </List>
    </Page>
  );
}

function Channels({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useText(channelTexts);
  const words = useWords();
  const columns: TableColumnsType<Entry> = [
    { title: t('name'), key: 'name', render: (_, { provider, name }) => <Link to={`/channels/${provider}`}>{name}</Link> },
    { title: t('id'), key: 'id', render: (_, { provider }) => provider },
    {
      title: t('means'),
      key: 'means',
      render: (_, { means }) => means.map((one) => words('channelMeans', one)).join(' · '),
    },
    {
      title: t('endpoint'),
      key: 'endpoint',
      render: (_, { endpoint }) => endpoint ?? <Tone tone="warn">{t('noEndpoint')}</Tone>,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { closed }) => <Tone tone={closed ? 'bad' : 'good'}>{t(closed ? 'closed' : 'inUse')}</Tone>,
    },
  ];
  return <WideTable<Entry> name={t('channels')} rowKey="provider" rows={entries} columns={columns} />;
}
