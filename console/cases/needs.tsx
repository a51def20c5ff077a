import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { usePageOf } from '../jobs/places.ts';
import { Answer } from '../states/answer.tsx';
import { entriesOf, READ_EVERY_MS } from '../states/list.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, termEnd } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useSharedCases } from './lists.ts';
import { type Need, needsOf } from './needs.ts';
import { Parts } from './shared-cases.tsx';
import { caseTexts } from './words.ts';

/** The list says what is most urgent; what is behind it has pages of its own. */
const MOST = 12;

/** What needs this person now, in one list: each entry leads straight to its thing. */
export function Needs({ may }: { readonly may: ReadonlySet<string> }) {
  const t = useText(caseTexts);
  const consultations = useQuery({
    queryKey: ['consultations', 'open'],
    enabled: may.has('consultation.list'),
    queryFn: () => contentOf(api.GET('/v1/consultations', { params: { query: { open: 'true' } } })),
    refetchInterval: READ_EVERY_MS,
  });
  const terms = useQuery({
    queryKey: ['terms', 'needs'],
    enabled: may.has('term.list'),
    queryFn: () => contentOf(api.GET('/v1/clocks', { params: { query: { mine: 'true' } } })),
    refetchInterval: READ_EVERY_MS,
  });
  const shares = useSharedCases();
  const needs = needsOf({
    consultations: consultations.data?.items ?? [],
    terms: terms.data?.items ?? [],
    shares: entriesOf(shares),
  });
  // Each part that can be read is shown; one that cannot says so.
  const failed = [consultations, terms, shares].find(({ error }) => error !== null);
  const isThere = shares.data !== undefined && !consultations.isLoading && !terms.isLoading;
  const answer = {
    data: isThere ? needs : undefined,
    error: failed?.error ?? null,
    refetch: () => Promise.all([consultations.refetch(), terms.refetch(), shares.refetch()]),
  };
  return (
    <section className="part" aria-labelledby="needs">
      <h2 id="needs">{t('needs')}</h2>
      <Answer of={answer} empty={{ when: (list) => list.length === 0, text: t('needsNothing') }}>
        {(list) => (
          <>
            <ol className="entries">
              {list.slice(0, MOST).map((need) => (
                <NeedEntry key={need.key} need={need} />
              ))}
            </ol>
            {list.length > MOST && <p className="quiet">{t('needsMore')}</p>}
          </>
        )}
      </Answer>
    </section>
  );
}

function NeedEntry({ need }: { readonly need: Need }) {
  const t = useText(caseTexts);
  const language = useLanguage();
  return (
    <li>
      {need.kind === 'consultation' && <ConsultationNeed need={need} />}
      {need.kind === 'term' && <TermNeed need={need} />}
      {need.kind === 'grant' && <GrantNeed need={need} />}
      {need.at !== undefined && <span className="number">{t('endsAt', { at: endOf(need, need.at, language) })}</span>}
    </li>
  );
}

function endOf(need: Need, at: string, language: Language): string {
  return need.kind === 'term' ? termEnd(need.term, language) : deadline(at, language);
}

function ConsultationNeed({ need: { consultation } }: { readonly need: Extract<Need, { kind: 'consultation' }> }) {
  const t = useText(caseTexts);
  const page = usePageOf()('consultation', consultation.consultationId);
  const { awaits, overdue, title, reference } = consultation;
  const what = [
    ...(awaits.answer ? [t('awaitsAnswer')] : []),
    ...(awaits.opinions > 0 ? [t('awaitsOpinions', { n: awaits.opinions })] : []),
    ...(awaits.evidence > 0 ? [t('awaitsEvidence', { n: awaits.evidence })] : []),
    ...(awaits.actions > 0 ? [t('awaitsActions', { n: awaits.actions })] : []),
    ...(awaits.clocks > 0 ? [t('awaitsClocks', { n: awaits.clocks })] : []),
  ];
  return (
    <>
      <Tone tone={overdue > 0 ? 'bad' : 'busy'}>{overdue > 0 ? t('ranOut') : t('consultation')}</Tone>
      <p>
        {title} <span className="quiet">{what.join(' · ')}</span>
      </p>
      {page === undefined ? reference : <Link to={page}>{reference}</Link>}
    </>
  );
}

function TermNeed({ need: { term } }: { readonly need: Extract<Need, { kind: 'term' }> }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const { about, label, ranOut, provisional, person } = term;
  const page = usePageOf()(about.kind, about.id);
  const reference = about.reference ?? words('termSubject', about.kind);
  return (
    <>
      <Tone tone={ranOut ? 'bad' : 'warn'}>{ranOut ? t('ranOut') : label[language]}</Tone>
      <p>
        {label[language]}{' '}
        <span className="quiet">{[words('termSubject', about.kind), person?.name].filter(Boolean).join(' · ')}</span>{' '}
        {provisional && <Tone>{t('provisional')}</Tone>}
      </p>
      {page === undefined ? reference : <Link to={page}>{reference}</Link>}
    </>
  );
}

function GrantNeed({ need: { share } }: { readonly need: Extract<Need, { kind: 'grant' }> }) {
  const t = useText(caseTexts);
  return (
    <>
      <Tone>{t('grantEnds')}</Tone>
      <div>
        <Parts parts={share.parts} />
      </div>
      <Link to={`/cases/${share.caseId}`}>{share.reference}</Link>
    </>
  );
}
