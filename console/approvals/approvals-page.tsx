import { useQueryClient } from '@tanstack/react-query';
import { Button, type TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { contentOf } from '../api/problem.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { NeededWords } from './needed-words.tsx';
import { approvalTexts } from './words.ts';

type Entry = Schemas['ApprovalEntry'];

/** The approvals that wait for this person, or those that they asked for (`/approvals`, `/approvals?asked=mine`). */
export default function ApprovalsPage() {
  const t = useText(approvalTexts);
  const [query, setQuery] = useSearchParams();
  const isMine = query.get('asked') === 'mine';
  const queries = useQueryClient();
  const ready = useLive('inbox', () => void queries.invalidateQueries({ queryKey: ['approvals'] }));
  const approvals = useList(
    ['approvals', isMine],
    (page) => {
      const which = isMine ? { asked: 'mine' as const } : { waiting: 'me' as const };
      const asked = { ...which, ...page };
      return contentOf(api.GET('/v1/approvals', { params: { query: asked } }));
    },
    { enabled: ready },
  );
  return (
    <Page title={t('approvals')}>
      <fieldset className="filters">
        <legend className="unseen">{t('approvals')}</legend>
        <Button aria-pressed={!isMine} type={isMine ? 'default' : 'primary'} onClick={() => setQuery({})}>
          {t('toDecide')}
        </Button>
        <Button aria-pressed={isMine} type={isMine ? 'primary' : 'default'} onClick={() => setQuery({ asked: 'mine' })}>
          {t('mine')}
        </Button>
      </fieldset>
      <List of={approvals} empty={t(isMine ? 'emptyMine' : 'emptyToDecide')}>
        {(items) => <Entries entries={items} name={t(isMine ? 'mine' : 'toDecide')} />}
      </List>
    </Page>
  );
}

function Entries({ entries, name }: { readonly entries: readonly Entry[]; readonly name: string }) {
  const t = useText(approvalTexts);
  const words = useWords();
  const language = useLanguage();
  const things = entries.map(({ orderId, listedCaseId, alertId }) => orderId ?? listedCaseId ?? alertId);
  const nameOf = useNames([...things, ...entries.map(({ agency }) => agency)]);
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { approvalId, reference }) => <Link to={`/approvals/${approvalId}`}>{reference}</Link>,
    },
    { title: t('gate'), key: 'gate', render: (_, { gate }) => words('gate', gate) },
    {
      title: t('thing'),
      key: 'thing',
      render: (_, { orderId, listedCaseId, alertId }) => nameOf(orderId ?? listedCaseId ?? alertId ?? ''),
    },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('approvalState', status)}</Tone> },
    { title: t('needed'), key: 'needed', render: (_, { needed }) => <NeededWords needed={needed} /> },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('asked'), key: 'asked', className: 'number', render: (_, { askedAt }) => moment(askedAt, language) },
    {
      title: t('expires'),
      key: 'expires',
      className: 'number',
      render: (_, { expiresAt }) => expiresAt && moment(expiresAt, language),
    },
  ];
  return <WideTable<Entry> name={name} rowKey="approvalId" rows={entries} columns={columns} />;
}
