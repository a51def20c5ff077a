import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { answerEvidenceRequest, requestEvidence } from '../generated/acts/consultations.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Whole } from './model.ts';
import { Part } from './part.tsx';
import { ExhibitsInput, PartyInput, QuestionInput } from './widgets.tsx';
import { texts } from './words.ts';

type Request = Whole['evidenceRequests'][number];

const asking = { '/from': PartyInput, '/question': QuestionInput };
const answering = { '/exhibits': ExhibitsInput };

interface RequestsProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** Evidence that one party asked of another, until when, and what was answered. */
export function Requests({ of: { evidenceRequests }, thing }: RequestsProps) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const mine = useOwnAgency();
  const nameOf = useNames(evidenceRequests.flatMap(({ by, from }) => [by, from]));
  const columns: TableColumnsType<Request> = [
    { title: t('number'), key: 'n', render: (_, { n }) => n, className: 'number' },
    {
      title: t('asked'),
      key: 'text',
      render: (_, { text, question }) => (
        <>
          <p className="prose">{text}</p>
          {question !== undefined && <span className="quiet">{t('onQuestion', { n: question })}</span>}
        </>
      ),
    },
    { title: t('askedBy'), key: 'by', render: (_, { by }) => nameOf(by) },
    { title: t('askedOf'), key: 'from', render: (_, { from }) => nameOf(from) },
    { title: t('askedAt'), key: 'askedAt', className: 'number', render: (_, { askedAt }) => moment(askedAt, language) },
    { title: t('dueAt'), key: 'dueAt', className: 'number', render: (_, { dueAt }) => deadline(dueAt, language) },
    {
      title: t('state'),
      key: 'state',
      render: (_, { status, overdue, answer }) => (
        <>
          <Tone tone={answer === undefined ? 'busy' : 'good'}>{words('evidenceRequestState', status)}</Tone>{' '}
          {(answer === undefined ? overdue : answer.late) && <Tone tone="bad">{t('late')}</Tone>}
        </>
      ),
    },
    {
      title: t('given'),
      key: 'answer',
      render: (_, request) => (
        <>
          <Given request={request} />
          <ActButton
            offered={request.from === mine && request.answer === undefined}
            act={answerEvidenceRequest}
            thing={thing}
            params={{ n: String(request.n) }}
            fields={answering}
            size="small"
          />
        </>
      ),
    },
  ];
  return (
    <Part id="requests" title={t('requests')}>
      <p className="acts">
        <ActButton act={requestEvidence} thing={thing} fields={asking} />
      </p>
      {evidenceRequests.length === 0 ? (
        <p className="quiet">{t('emptyRequests')}</p>
      ) : (
        <WideTable<Request> name={t('requests')} rowKey="n" rows={evidenceRequests} columns={columns} />
      )}
    </Part>
  );
}

function Given({ request: { answer } }: { readonly request: Request }) {
  const t = useText(texts);
  const language = useLanguage();
  if (answer === undefined) return null;
  return (
    <>
      <p className="prose">{answer.text}</p>
      <span className="quiet">
        {moment(answer.at, language)}
        {answer.exhibits.length > 0 && ` · ${t('withExhibits', { list: answer.exhibits.join(', ') })}`}
      </span>
    </>
  );
}
