import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { nameDeputy, reopenConsultation, revokeDeputy, withdrawConsultation } from '../generated/acts/consultations.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { ConcludeButton } from './conclude.tsx';
import type { Invitation, Whole } from './model.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

/** What it is: state, convener, cases with what is withheld of them, deputy. */
export function Facts({ of }: { readonly of: Whole }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const { state, kind, title, convener, convenedAt, touchedAt, round, deputy, proposalId, meetingId, reason } = of;
  const nameOf = useNames([convener, deputy?.agency, proposalId, meetingId]);
  return (
    <Terms
      of={[
        [t('title'), title],
        [t('state'), <Tone key="state">{words('consultationState', state)}</Tone>],
        [t('kind'), words('consultationKind', kind)],
        [t('convener'), nameOf(convener)],
        [t('convenedAt'), moment(convenedAt, language)],
        [t('touchedAt'), moment(touchedAt, language)],
        [t('round'), String(round)],
        [t('cases'), of.cases.length === 0 ? undefined : <Cases key="cases" of={of} />],
        [t('proposal'), proposalId && <To key="proposal" kind="proposal" id={proposalId} word={nameOf(proposalId)} />],
        [t('meeting'), meetingId && <To key="meeting" kind="meeting" id={meetingId} word={nameOf(meetingId)} />],
        [
          t('deputy'),
          deputy &&
            t('deputySince', {
              ...{ agency: nameOf(deputy.agency), at: moment(deputy.at, language), reason: deputy.reason },
            }),
        ],
        [t('endReason'), reason],
      ]}
    />
  );
}

interface ToProps {
  readonly kind: string;
  readonly id: string;
  readonly word: string;
}

/** The way to another thing, where the console has a page for it. */
export function To({ kind, id, word }: ToProps) {
  const page = usePageOf()(kind, id);
  return page === undefined ? word : <Link to={page}>{word}</Link>;
}

function Cases({ of: { cases } }: { readonly of: Pick<Whole, 'cases'> }) {
  const t = useText(texts);
  const words = useWords();
  return (
    <ul className="plain">
      {cases.map(({ caseId, reference, title, withheld }) => (
        <li key={caseId}>
          {reference === undefined ? t('caseUnknown') : <To kind="case" id={caseId} word={reference} />} {title}
          {withheld.length > 0 && (
            <span className="quiet">
              {' '}
              {t('withheld')}: {withheld.map((part) => words('casePart', part)).join(' · ')}. {t('askParts')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ActsProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** What the agency may do with the consultation as a whole. */
export function Acts({ of, thing }: ActsProps) {
  return (
    <p className="acts">
      <ConcludeButton of={of} thing={thing} />
      <ActButton act={nameDeputy} thing={thing} />
      <ActButton offered={of.deputy !== undefined} act={revokeDeputy} thing={thing} />
      <ActButton act={reopenConsultation} thing={thing} />
      <ActButton act={withdrawConsultation} thing={thing} danger />
    </p>
  );
}

type Party = Invitation['parties'][number] & { readonly reason?: string };

/** Who was asked, and what each agency answered. */
export function Parties({ of: { parties } }: { readonly of: { readonly parties: readonly Party[] } }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(parties.map(({ agency }) => agency));
  const columns: TableColumnsType<Party> = [
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('answer'), key: 'answer', render: (_, { answer }) => words('invitationAnswer', answer) },
    { title: t('answeredAt'), key: 'answeredAt', render: (_, { answeredAt }) => answeredAt && moment(answeredAt, language) },
    {
      title: t('answerBy'),
      key: 'dueAt',
      render: (_, { answer, dueAt, overdue }) =>
        answer === 'invited' &&
        dueAt !== undefined && (
          <>
            {deadline(dueAt, language)} {overdue && <Tone tone="bad">{t('late')}</Tone>}
          </>
        ),
    },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
  ];
  return (
    <Part id="parties" title={t('parties')}>
      <WideTable<Party> name={t('parties')} rowKey="agency" rows={parties} columns={columns} />
    </Part>
  );
}
