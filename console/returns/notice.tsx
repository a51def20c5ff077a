import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import { Rows, Section } from '../cases/section.tsx';
import { decideReturnObjection, objectToReturn, publishReturnNotice, withdrawReturnNotice } from '../generated/acts/returns.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Terms } from '../states/terms.tsx';
import { deadline, minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Round, RoundProps } from './rounds.ts';
import { returnTexts } from './words.ts';

type Objection = Round['objections'][number];

/** The public notice (公告) of the plan, and the objections against the plan. */
export function Notice({ thing, round }: RoundProps) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const { notice, noticesWithdrawn, objections, status } = round;
  const acts = (
    <>
      <ActButton act={publishReturnNotice} thing={thing} />
      <ActButton act={withdrawReturnNotice} thing={thing} danger />
    </>
  );
  return (
    <>
      <Section title={t('notice')} acts={acts}>
        {notice === undefined && <p className="quiet">{t('noNotice')}</p>}
        {status === 'noticed' && <p className="quiet">{t('noticeRenews')}</p>}
        <Terms
          of={[
            [t('published'), notice && minute(notice.publishedAt, language)],
            [t('until'), notice && deadline(notice.until, language)],
            [t('version'), notice && String(notice.planVersion)],
            [t('state'), notice?.ended === true && t('noticeOver')],
            [t('noticesWithdrawn'), noticesWithdrawn > 0 && String(noticesWithdrawn)],
          ]}
        />
        {round.status === 'noticed' && notice?.ended !== true && (
          <p>
            <PageLink to="/return-notices">{t('toPublicNotices')}</PageLink>
          </p>
        )}
      </Section>
      <Section title={t('objections')} acts={<ActButton act={objectToReturn} thing={thing} />}>
        <Objections objections={objections} thing={thing} />
      </Section>
    </>
  );
}

interface ObjectionsProps {
  readonly objections: readonly Objection[];
  readonly thing: RoundProps['thing'];
}

function Objections({ objections, thing }: ObjectionsProps) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Objection> = [
    { title: t('objector'), key: 'by', render: (_, { by }) => `${by.name} · ${words('returnObjector', by.capacity)}` },
    { title: t('contact'), key: 'contact', className: 'number', render: (_, { by }) => by.contact },
    { title: t('grounds'), key: 'grounds', render: (_, { grounds }) => grounds },
    { title: t('raised'), key: 'raised', className: 'number', render: (_, { raisedAt }) => minute(raisedAt, language) },
    {
      title: t('decided'),
      key: 'decided',
      render: (_, { decided }) =>
        decided &&
        t('decidedBy', {
          outcome: words('returnObjectionOutcome', decided.outcome),
          at: minute(decided.at, language),
          reason: decided.reason,
        }),
    },
    {
      title: t('act'),
      key: 'act',
      render: (_, { objectionId, decided }) => (
        <ActButton
          offered={decided === undefined}
          act={decideReturnObjection}
          thing={thing}
          params={{ planObjectionId: objectionId }}
          size="small"
        />
      ),
    },
  ];
  return (
    <Rows<Objection> name={t('objections')} rowKey="objectionId" rows={objections} columns={columns} empty={t('noObjections')} />
  );
}
