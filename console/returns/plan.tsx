import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Section } from '../cases/section.tsx';
import { computeReturnPlan } from '../generated/acts/returns.ts';
import { Answer } from '../states/answer.tsx';
import { useSet } from '../states/choices.tsx';
import { Terms } from '../states/terms.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { PlanContent } from './plan-content.tsx';
import { type Round, type RoundProps, roundKey } from './rounds.ts';
import { returnTexts } from './words.ts';

/** The plan (分配方案): what it comes to, and its pages: whose money is in each account, what each claim gets, the payments. */
export function Plan({ thing, round }: RoundProps) {
  const t = useText(returnTexts);
  const language = useLanguage();
  const { returnId, plan, planIsCurrent, computing, planFailure, ended } = round;
  return (
    <Section title={t('plan')} acts={<ActButton act={computeReturnPlan} thing={thing} primary={!planIsCurrent} />}>
      {computing !== undefined && (
        <Alert type="info" showIcon role="status" title={t('planComputing', { since: minute(computing.askedAt, language) })} />
      )}
      {planFailure !== undefined && <Alert type="error" showIcon role="status" title={<Failure of={planFailure} />} />}
      {plan === undefined && computing === undefined && <p className="quiet">{t('noPlan')}</p>}
      {plan !== undefined && (
        <>
          {!planIsCurrent && computing === undefined && ended === undefined && (
            <Alert type="warning" showIcon role="status" title={t('planStale')} />
          )}
          <PlanFigures plan={plan} />
          <p>{plan.proRata ? t('needsNotice') : t('needsNoNotice')}</p>
          <PlanPages returnId={returnId} plan={plan} />
        </>
      )}
    </Section>
  );
}

/** Why the plan that was asked for last could not be computed, with a way to the accounts that are the reason. */
function Failure({ of: { reason, orders = [], at } }: { readonly of: NonNullable<Round['planFailure']> }) {
  const t = useText(returnTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      {t('planFailed', { at: minute(at, language), reason: words('returnPlanFailure', reason) })}
      {orders.map((orderId, n) => (
        <span key={orderId}>
          {' '}
          <Link to={`/orders/${orderId}`}>{t('accountNumbered', { n: n + 1 })}</Link>
        </span>
      ))}
    </>
  );
}

type PlanOfRound = NonNullable<Round['plan']>;

function PlanFigures({ plan }: { readonly plan: PlanOfRound }) {
  const t = useText(returnTexts);
  const language = useLanguage();
  return (
    <Terms
      of={[
        [t('version'), String(plan.version)],
        [t('computed'), minute(plan.computedAt, language)],
        [t('toPay'), money(plan.paidFen, language)],
        [t('pool'), money(plan.poolFen, language)],
        [t('setAside'), money(plan.setAsideFen, language)],
        [t('remainder'), money(plan.remainderFen, language)],
        [t('claimCount'), String(plan.claims)],
        [t('payments'), String(plan.payments)],
      ]}
    />
  );
}

interface PlanPagesProps {
  readonly returnId: string;
  readonly plan: PlanOfRound;
}

/** One page of the plan; which one stands in the address. */
function PlanPages({ returnId, plan }: PlanPagesProps) {
  const t = useText(returnTexts);
  const words = useWords();
  const [query] = useSearchParams();
  const set = useSet();
  const asked = Math.trunc(Number(query.get('plan') ?? 1));
  const page = asked >= 1 && asked <= plan.pages ? asked : 1;
  const read = useQuery({
    queryKey: [...roundKey(returnId), 'plan', plan.version, page],
    queryFn: () =>
      contentOf(api.GET('/v1/returns/{returnId}/plan', { params: { path: { returnId }, query: { page: String(page) } } })),
  });
  return (
    <Answer of={read}>
      {(content) => (
        <>
          <h3>{t('pageOf', { n: page, of: content.pages, what: words('returnPlanPage', content.of) })}</h3>
          <PlanContent returnId={returnId} content={content} />
          <nav className="filters" aria-label={t('planPages')}>
            <Button disabled={page <= 1} onClick={() => set('plan', String(page - 1))}>
              {t('before')}
            </Button>
            <Button disabled={page >= content.pages} onClick={() => set('plan', String(page + 1))}>
              {t('after')}
            </Button>
          </nav>
        </>
      )}
    </Answer>
  );
}
