import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { declineApproval, grantApproval, withdrawApproval } from '../generated/acts/approvals.ts';
import { Answer } from '../states/answer.tsx';
import { History } from '../states/history.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { type TermLine, Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Matter } from './matter.tsx';
import { NeededWords } from './needed-words.tsx';
import { approvalTexts } from './words.ts';

type Approval = Schemas['Approval'];

const shownIn = [['approvals'], ['choose', 'approvals'], ['me']];

/** An approval: what is asked and why, what it needs, what became of it; and the answer (`/approvals/:approvalId`). */
export default function ApprovalPage() {
  const { approvalId = '' } = useParams();
  const t = useText(approvalTexts);
  const approval = useThing('/v1/approvals/{approvalId}', { approvalId }, { shownIn });
  const reference = approval.data?.reference;
  return (
    <Page title={reference === undefined ? t('one') : t('approval', { reference })}>
      <Answer of={approval.query}>
        {(data) => (
          <>
            <Content approval={approval} data={data} />
            <History stream={approvalId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Content({ approval, data }: { readonly approval: Thing<Approval>; readonly data: Approval }) {
  const t = useText(approvalTexts);
  const words = useWords();
  const language = useLanguage();
  const { askedBy, needed, matter, status, expiresAt } = data;
  const nameOf = useNames([askedBy.agency]);
  const open = [...(needed.legalReview ? ['/legalReview'] : []), ...(needed.paper === undefined ? [] : ['/paper'])];
  return (
    <>
      <p>
        <Tone tone={status === 'granted' ? 'good' : 'plain'}>{words('approvalState', status)}</Tone>
        {words('gate', matter.gate)}
      </p>
      <Matter matter={matter} />
      <Terms
        of={[
          [t('reason'), data.reason],
          [t('who'), `${askedBy.name} · ${nameOf(askedBy.agency)}`],
          [t('asked'), moment(data.askedAt, language)],
          [t('expires'), expiresAt && moment(expiresAt, language)],
          [t('needed'), <NeededWords key="needed" needed={needed} />],
          [t('district'), words('district', data.district)],
        ]}
      />
      <div className="acts">
        <ActButton act={grantApproval} thing={approval} open={open} primary />
        <ActButton act={declineApproval} thing={approval} danger />
        <ActButton act={withdrawApproval} thing={approval} danger />
      </div>
      <Outcome data={data} />
    </>
  );
}

/** Who granted, declined, withdrew or used it, when and why. */
function Outcome({ data }: { readonly data: Approval }) {
  const t = useText(approvalTexts);
  const words = useWords();
  const language = useLanguage();
  const { granted, declined, withdrawn, used, lapsedAt } = data;
  const nameOf = useNames([granted?.agency, declined?.agency, used?.agency]);
  const by = (at: string, who: string, why: string) => t('by', { at: moment(at, language), who, why });
  const review = granted?.legalReview;
  const paper = granted?.paper;
  const lines: readonly TermLine[] = [
    [t('granted'), granted && by(granted.at, `${granted.name} ${nameOf(granted.agency)}`, granted.reason)],
    [t('review'), review && `${review.reviewer} ${moment(review.reviewedAt, language)}`],
    [
      t('paper'),
      paper && `${words('listingLevel', paper.level)} ${paper.number} ${paper.name} ${moment(paper.approvedAt, language)}`,
    ],
    [t('declined'), declined && by(declined.at, `${declined.name} ${nameOf(declined.agency)}`, declined.reason)],
    [t('withdrawn'), withdrawn && by(withdrawn.at, data.askedBy.name, withdrawn.reason)],
    [t('used'), used && `${moment(used.at, language)} ${nameOf(used.agency)}`],
    [t('lapsed'), lapsedAt && moment(lapsedAt, language)],
  ];
  return (
    <section className="part">
      <h2>{t('decision')}</h2>
      {lines.every(([, value]) => value === undefined) ? <p className="quiet">{t('noDecision')}</p> : <Terms of={lines} />}
    </section>
  );
}
