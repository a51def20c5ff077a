import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { Terms } from '../../states/terms.tsx';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { Unread } from './unread.tsx';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];
type Line = Order['instructions'][number];

/** Both answers of the bank, receipt and result, every instruction with its own, and what is in dispute or in doubt. */
export function OrderAnswers({ order }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const { t3, t4, resultCode, answeredByPhone, delivery, retries } = order;
  const at = (instant: string | undefined) => instant && moment(instant, language);
  const sent = t('sendings', { n: delivery.sendings, failures: delivery.failures });
  return (
    <section className="part">
      <h2>{t('answers')}</h2>
      {t3 === undefined && t4 === undefined && <p className="quiet">{t('noAnswer')}</p>}
      <Terms
        of={[
          [t('receipt'), at(t3)],
          [t('result'), resultCode && `${resultCode} ${words('resultCode', resultCode)} ${at(t4) ?? ''}`],
          [
            t('byPhone'),
            answeredByPhone && `${at(answeredByPhone.at)} ${answeredByPhone.spokenWith.name} ${answeredByPhone.spokenWith.phone}`,
          ],
          [t('delivery'), [sent, delivery.failure && words('deliveryFailure', delivery.failure)].filter(Boolean).join(' · ')],
          [t('undeliverable'), delivery.undeliverable && <Tone tone="bad">{t('undeliverable')}</Tone>],
          [t('askedAgain'), retries > 0 && t('retries', { n: retries })],
        ]}
      />
      <Instructions orderId={order.orderId} lines={order.instructions} />
      <Doubts order={order} />
    </section>
  );
}

interface InstructionsProps {
  readonly orderId: string;
  readonly lines: readonly Line[];
}

function Instructions({ orderId, lines }: InstructionsProps) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Line> = [
    { title: t('instruction'), key: 'instruction', render: (_, { instruction }) => words('instruction', instruction) },
    { title: t('issued'), key: 'issued', render: (_, { issuedAt }) => moment(issuedAt, language), className: 'number' },
    { title: t('dueAt'), key: 'due', render: (_, { dueAt }) => moment(dueAt, language), className: 'number' },
    { title: t('state'), key: 'state', render: (_, { state }) => <Tone>{words('instructionState', state)}</Tone> },
    { title: t('code'), key: 'code', render: (_, { code }) => code && `${code} ${words('resultCode', code)}` },
    {
      title: t('answered'),
      key: 'answered',
      className: 'number',
      render: (_, { answeredAt, channel }) =>
        answeredAt && `${moment(answeredAt, language)} ${channel === undefined ? '' : words('answerChannel', channel)}`,
    },
    {
      title: t('toPrint'),
      key: 'paper',
      render: (_, { instructionId, instruction }) => (
        <Link
          to={`/orders/${orderId}/instructions/${instructionId}`}
          aria-label={t('paperOf', { what: words('instruction', instruction) })}
        >
          {t('toPrint')}
        </Link>
      ),
    },
  ];
  return <WideTable<Line> name={t('answers')} rowKey="instructionId" rows={lines} columns={columns} />;
}

/** What the bank said twice in two ways, what it remarked, and which of its times cannot be. */
function Doubts({ order: { disputes, disputesNotKept, notes, timeDoubts, contradictions } }: { readonly order: Order }) {
  const t = useText(orderTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      {disputes.length > 0 && <h3>{t('disputes')}</h3>}
      {disputes.map(({ at, instruction, code, stoppedFen, balanceBeforeFen, remark, unread }) => (
        <div key={`${at}${code}`} className="part">
          <Tone tone="bad">{t('dispute')}</Tone> {moment(at, language)} {words('instruction', instruction)} {code}{' '}
          {words('resultCode', code)} {stoppedFen !== undefined && money(stoppedFen, language)}{' '}
          {balanceBeforeFen !== undefined && t('balanceSaid', { sum: money(balanceBeforeFen, language) })} {remark}
          <Unread unread={unread} />
        </div>
      ))}
      {disputesNotKept > 0 && <p>{t('notKept', { n: disputesNotKept })}</p>}
      {contradictions.length > 0 && <h3>{t('contradictions')}</h3>}
      {contradictions.map(({ rule }) => (
        <p key={rule}>
          <Tone tone="bad">{words('contradiction', rule)}</Tone>
        </p>
      ))}
      {timeDoubts.length > 0 && <h3>{t('doubts')}</h3>}
      {timeDoubts.map(({ instruction, said, countedFrom, reason }) => (
        <p key={`${said}${reason}`}>
          {words('instruction', instruction)} <Tone tone="warn">{words('timeDoubt', reason)}</Tone>{' '}
          {t('doubt', { said: moment(said, language), counted: moment(countedFrom, language) })}
        </p>
      ))}
      {notes.length > 0 && <h3>{t('notes')}</h3>}
      {notes.map(({ at, instruction, remark, unread }) => (
        <div key={`${at}${instruction}`}>
          {[moment(at, language), words('instruction', instruction), remark].filter((part) => part !== undefined).join(' ')}
          <Unread unread={unread} />
        </div>
      ))}
    </>
  );
}
