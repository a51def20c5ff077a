import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import { abandonReturn, closeReturn } from '../generated/acts/returns.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { History } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Accounts } from './accounts.tsx';
import { Approval } from './approval.tsx';
import { Claims } from './claims.tsx';
import { Notice } from './notice.tsx';
import { Payments } from './payments.tsx';
import { Plan } from './plan.tsx';
import { type Round, type RoundProps, roundKey } from './rounds.ts';
import { returnTexts } from './words.ts';

/** How often the round is read again while its plan is computed, which takes seconds. */
const READ_SOON_MS = 2_000;

/** A round of return (返还): accounts, claims, plan, notice with objections, approval, payments (`/returns/:returnId`). */
export default function RoundPage() {
  const { returnId = '' } = useParams();
  const t = useText(returnTexts);
  const round = useThing('/v1/returns/{returnId}', { returnId }, { shownIn: [roundKey(returnId)] });
  const { data } = round;
  useAgain(data?.computing === undefined ? READ_EVERY_MS : READ_SOON_MS, round.refetch);
  return (
    <Page title={data === undefined ? t('round') : t('roundOf', { reference: data.reference })}>
      <Answer of={round.query}>
        {(shown) => (
          <>
            <Facts round={shown} />
            <RoundActs thing={round} round={shown} />
            <Accounts thing={round} round={shown} />
            <Claims thing={round} round={shown} />
            <Plan thing={round} round={shown} />
            <Notice thing={round} round={shown} />
            <Approval thing={round} round={shown} />
            <Payments thing={round} round={shown} />
            <History stream={returnId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Facts({ round }: { readonly round: Round }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  const { caseId, caseReference, number, status, reason, agency, openedBy, openedAt, touchedAt, claims, payments, ended } = round;
  const nameOf = useNames([agency]);
  return (
    <Terms
      of={[
        [t('state'), <Tone key="state">{words('returnRoundStatus', status)}</Tone>],
        [
          t('case'),
          <PageLink key="case" to={`/cases/${caseId}`}>
            {caseReference}
          </PageLink>,
        ],
        [t('number'), t('numberOf', { n: number })],
        [t('claimCount'), String(claims.count)],
        [t('lossTotal'), money(claims.lossFen, language)],
        [t('paid'), money(payments.paidFen, language)],
        [t('openPayments'), round.openPayments > 0 && String(round.openPayments)],
        [t('reason'), reason],
        [t('agency'), nameOf(agency)],
        [t('openedBy'), openedBy.name],
        [t('opened'), minute(openedAt, language)],
        [t('touched'), minute(touchedAt, language)],
        [t('ended'), ended && minute(ended.at, language)],
        [t('endReason'), ended?.reason],
      ]}
    />
  );
}

/** What ends the round. */
function RoundActs({ thing }: RoundProps) {
  const t = useText(returnTexts);
  return (
    <section className="acts" aria-label={t('acts')}>
      <ActButton act={closeReturn} thing={thing} primary />
      <ActButton act={abandonReturn} thing={thing} danger />
    </section>
  );
}
