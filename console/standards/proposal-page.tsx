import type { TableColumnsType } from 'antd';
import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { adoptProposal, consultProposal, declineProposal, startImpact, withdrawProposal } from '../generated/acts/proposals.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { History, historyKey } from '../states/history.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone, type ToneName } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { ContentView, Fact } from './content-view.tsx';
import { dated } from './dates.ts';
import { Impact, impactKey } from './impact.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Proposal = Schemas['Proposal'];

/** A proposal: what it says, what each district answered, what it would change, and what can be done with it. */
export default function ProposalPage() {
  const t = useText(standardTexts);
  const { proposalId = '' } = useParams();
  const shownIn = [['proposals'], impactKey(proposalId), historyKey(proposalId)];
  const proposal = useThing('/v1/standards/proposals/{proposalId}', { proposalId }, { shownIn });
  return (
    <Page title={proposal.data?.title ?? t('proposal')}>
      <Ways />
      <Answer of={proposal.query}>
        {(data) => (
          <>
            <ProposalActs thing={proposal} />
            <ProposalFacts proposal={data} />
            <Answers proposal={data} />
            <Impact proposalId={proposalId} hasRun={data.impactRunId !== undefined} />
            <section className="part">
              <h2>{t('content')}</h2>
              <ContentView content={data.content} />
            </section>
            {proposal.may.has('proposal.audit') && <History stream={proposalId} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function ProposalActs({ thing }: { readonly thing: Thing<Proposal> }) {
  return (
    <div className="acts">
      <ActButton act={adoptProposal} thing={thing} primary />
      <ActButton act={declineProposal} thing={thing} />
      <ActButton act={consultProposal} thing={thing} primary />
      <ActButton act={startImpact} thing={thing} />
      <ActButton act={withdrawProposal} thing={thing} danger />
    </div>
  );
}

function ProposalFacts({ proposal }: { readonly proposal: Proposal }) {
  const t = useText(standardTexts);
  const words = useWords();
  const { status, criterion, reason, effectiveFrom, answerBy, proposedAt, proposedBy, consultationId, remindedAt } = proposal;
  const nameOf = useNames([proposedBy]);
  return (
    <dl className="facts">
      <Fact name={t('state')}>
        <Tone>{words('proposalState', status)}</Tone>
      </Fact>
      <Fact name={t('criterion')}>{words('criterion', criterion)}</Fact>
      <Fact name={t('reason')}>{reason}</Fact>
      <Fact name={t('firstDay')}>
        <span className="number">{effectiveFrom}</span>
      </Fact>
      {answerBy !== undefined && (
        <Fact name={t('answerBy')}>
          <span className="number">{dated(answerBy)}</span> {remindedAt !== undefined && <Tone>{t('reminded')}</Tone>}
        </Fact>
      )}
      <Fact name={t('proposedBy')}>
        {nameOf(proposedBy)} · <span className="number">{dated(proposedAt)}</span>
      </Fact>
      {consultationId !== undefined && (
        <Fact name={t('consultation')}>
          <ThingLink kind="consultation" id={consultationId} />
        </Fact>
      )}
    </dl>
  );
}

type District = Proposal['districts'][number];

const tones: Readonly<Record<'adopted' | 'declined', ToneName>> = { adopted: 'good', declined: 'bad' };

/** What each district that is asked said, with its reason. */
function Answers({ proposal: { districts, answers } }: { readonly proposal: Proposal }) {
  const t = useText(standardTexts);
  const words = useWords();
  const nameOf = useNames(Object.values(answers).map(({ by }) => by));
  const columns: TableColumnsType<{ readonly district: District }> = [
    { title: t('district'), key: 'district', rowScope: 'row', render: (_, { district }) => words('district', district) },
    {
      title: t('answer'),
      key: 'answer',
      render: (_, { district }) => {
        const answer = answers[district];
        if (answer === undefined) return <span className="quiet">{t('unanswered')}</span>;
        return (
          <>
            <Tone tone={tones[answer.answer]}>{words('proposalAnswer', answer.answer)}</Tone>
            {answer.changedFrom !== undefined && (
              <span className="quiet">{t('changedFrom', { before: words('proposalAnswer', answer.changedFrom) })}</span>
            )}
          </>
        );
      },
    },
    { title: t('reason'), key: 'reason', render: (_, { district }) => answers[district]?.reason ?? '—' },
    {
      title: t('answeredBy'),
      key: 'by',
      render: (_, { district }) => {
        const answer = answers[district];
        return answer === undefined ? '—' : `${nameOf(answer.by)} · ${dated(answer.at)}`;
      },
    },
  ];
  return (
    <section className="part">
      <h2>{t('answers')}</h2>
      <WideTable name={t('answers')} rowKey="district" rows={districts.map((district) => ({ district }))} columns={columns} />
    </section>
  );
}
