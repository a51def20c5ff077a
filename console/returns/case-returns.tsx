import { useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Section } from '../cases/section.tsx';
import { caseKey } from '../cases/use-case.ts';
import { openReturn } from '../generated/acts/returns.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { List, useList } from '../states/list.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { returnTexts } from './words.ts';

interface CaseReturnsProps {
  readonly caseId: string;
  readonly thing: ActThing;
}

/** The rounds of return of a case, the first one first; and to open the next one. */
export default function CaseReturns({ caseId, thing }: CaseReturnsProps) {
  const t = useText(returnTexts);
  const navigate = useNavigate();
  const rounds = useList([...caseKey(caseId), 'returns'], (page) =>
    contentOf(api.GET('/v1/cases/{caseId}/returns', { params: { path: { caseId }, query: page } })),
  );
  const open = (
    <ActButton act={openReturn} thing={thing} onDone={({ returnId }) => void navigate(`/returns/${returnId}`)} primary />
  );
  return (
    <Section title={t('returns')} acts={open}>
      <List of={rounds} empty={t('noRounds')}>
        {(items) => <RoundTable rounds={items} />}
      </List>
    </Section>
  );
}

type Entry = Schemas['ReturnRoundEntry'];

function RoundTable({ rounds }: { readonly rounds: readonly Entry[] }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <WideTable<Entry>
      name={t('returns')}
      rowKey="returnId"
      rows={rounds}
      columns={[
        {
          title: t('reference'),
          key: 'reference',
          render: (_, { returnId, reference }) => <PageLink to={`/returns/${returnId}`}>{reference}</PageLink>,
        },
        { title: t('number'), key: 'number', render: (_, { number }) => t('numberOf', { n: number }) },
        { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('returnRoundStatus', status)}</Tone> },
        { title: t('claimCount'), key: 'claims', className: 'number', render: (_, { claims }) => claims.count },
        {
          title: t('lossTotal'),
          key: 'loss',
          className: 'number',
          render: (_, { claims }) => money(claims.lossFen, language),
        },
        {
          title: t('toPay'),
          key: 'toPay',
          className: 'number',
          render: (_, { plan }) => plan && money(plan.paidFen, language),
        },
        {
          title: t('paid'),
          key: 'paid',
          className: 'number',
          render: (_, { payments }) => money(payments.paidFen, language),
        },
        { title: t('opened'), key: 'opened', className: 'number', render: (_, { openedAt }) => minute(openedAt, language) },
        { title: t('touched'), key: 'touched', className: 'number', render: (_, { touchedAt }) => minute(touchedAt, language) },
      ]}
    />
  );
}
