import { Button, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { paths } from '../generated/api.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { actWord } from '../words/acts.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { dated } from './dates.ts';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Page200 = paths['/v1/standards/proposals']['get']['responses'][200]['content']['application/json'];
type Card = Page200['items'][number];

/** The proposals to change a standard, the newest first. */
export default function ProposalsPage() {
  const t = useText(standardTexts);
  const language = useLanguage();
  const proposals = useList(['proposals'], (page) => contentOf(api.GET('/v1/standards/proposals', { params: { query: page } })));
  return (
    <Page title={t('proposals')}>
      <Ways />
      <p>
        <PageLink to="/standards/proposals/new" otherwise={null}>
          <Button type="primary">{actWord('proposeStandard', language)}</Button>
        </PageLink>
      </p>
      <List of={proposals} empty={t('noProposals')}>
        {(items) => <ProposalTable cards={items} />}
      </List>
    </Page>
  );
}

function ProposalTable({ cards }: { readonly cards: readonly Card[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const nameOf = useNames(cards.map(({ proposedBy }) => proposedBy));
  const columns: TableColumnsType<Card> = [
    {
      title: t('proposal'),
      key: 'title',
      render: (_, { proposalId, title }) => <Link to={`/standards/proposals/${proposalId}`}>{title}</Link>,
    },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('proposalState', status)}</Tone> },
    { title: t('criterion'), key: 'criterion', render: (_, { criterion }) => words('criterion', criterion) },
    { title: t('firstDay'), key: 'from', className: 'number', render: (_, { effectiveFrom }) => effectiveFrom },
    {
      title: t('answers'),
      key: 'answers',
      render: (_, { adopted, declined, unanswered, districts }) =>
        t('answersSoFar', { adopted, declined, unanswered: unanswered ?? districts.length - adopted - declined }),
    },
    {
      title: t('answerBy'),
      key: 'answerBy',
      className: 'number',
      render: (_, { answerBy }) => (answerBy === undefined ? '—' : dated(answerBy)),
    },
    { title: t('proposedBy'), key: 'by', render: (_, { proposedBy }) => nameOf(proposedBy) },
  ];
  return <WideTable<Card> name={t('proposals')} rowKey="proposalId" rows={cards} columns={columns} />;
}
