import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Rows, Section } from './section.tsx';
import type { Case, Overview } from './use-case.ts';
import { caseTexts } from './words.ts';

type Related = NonNullable<Case['links']>[number];
type Consultation = Overview['consultations'][number];

/** What stands around a case: its consultations, its listing, related cases and those that may be related. */
export function Relations({ overview }: { readonly overview: Overview }) {
  const t = useText(caseTexts);
  const { case: fraudCase, consultations, moreConsultations, listing } = overview;
  return (
    <>
      <Section title={t('consultations')}>
        <Consultations list={consultations} />
        {moreConsultations === true && <p className="quiet">{t('moreConsultations')}</p>}
      </Section>
      {listing !== undefined && <Listing listing={listing} />}
      {fraudCase.links !== undefined && <Links links={fraudCase.links} />}
      {(fraudCase.linkProposals ?? []).length > 0 && <Proposals proposals={fraudCase.linkProposals ?? []} />}
    </>
  );
}

function Consultations({ list }: { readonly list: readonly Consultation[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const pageOf = usePageOf();
  const columns: TableColumnsType<Consultation> = [
    {
      title: t('consultation'),
      key: 'reference',
      render: (_, { consultationId, reference }) => {
        const page = pageOf('consultation', consultationId);
        return page === undefined ? reference : <Link to={page}>{reference}</Link>;
      },
    },
    { title: t('title'), key: 'title', render: (_, { title }) => title },
    { title: t('state'), key: 'state', render: (_, { state }) => <Tone>{words('consultationState', state)}</Tone> },
    { title: t('convened'), key: 'convened', render: (_, { convenedAt }) => minute(convenedAt, language), className: 'number' },
    { title: t('needs'), key: 'overdue', render: (_, { overdue }) => overdue && <Tone tone="bad">{t('overdue')}</Tone> },
  ];
  return <Rows name={t('consultations')} rowKey="consultationId" rows={list} columns={columns} empty={t('noConsultations')} />;
}

function Listing({ listing }: { readonly listing: NonNullable<Overview['listing']> }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const page = usePageOf()('listed-case', listing.listedCaseId);
  return (
    <Section title={t('listing')}>
      <p>
        {page === undefined ? listing.reference : <Link to={page}>{listing.reference}</Link>}{' '}
        <Tone>{words('listingState', listing.status)}</Tone>{' '}
        {listing.neededAt !== undefined && (
          <span className="number">
            {t('neededAt')} {minute(listing.neededAt, language)}
          </span>
        )}
      </p>
    </Section>
  );
}

function Links({ links }: { readonly links: readonly Related[] }) {
  const t = useText(caseTexts);
  const language = useLanguage();
  const nameOf = useNames(links.map(({ caseId }) => caseId));
  const columns: TableColumnsType<Related> = [
    { title: t('case'), key: 'case', render: (_, { caseId }) => <Link to={`/cases/${caseId}`}>{nameOf(caseId)}</Link> },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
    { title: t('linkedAt'), key: 'linkedAt', render: (_, { linkedAt }) => minute(linkedAt, language), className: 'number' },
  ];
  return (
    <Section title={t('links')}>
      <Rows name={t('links')} rowKey="caseId" rows={links} columns={columns} empty={t('noLinks')} />
    </Section>
  );
}

function Proposals({ proposals }: { readonly proposals: NonNullable<Case['linkProposals']> }) {
  const t = useText(caseTexts);
  const words = useWords();
  const nameOf = useNames(proposals.map(({ agency }) => agency));
  return (
    <Section title={t('proposals')}>
      <ul className="entries">
        {proposals.map(({ at, agency, grounds, case: other }) => (
          <li key={`${at} ${agency}`}>
            <p>
              {grounds.map((ground) => words('linkGround', ground)).join(' · ')} <span className="quiet">{nameOf(agency)}</span>
            </p>
            {other !== undefined && <Link to={`/cases/${other.caseId}`}>{other.reference}</Link>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
