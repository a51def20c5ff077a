import { Alert, type TableColumnsType } from 'antd';
import type { Schemas } from '../api/client.ts';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { BankOrder } from './bank-orders.ts';
import { bankTexts } from './words.ts';

type Statement = Schemas['BankStatement'];

interface SaidProps {
  readonly order: BankOrder;
  readonly said: Statement;
}

/** What the bank has said of the order so far, before it says more. */
export function Said({ order, said }: SaidProps) {
  const t = useText(bankTexts);
  const language = useLanguage();
  const sum = (fen: number | undefined) => (fen === undefined ? undefined : money(fen, language));
  const at = (instant: string | undefined) => (instant === undefined ? undefined : moment(instant, language));
  const receivedAt = order.instructions.findLast((one) => one.receivedAt !== undefined)?.receivedAt;
  const hasAnswered = order.instructions.some(({ code }) => code !== undefined);
  return (
    <section aria-label={t('said')}>
      <h2>{t('said')}</h2>
      {!hasAnswered && <p>{receivedAt === undefined ? t('saidNothing') : t('saidReceiptOnly')}</p>}
      <Terms
        className="facts"
        of={[
          [t('receipt'), at(receivedAt)],
          [t('effectiveAt'), at(said.effectiveAt)],
          [t('balanceBefore'), sum(said.balanceBeforeFen)],
          [t('stopped'), hasAnswered && sum(said.stoppedFen)],
          [t('held'), hasAnswered && sum(said.heldFen)],
          [t('until'), at(said.expiresAt)],
        ]}
      />
      <Disputes said={said} />
      <Contradictions said={said} />
      <Doubts said={said} />
      {said.notes.map(
        ({ at: told, remark }) =>
          remark !== undefined && <p key={told}>{t('remarkAt', { at: moment(told, language), remark })}</p>,
      )}
      {said.outflows.length > 0 && <Outflows outflows={said.outflows} />}
    </section>
  );
}

/** Results that differ from the first: what that means, and how to go on. */
function Disputes({ said: { disputes, disputesNotKept } }: { readonly said: Statement }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  if (disputes.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t('disputed', { n: disputes.length + disputesNotKept })}
      description={
        <>
          <p>{t('disputedMeans')}</p>
          <ul>
            {disputes.map(({ at, instruction, code, effectiveAt, stoppedFen, balanceBeforeFen, expiresAt, remark }) => (
              <li key={`${at} ${code}`}>
                {[
                  moment(at, language),
                  words('instruction', instruction),
                  `${code} ${words('resultCode', code)}`,
                  effectiveAt === undefined ? undefined : `${t('effectiveAt')} ${moment(effectiveAt, language)}`,
                  balanceBeforeFen === undefined ? undefined : `${t('balanceBefore')} ${money(balanceBeforeFen, language)}`,
                  stoppedFen === undefined ? undefined : `${t('stopped')} ${money(stoppedFen, language)}`,
                  expiresAt === undefined ? undefined : `${t('until')} ${moment(expiresAt, language)}`,
                  remark,
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </li>
            ))}
          </ul>
          <p>{t('sayMore')}</p>
        </>
      }
    />
  );
}

/** Statements that cannot all be true: their outflows wait for an officer. */
function Contradictions({ said: { contradictions } }: { readonly said: Statement }) {
  const t = useText(bankTexts);
  const words = useWords();
  if (contradictions.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={contradictions.map(({ rule }) => words('contradiction', rule)).join(t('comma'))}
      description={
        <>
          <p>
            {t('contradictionMeans', { lines: contradictions.flatMap(({ outflows }) => outflows.map((n) => n + 1)).join(', ') })}
          </p>
          <p>{t('sayMore')}</p>
        </>
      }
    />
  );
}

function Doubts({ said: { timeDoubts } }: { readonly said: Statement }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  return timeDoubts.map(({ reason, said, countedFrom, instruction, of }) => (
    <Alert
      key={`${instruction} ${of} ${said}`}
      type="warning"
      showIcon
      title={t('timeDoubt', {
        what: of === undefined ? words('instruction', instruction) : words('timeDoubtOf', of),
        why: words('timeDoubt', reason),
        said: moment(said, language),
        counted: moment(countedFrom, language),
      })}
    />
  ));
}

type Line = Statement['outflows'][number];

function Outflows({ outflows }: { readonly outflows: readonly Line[] }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(outflows.map(({ bankId }) => bankId));
  const columns: TableColumnsType<Line & { readonly n: number }> = [
    { title: '#', key: 'n', render: (_, { n }) => n + 1 },
    { title: t('how'), key: 'how', render: (_, { means = 'account' }) => words('outflowMeans', means) },
    { title: t('bank'), key: 'bank', render: (_, { bankId }) => (bankId === undefined ? '' : nameOf(bankId)) },
    {
      title: t('account'),
      key: 'account',
      render: (_, { accountName, accountNumber, wallet }) => (
        <>
          {accountName}
          <div className="number quiet">{accountNumber ?? wallet}</div>
        </>
      ),
    },
    {
      title: t('sum'),
      key: 'sum',
      className: 'number',
      render: (_, { amountFen }) => (amountFen === undefined ? '' : money(amountFen, language)),
    },
    { title: t('time'), key: 'time', className: 'number', render: (_, { at }) => (at === undefined ? '' : moment(at, language)) },
    {
      title: t('followed'),
      key: 'followed',
      render: (_, { cut }) => (cut === undefined ? t('followedYes') : <Tone tone="warn">{words('traceCut', cut)}</Tone>),
    },
    { title: t('remark'), key: 'remark', render: (_, { remark, place }) => [place, remark].filter(Boolean).join(' · ') },
  ];
  return (
    <>
      <h3>{t('outflowsTold')}</h3>
      <WideTable name={t('outflowsTold')} rowKey="n" rows={outflows.map((line, n) => ({ ...line, n }))} columns={columns} />
    </>
  );
}
