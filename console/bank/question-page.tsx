import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type Thing, useThing } from '../acts/thing.ts';
import { answerBankQuestion, answerHolderRequest } from '../generated/acts/bank-side.ts';
import { Answer } from '../states/answer.tsx';
import { cityNow } from '../states/city-clock.ts';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { type TermLine, Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute, moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type Question, questionsKey } from './bank-questions.ts';
import { CodeWidget } from './code-widget.tsx';
import { SignatureNote } from './signature-note.tsx';
import { bankTexts } from './words.ts';

const answerFields = { '/code': CodeWidget };

/** A question to the bank about an account: what is asked, on whose word, and the answers that a person can give (`/bank/questions/:questionId`). */
export default function QuestionPage() {
  const { questionId = '' } = useParams();
  const t = useText(bankTexts);
  const words = useWords();
  const question = useThing('/v1/bank/questions/{questionId}', { questionId }, { shownIn: [questionsKey] });
  const { data } = question;
  return (
    <Page title={data === undefined ? t('question') : words('askedKind', data.instruction)}>
      <Answer of={question.query}>
        {(shown) => (
          <>
            <Facts question={shown} />
            <SignatureNote />
            <Answers thing={question} question={shown} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** What only one kind of question says. */
function useOwnLines(question: Question): readonly TermLine[] {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames([question.instruction === 'return' ? question.payTo.bankId : undefined]);
  switch (question.instruction) {
    case 'statement': {
      const { from, to } = question;
      return [[t('period'), t('periodOf', { from: minute(from, language), to: minute(to, language) })]];
    }
    case 'watch':
      return [[t('watchUntil'), minute(question.until, language)]];
    case 'protect': {
      const { measure, limitFen, until } = question;
      return [
        [t('protectionKind'), words('protectiveKind', measure)],
        [t('protectionLimit'), limitFen === undefined ? undefined : money(limitFen, language)],
        [t('protectionUntil'), minute(until, language)],
      ];
    }
    case 'unprotect':
      return [];
    case 'return': {
      const { fen, payTo, paymentId } = question;
      return [
        [t('payBackSum'), <strong key="sum">{money(fen, language)}</strong>],
        [t('payeeBank'), nameOf(payTo.bankId)],
        [t('payeeName'), payTo.accountName],
        [
          t('payeeNumber'),
          <strong key="payee" className="number">
            {payTo.accountNumber}
          </strong>,
        ],
        [t('paymentKey'), <code key="key">{paymentId}</code>],
      ];
    }
    case 'whose-account':
    case 'watch-end':
      return [];
  }
}

function Facts({ question }: { readonly question: Question }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const { instruction, instructionId, orderId, accountName, accountNumber, accountKind, issuedAt, dueAt, state, endedAt } =
    question;
  const { agency, district, officers, reason } = question.authority;
  const nameOf = useNames([agency]);
  const own = useOwnLines(question);
  return (
    <Terms
      of={[
        [t('kindAsked'), <strong key="asked">{words('askedKind', instruction)}</strong>],
        [
          t('questionState'),
          <Tone key="state" tone={state === 'open' ? 'busy' : 'plain'}>
            {words('questionState', state)}
          </Tone>,
        ],
        [t('accountName'), accountName ?? t('nameUnknown')],
        [
          t('accountNumber'),
          <strong key="number" className="number">
            {accountNumber}
          </strong>,
        ],
        [t('accountKind'), words('accountKind', accountKind)],
        ...own,
        [t('issuedAt'), moment(issuedAt, language)],
        [t('dueAt'), moment(dueAt, language)],
        [t('endedAt'), endedAt && moment(endedAt, language)],
        [t('authority'), `${nameOf(agency)} · ${words('district', district)}`],
        [t('reason'), reason],
        [t('officers'), officers.map(({ name, badge, phone }) => `${name} ${badge} ${phone}`).join(t('comma'))],
        [
          t('toOrder'),
          <Link key="order" to={`/bank/orders/${orderId}`}>
            {orderId}
          </Link>,
        ],
        [t('questionId'), <code key="id">{instructionId}</code>],
      ]}
    />
  );
}

interface AnswersProps {
  readonly thing: Thing<Question>;
  readonly question: Question;
}

/** What a person can answer by hand. Lines are for systems: a person says only that there are none to be had. */
function Answers({ thing, question }: AnswersProps) {
  const t = useText(bankTexts);
  const isOpen = question.state === 'open';
  return (
    <section aria-label={t('answer')}>
      <h2>{t('answer')}</h2>
      {!isOpen && <p>{t('answeredQuestion')}</p>}
      {isOpen && question.instruction === 'statement' && <Alert type="info" showIcon title={t('linesForSystems')} />}
      {isOpen && question.instruction === 'return' && <Alert type="info" showIcon title={t('payOnce')} />}
      {isOpen && question.instruction === 'watch' && <Alert type="info" showIcon title={t('newLinesForSystems')} />}
      <div className="filters">
        <Done thing={thing} question={question} />
        <ActButton
          offered={isOpen}
          act={answerBankQuestion}
          thing={thing}
          fixed={{ outcome: 'declined' }}
          fields={answerFields}
          word={t('cannotAnswer')}
          danger
        />
      </div>
    </section>
  );
}

/** The answer that the bank did what was asked, where a person can give it. */
function Done({ thing, question }: AnswersProps) {
  const t = useText(bankTexts);
  const isOpen = question.state === 'open';
  switch (question.instruction) {
    case 'statement':
      return null;
    case 'whose-account': {
      const { holderRequestId } = question;
      return (
        <ActButton
          offered={isOpen}
          act={answerHolderRequest}
          thing={thing}
          params={{ holderRequestId }}
          open={['/accounts']}
          primary
        />
      );
    }
    case 'watch':
    case 'watch-end':
      return (
        <ActButton
          offered={isOpen}
          act={answerBankQuestion}
          thing={thing}
          fixed={{ outcome: 'done', paidAt: undefined }}
          word={question.instruction === 'watch' ? t('watchRuns') : t('watchIsOver')}
          primary
        />
      );
    case 'protect':
    case 'unprotect':
      return (
        <ActButton
          offered={isOpen}
          act={answerBankQuestion}
          thing={thing}
          fixed={{ outcome: 'done', paidAt: undefined }}
          word={question.instruction === 'protect' ? t('protectionSet') : t('protectionEnded')}
          primary
        />
      );
    case 'return':
      return (
        <ActButton
          offered={isOpen}
          act={answerBankQuestion}
          thing={thing}
          fixed={{ outcome: 'done' }}
          initial={{ paidAt: cityNow() }}
          word={t('paidBack')}
          primary
        />
      );
  }
}
