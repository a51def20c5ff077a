import { Alert } from 'antd';
import type { Schemas } from '../api/client.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useVictims } from './claims.tsx';
import { returnTexts } from './words.ts';

type PlanPage = Schemas['ReturnPlanPage'];
type OfKind<Kind extends PlanPage['of']> = Extract<PlanPage, { of: Kind }>;
type Account = OfKind<'accounts'>['accounts'][number];
type Share = OfKind<'claims'>['claims'][number];
type Planned = OfKind<'payments'>['payments'][number];
type Evidence = Account['ownership']['setAsideRestsOn'];

interface OfRound {
  readonly returnId: string;
}

/** What stands on a page of a plan. */
export function PlanContent({ returnId, content }: OfRound & { readonly content: PlanPage }) {
  switch (content.of) {
    case 'accounts':
      return content.accounts.map((account) => (
        <AccountPlan key={account.ownership.accountId} returnId={returnId} account={account} />
      ));
    case 'claims':
      return <Shares returnId={returnId} shares={content.claims} />;
    case 'payments':
      return <PlannedPayments returnId={returnId} payments={content.payments} />;
  }
}

const explains = { single: 'single', 'by-time': 'byTime', 'pro-rata': 'proRata', nothing: 'nothing' } as const;

/** Whose money is frozen in one account, by which rule, and on which lines that rests. */
function AccountPlan({ returnId, account: { ownership, outcome } }: OfRound & { readonly account: Account }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  const victimOf = useVictims(returnId);
  const { accountId, frozenFen, rule, shares, setAsideFen, setAsideRestsOn, unexplainedFen, poolFen, poolRestsOn } = ownership;
  const { unshown } = ownership;
  const sum = (fen: number) => fen > 0 && money(fen, language);
  return (
    <article className="part">
      <h4>
        <ThingLink kind="order" id={accountId} /> <Tone>{words('ownershipRule', rule)}</Tone>
      </h4>
      <p>{t(explains[rule])}</p>
      <ul>
        {shares.map(({ claimId, fen, restsOn }) => (
          <li key={claimId}>
            {t('share', { who: victimOf(claimId), sum: money(fen, language) })}
            <Rests on={restsOn} />
          </li>
        ))}
      </ul>
      {unshown.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('unshown')}
          description={
            <ul>
              {unshown.map(({ claimId, fen, at }) => (
                <li key={`${claimId} ${at}`}>
                  {victimOf(claimId)} · {money(fen, language)} · {minute(at, language)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Terms
        of={[
          [t('frozen'), money(frozenFen, language)],
          [t('pool'), poolFen > 0 && <SumWith key="pool" fen={poolFen} on={poolRestsOn} />],
          [t('setAside'), setAsideFen > 0 && <SumWith key="aside" fen={setAsideFen} on={setAsideRestsOn} />],
          [t('unexplained'), sum(unexplainedFen)],
          [t('toPay'), money(outcome.paidFen, language)],
          [t('remainder'), money(outcome.remainderFen, language)],
        ]}
      />
    </article>
  );
}

function SumWith({ fen, on }: { readonly fen: number; readonly on: Evidence }) {
  const language = useLanguage();
  return (
    <>
      {money(fen, language)}
      <Rests on={on} />
    </>
  );
}

/** The lines of statements that something rests on, folded. */
function Rests({ on: { lines, more } }: { readonly on: Evidence }) {
  const t = useText(returnTexts);
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t('restsOn', { n: lines.length + more })}</summary>
      <ul>
        {lines.map(({ accountId, lineId }) => (
          <li key={`${accountId} ${lineId ?? ''}`}>
            <ThingLink kind="order" id={accountId} /> <span className="number">{lineId ?? t('noLine')}</span>
          </li>
        ))}
        {more > 0 && <li>{t('moreLines', { n: more })}</li>}
      </ul>
    </details>
  );
}

/** What each claim gets, and what its weight is made of. */
function Shares({ returnId, shares }: OfRound & { readonly shares: readonly Share[] }) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const victimOf = useVictims(returnId);
  const sum = (title: string, key: string, fenOf: (share: Share) => number) => ({
    ...{ title, key, className: 'number' },
    render: (_: unknown, share: Share) => money(fenOf(share), language),
  });
  return (
    <>
      <p className="quiet">{t('claimsMean')}</p>
      <WideTable<Share>
        name={t('claims')}
        rowKey="claimId"
        rows={shares}
        columns={[
          { title: t('victim'), key: 'victim', render: (_, { claimId }) => victimOf(claimId) },
          sum(t('lossLeft'), 'lossLeft', ({ lossLeftFen }) => lossLeftFen),
          sum(t('own'), 'own', ({ ownFen }) => ownFen),
          sum(t('cut'), 'cut', ({ cutFen }) => cutFen),
          sum(t('weight'), 'weight', ({ weightFen }) => weightFen),
          sum(t('poolShare'), 'pool', ({ poolFen }) => poolFen),
        ]}
      />
    </>
  );
}

/** The payments that the plan would order, each by the rule on which it rests. */
function PlannedPayments({ returnId, payments }: OfRound & { readonly payments: readonly Planned[] }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  const victimOf = useVictims(returnId);
  return (
    <WideTable<Planned>
      name={t('payments')}
      rowKey={({ accountId, claimId }) => `${accountId} ${claimId}`}
      rows={payments}
      columns={[
        { title: t('account'), key: 'account', render: (_, { accountId }) => <ThingLink kind="order" id={accountId} /> },
        { title: t('victim'), key: 'victim', render: (_, { claimId }) => victimOf(claimId) },
        { title: t('sum'), key: 'sum', className: 'number', render: (_, { fen }) => money(fen, language) },
        { title: t('rule'), key: 'rule', render: (_, { rule }) => words('ownershipRule', rule) },
      ]}
    />
  );
}
