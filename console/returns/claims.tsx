import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Section } from '../cases/section.tsx';
import {
  correctReturnPayee,
  freeReturnClaim,
  holdReturnClaim,
  makeReturnClaim,
  withdrawReturnClaim,
} from '../generated/acts/returns.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { ThingLink } from '../jobs/thing-link.tsx';
import { entriesOf, List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useOrderChoice } from './order-choice.tsx';
import { type Claim, claimThing, type RoundProps, roundKey } from './rounds.ts';
import { returnTexts } from './words.ts';

/** The claims of a round's case, page by page. */
export function useClaims(returnId: string) {
  return useList(
    [...roundKey(returnId), 'claims'],
    (page) => contentOf(api.GET('/v1/returns/{returnId}/claims', { params: { path: { returnId }, query: page } })),
    { refetchInterval: false },
  );
}

/** Gives the victim of a claim that was read; the id of one that was not. */
export function useVictims(returnId: string): (claimId: string) => string {
  const claims = entriesOf(useClaims(returnId));
  const victims = new Map(claims.map(({ claimId, victim }) => [claimId, victim.name]));
  return (claimId) => victims.get(claimId) ?? claimId;
}

/** What victims claim (被害人申报); claims stand in every later round of the case, too. */
export function Claims({ thing, round: { returnId, caseId, approved, ended } }: RoundProps) {
  const t = useText(returnTexts);
  const claims = useClaims(returnId);
  const order = useOrderChoice(caseId);
  const make = (
    <ActButton
      offered={approved === undefined && ended === undefined}
      act={makeReturnClaim}
      thing={thing}
      fields={{ '/transfers/*/orderId': order }}
    />
  );
  return (
    <Section title={t('claims')} acts={make}>
      <List of={claims} empty={t('noClaims')}>
        {(items) => <ClaimTable claims={items} round={thing} />}
      </List>
    </Section>
  );
}

function ClaimTable({ claims, round }: { readonly claims: readonly Claim[]; readonly round: ActThing }) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const columns: TableColumnsType<Claim> = [
    { title: t('victim'), key: 'victim', render: (_, { victim }) => victim.name },
    { title: t('state'), key: 'state', render: (_, claim) => <Standing claim={claim} /> },
    { title: t('loss'), key: 'loss', className: 'number', render: (_, claim) => <Loss claim={claim} /> },
    {
      title: t('transfers'),
      key: 'transfers',
      render: (_, { transfers }) =>
        transfers.map(({ orderId, transfer, amountFen }) => (
          <div key={`${orderId} ${transfer}`}>
            <ThingLink kind="order" id={orderId} /> <span className="number">{money(amountFen, language)}</span>
          </div>
        )),
    },
    { title: t('payee'), key: 'payee', render: (_, claim) => <Payee claim={claim} /> },
    {
      title: t('proof'),
      key: 'proof',
      render: (_, { proof }) =>
        proof.map(({ title, number }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: papers of a claim never change their places
          <div key={n}>
            {title} {number}
          </div>
        )),
    },
    {
      title: t('paidOnClaim'),
      key: 'paid',
      className: 'number',
      render: (_, { paid }) =>
        paid.length > 0 &&
        money(
          paid.reduce((sum, { fen }) => sum + fen, 0),
          language,
        ),
    },
    { title: t('act'), key: 'act', render: (_, claim) => <ClaimActs claim={claim} thing={claimThing(claim, round)} /> },
  ];
  return <WideTable<Claim> name={t('claims')} rowKey="claimId" rows={claims} columns={columns} />;
}

interface OfClaim {
  readonly claim: Claim;
}

function Standing({ claim: { status, hold, disputed = [] } }: OfClaim) {
  const t = useText(returnTexts);
  const words = useWords();
  return (
    <>
      <Tone>{words('returnClaimStatus', status)}</Tone>
      {disputed.map((paymentId) => (
        <div key={paymentId}>
          <Tone tone="bad">{t('isDisputed')}</Tone> <PageLink to={`/return-payments/${paymentId}`}>{t('payment')}</PageLink>
        </div>
      ))}
      {hold !== undefined && (
        <div>
          <Tone tone="warn">{t('held', { ground: words('returnHoldGround', hold.ground) })}</Tone> {hold.reason}
        </div>
      )}
    </>
  );
}

function Loss({ claim: { lossFen, elsewhereFen } }: OfClaim) {
  const t = useText(returnTexts);
  const language = useLanguage();
  return (
    <>
      {money(lossFen, language)}
      {elsewhereFen > 0 && <div className="quiet">{t('elsewhere', { sum: money(elsewhereFen, language) })}</div>}
    </>
  );
}

/** Where the money of a claim goes, and who receives it in the victim's place. */
export function Payee({ claim: { payTo, agent } }: { readonly claim: Pick<Claim, 'payTo' | 'agent'> }) {
  const t = useText(returnTexts);
  const nameOf = useNames([payTo.bankId]);
  return (
    <>
      {nameOf(payTo.bankId)} {payTo.accountName}
      <div className="number quiet">{payTo.accountNumber}</div>
      {agent !== undefined && <div className="quiet">{t('agent', { name: agent.name, number: agent.authority.number })}</div>}
    </>
  );
}

/** What can be done with one claim. */
function ClaimActs({ claim: { payTo, agent, hold }, thing }: OfClaim & { readonly thing: ActThing }) {
  return (
    <div className="acts">
      <ActButton act={correctReturnPayee} thing={thing} initial={{ payTo, agent }} size="small" />
      <ActButton offered={hold === undefined} act={holdReturnClaim} thing={thing} size="small" />
      <ActButton offered={hold !== undefined} act={freeReturnClaim} thing={thing} size="small" />
      <ActButton act={withdrawReturnClaim} thing={thing} size="small" danger />
    </div>
  );
}
