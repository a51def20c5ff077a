import { Link, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import {
  answerSupervision,
  assignObjection,
  decideObjection,
  orderObjectionAgain,
  requestInformation,
  requestSupervision,
  respondToSupervision,
  withdrawObjection,
} from '../generated/acts/objections.ts';
import { Answer } from '../states/answer.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { History, historyKey } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Information } from './information.tsx';
import { handedOver, isReviewed, type Objection } from './model.ts';
import { ObjectedOrder } from './objected-order.tsx';
import { Rulings } from './rulings.tsx';
import { Submissions } from './submissions.tsx';
import { objectionTexts } from './words.ts';

/** An objection: what the person says, the order that it is about, what was asked and decided, the texts to hand over; and the acts on it. */
export default function ObjectionPage() {
  const { objectionId = '' } = useParams();
  const t = useText(objectionTexts);
  const objection = useThing(
    '/v1/objections/{objectionId}',
    { objectionId },
    { shownIn: [['objections'], historyKey(objectionId)] },
  );
  useAgain(READ_EVERY_MS, objection.refetch);
  const reference = objection.data?.reference;
  return (
    <Page title={reference === undefined ? t('objection') : t('objectionOf', { reference })}>
      <Answer of={objection.query}>
        {(data) => (
          <>
            <Standing data={data} readAt={objection.updatedAt} />
            <Acts objection={objection} data={data} />
            <Texts data={data} />
            <Submissions data={data} />
            <Information objection={objection} data={data} />
            <Rulings data={data} readAt={objection.updatedAt} />
            {data.order !== undefined && <ObjectedOrder order={data.order} filing={data.filing} />}
            {objection.may.has('audit.read') && <History stream={objectionId} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

interface ObjectionProps {
  readonly objection: Thing<Objection>;
  readonly data: Objection;
}

function Acts({ objection, data: { overdue, status, supervision, order } }: ObjectionProps) {
  const wasDemanded = supervision?.answer?.answer === 'correct' && supervision.response === undefined;
  const waitsForProcuratorate = supervision !== undefined && supervision.answer === undefined;
  // an approval of a ruling is asked for by the order, too
  const ruled = order === undefined ? objection : { ...objection, params: { ...objection.params, orderId: order.orderId } };
  return (
    <div className="acts">
      <ActButton act={decideObjection} thing={ruled} open={['/narrowedToFen']} primary />
      <ActButton act={orderObjectionAgain} thing={objection} primary />
      <ActButton act={assignObjection} thing={objection} />
      <ActButton act={requestInformation} thing={objection} />
      <ActButton act={answerSupervision} thing={objection} primary offered={waitsForProcuratorate} />
      <ActButton act={respondToSupervision} thing={ruled} primary offered={wasDemanded} />
      <ActButton
        act={requestSupervision}
        thing={objection}
        offered={supervision === undefined && (overdue || status === 'rejected')}
      />
      <ActButton act={withdrawObjection} thing={objection} danger />
    </div>
  );
}

function Standing({ data, readAt }: { readonly data: Objection; readonly readAt: number }) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const { status, capacity, raisedAt, dueAt, provisional, closedAt, overdue, livelihood, bankId, reviewer, shows, withdrawn } =
    data;
  const nameOf = useNames([bankId, reviewer?.agency]);
  return (
    <>
      <p>
        <Tone>{words('objectionState', status)}</Tone>
        {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
        {livelihood && <Tone tone="warn">{t('livelihood')}</Tone>}
        {provisional && <Tone tone="warn">{t('provisional')}</Tone>}
      </p>
      <Terms
        of={[
          [t('due'), isReviewed(status) && <DaysLeft until={dueAt} readAt={readAt} />],
          [t('closedAt'), closedAt && minute(closedAt, language)],
          [t('raised'), minute(raisedAt, language)],
          [t('capacity'), words('objectorCapacity', capacity)],
          [t('bank'), bankId && nameOf(bankId)],
          [t('reviewer'), reviewer && [nameOf(reviewer.agency), minute(reviewer.at, language), reviewer.by.name].join(' · ')],
          [
            t('withdrawn'),
            withdrawn && [minute(withdrawn.at, language), withdrawn.by.name, withdrawn.reason].filter(Boolean).join(' · '),
          ],
          [t('shows'), shows === 'person' && words('objectionShown', shows)],
        ]}
      />
    </>
  );
}

/** What is handed to the person, and the way to the page that prints it alone. */
function Texts({ data: { objectionId, texts } }: { readonly data: Objection }) {
  const t = useText(objectionTexts);
  const language = useLanguage();
  return (
    <section className="part" aria-label={t('texts')}>
      <h2>{t('texts')}</h2>
      <Terms of={handedOver.map((part) => [t(part), texts[part][language]] as const)} />
      <p>
        <Link to={`/objections/${objectionId}/texts`}>{t('toPaper')}</Link>
      </p>
    </section>
  );
}
