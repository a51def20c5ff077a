import { Alert, Tabs, type TabsProps } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { offers } from '../acts/offers.ts';
import { listCaseClocks, listReturns } from '../generated/operations.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { CaseActs } from './case-acts.tsx';
import { CaseFile } from './case-file.tsx';
import { Grants } from './grants.tsx';
import type { PartProps } from './part-props.ts';
import { caseThing, useCase } from './use-case.ts';
import { caseTexts } from './words.ts';

const Evidence = lazy(() => import('./evidence.tsx'));
const CaseClocks = lazy(() => import('./case-clocks.tsx'));
const Timeline = lazy(() => import('./timeline.tsx'));
const Sharing = lazy(() => import('./sharing.tsx'));
const Looks = lazy(() => import('./looks.tsx'));
const CaseReturns = lazy(() => import('../returns/case-returns.tsx'));

/** A case: only what the API shows this person of it, in parts that are read when they are opened. */
export default function CasePage() {
  const t = useText(caseTexts);
  const { caseId = '' } = useParams();
  const overview = useCase(caseId);
  const reference = overview.data?.case.reference;
  return (
    <Page title={reference === undefined ? t('case') : t('caseOf', { reference })}>
      <Answer of={overview.query}>
        {(data) => <CaseParts overview={data} thing={caseThing(overview, data.case)} asked={caseId} />}
      </Answer>
    </Page>
  );
}

function CaseParts({ overview, thing, asked }: PartProps & { readonly asked: string }) {
  const t = useText(caseTexts);
  const [query, setQuery] = useSearchParams();
  const { case: fraudCase } = overview;
  const holds = fraudCase.shares !== undefined;
  const open = query.get('part') ?? 'file';
  const parts: NonNullable<TabsProps['items']> = [
    { key: 'file', label: t('file'), children: <CaseFile overview={overview} thing={thing} /> },
    ...(fraudCase.evidence === undefined
      ? []
      : [
          {
            key: 'evidence',
            label: t('evidence'),
            children: <Evidence fraudCase={fraudCase} thing={thing} pieces={fraudCase.evidence} />,
          },
        ]),
    ...(offers(listCaseClocks, thing)
      ? [{ key: 'clocks', label: t('clocks'), children: <CaseClocks overview={overview} thing={thing} /> }]
      : []),
    ...(offers(listReturns, thing)
      ? [{ key: 'returns', label: t('returns'), children: <CaseReturns caseId={fraudCase.caseId} thing={thing} /> }]
      : []),
    ...(fraudCase.parts.includes('timeline')
      ? [{ key: 'timeline', label: t('timeline'), children: <Timeline caseId={fraudCase.caseId} /> }]
      : []),
    { key: 'sharing', label: t('sharing'), children: <Sharing overview={overview} thing={thing} /> },
    ...(holds ? [{ key: 'looks', label: t('looks'), children: <Looks caseId={fraudCase.caseId} /> }] : []),
  ];
  return (
    <>
      {!holds && <Grants fraudCase={fraudCase} />}
      {fraudCase.caseId !== asked && <Alert type="info" showIcon title={t('mergedInto')} description={fraudCase.reference} />}
      {fraudCase.mergedInto !== undefined && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('mergedInto')} <Link to={`/cases/${fraudCase.mergedInto}`}>{fraudCase.mergedInto}</Link>
            </>
          }
        />
      )}
      <CaseActs overview={overview} thing={thing} />
      <Tabs
        aria-label={t('sections')}
        activeKey={parts.some(({ key }) => key === open) ? open : 'file'}
        onChange={(part) => setQuery({ part }, { replace: true })}
        destroyOnHidden
        items={parts.map((part) => ({ ...part, children: <Suspense>{part.children}</Suspense> }))}
      />
    </>
  );
}
