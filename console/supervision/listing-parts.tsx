import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { type TermLine, Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Needs } from './listing-table.tsx';
import { supervisionTexts } from './words.ts';

interface ListingProps {
  readonly listing: Schemas['ListedCase'];
}

const SECONDS_A_DAY = 86_400;
const days = (seconds: number): number => Math.floor(seconds / SECONDS_A_DAY);

/** How the listing stands, its dates, and its case. */
export function Standing({ listing }: ListingProps) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const nameOf = useNames([listing.caseId, listing.proposal?.by]);
  const pageOf = usePageOf();
  const { status, level, grounds, lossFen, beganAt, listedAt, decideBy, reportDueAt, deadlineAt, approval, proposal } = listing;
  const at = (instant: string | undefined) => instant !== undefined && minute(instant, spoken);
  const due = (instant: string | undefined) => instant !== undefined && deadline(instant, spoken);
  const casePage = pageOf('case', listing.caseId);
  const caseName = nameOf(listing.caseId);
  const terms: readonly TermLine[] = [
    [t('state'), <Tone key="state">{words('listingState', status)}</Tone>],
    [t('needs'), <Needs key="needs" listing={listing} />],
    [
      t('case'),
      casePage === undefined ? (
        caseName
      ) : (
        <Link key="case" to={casePage}>
          {caseName}
        </Link>
      ),
    ],
    [t('district'), words('district', listing.district)],
    [t('level'), level !== undefined && words('listingLevel', level)],
    [t('grounds'), grounds.map((ground) => words('listingGround', ground)).join(' · ')],
    [t('loss'), money(lossFen, spoken)],
    [t('began'), at(beganAt)],
    [t('decideBy'), due(decideBy)],
    [t('listedAt'), at(listedAt)],
    [t('reportDue'), due(reportDueAt)],
    [t('deadline'), due(deadlineAt)],
    [t('proposal'), proposal && `${nameOf(proposal.by)} · ${minute(proposal.at, spoken)} · ${proposal.reason}`],
    [
      t('approval'),
      approval && approvalText(approval, words('listingLevel', approval.level), minute(approval.approvedAt, spoken)),
    ],
  ];
  return (
    <section className="part" aria-label={t('standing')}>
      <Terms of={terms} />
      <End listing={listing} />
      <p className="quiet">{t('openFor', { n: days(listing.openSeconds), idle: days(listing.untouchedSeconds) })}</p>
    </section>
  );
}

export const approvalText = ({ name, number }: Schemas['ListingApproval'], level: string, at: string): string =>
  [name, level, number, at].join(' · ');

function End({ listing: { end } }: ListingProps) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const nameOf = useNames([end?.by, end?.into]);
  if (end === undefined) return null;
  const { at, by, aimReached, into, reason } = end;
  return (
    <Terms
      of={[
        [t('end'), `${minute(at, spoken)} · ${nameOf(by)}`],
        [t('endedWith'), aimReached !== undefined && t(aimReached ? 'aimReached' : 'aimOpen')],
        [t('into'), into !== undefined && <Link to={`/listed-cases/${into}`}>{nameOf(into)}</Link>],
        [t('reason'), reason],
      ]}
    />
  );
}

/** Who answers for the case, and who supervises. */
export function Units({ listing: { units, supervisor } }: ListingProps) {
  const t = useText(supervisionTexts);
  const nameOf = useNames([units?.bureau, units?.district, units?.cyber, supervisor]);
  if (units === undefined && supervisor === undefined) return null;
  return (
    <section className="part" aria-label={t('units')}>
      <h2>{t('units')}</h2>
      <Terms
        of={[
          [t('supervisor'), supervisor && nameOf(supervisor)],
          [t('bureau'), units && nameOf(units.bureau)],
          [t('districtUnit'), units && nameOf(units.district)],
          [t('cyber'), units && nameOf(units.cyber)],
        ]}
      />
    </section>
  );
}
