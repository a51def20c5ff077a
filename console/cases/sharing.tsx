import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useMay } from '../acts/may.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { askAccess } from '../generated/acts/access-requests.ts';
import { revokeShare, shareCase } from '../generated/acts/cases.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { deadline, minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { PartProps } from './part-props.ts';
import { RequestActs } from './request-acts.tsx';
import { Rows, Section } from './section.tsx';
import { Parts } from './shared-cases.tsx';
import { caseKey } from './use-case.ts';
import { caseTexts } from './words.ts';

type Share = Schemas['CaseShare'];
type Request = Schemas['AccessRequest'];

/** With which agencies the case is shared, and who asks to see more of it. */
export default function Sharing(props: PartProps) {
  const { shares } = props.overview.case;
  return (
    <>
      {shares !== undefined && <Shares {...props} shares={shares} />}
      <Requests {...props} />
    </>
  );
}

function Shares({ overview: { agencyNames }, thing, shares }: PartProps & { readonly shares: readonly Share[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Share> = [
    { title: t('by'), key: 'agency', render: (_, { agency }) => agencyNames[agency] ?? agency },
    {
      title: t('audience'),
      key: 'audience',
      render: (_, { persons, roles }) =>
        [...persons, ...roles.map((role) => words('role', role))].join(' · ') || t('wholeAgency'),
    },
    { title: t('parts'), key: 'parts', render: (_, { parts }) => <Parts parts={parts} /> },
    { title: t('purpose'), key: 'purpose', render: (_, { purpose }) => purpose },
    { title: t('until'), key: 'until', render: (_, { until }) => deadline(until, language), className: 'number' },
    {
      title: t('state'),
      key: 'state',
      render: (_, { state, revokedAt }) => (
        <>
          <Tone>{words('shareState', state)}</Tone>{' '}
          {revokedAt !== undefined && <span className="number">{minute(revokedAt, language)}</span>}
        </>
      ),
    },
    {
      title: t('act'),
      key: 'act',
      render: (_, { grantId, state }) => (
        <ActButton offered={state === 'in-force'} act={revokeShare} thing={thing} params={{ grantId }} size="small" danger />
      ),
    },
  ];
  return (
    <Section title={t('shares')} acts={<ActButton act={shareCase} thing={thing} primary />}>
      <Rows name={t('shares')} rowKey="grantId" rows={shares} columns={columns} empty={t('noShares')} />
    </Section>
  );
}

function Requests({ overview: { case: fraudCase }, thing }: PartProps) {
  const t = useText(caseTexts);
  const { caseId, withheld, shares } = fraudCase;
  // To ask is an act on no thing yet.
  const may = useMay();
  // A change of a case does not tell of requests.
  const requests = useList([...caseKey(caseId), 'access-requests'], (page) =>
    contentOf(api.GET('/v1/cases/{caseId}/access-requests', { params: { path: { caseId }, query: page } })),
  );
  const ask = (
    <ActButton
      offered={shares === undefined}
      act={askAccess}
      thing={{ ...thing, may, state: undefined }}
      initial={{ parts: withheld ?? [] }}
      primary
    />
  );
  return (
    <Section title={t('requests')} acts={ask}>
      <List of={requests} empty={t('noRequests')}>
        {(items) => <RequestTable requests={items} />}
      </List>
    </Section>
  );
}

function RequestTable({ requests }: { readonly requests: readonly Request[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(requests.map(({ askedBy }) => askedBy));
  const columns: TableColumnsType<Request> = [
    {
      title: t('asked'),
      key: 'asked',
      render: (_, { accessRequestId, askedAt }) => (
        <Link to={`/access-requests/${accessRequestId}`}>{minute(askedAt, language)}</Link>
      ),
      className: 'number',
    },
    { title: t('asker'), key: 'by', render: (_, { askedBy }) => nameOf(askedBy) },
    { title: t('parts'), key: 'parts', render: (_, { parts }) => <Parts parts={parts} /> },
    { title: t('reason'), key: 'reason', render: (_, { reason }) => reason },
    { title: t('state'), key: 'state', render: (_, { state }) => <Tone>{words('accessRequestState', state)}</Tone> },
    { title: t('answer'), key: 'answer', render: (_, request) => <RequestAnswer request={request} /> },
    { title: t('act'), key: 'act', render: (_, request) => <RequestActs request={request} /> },
  ];
  return <Rows name={t('requests')} rowKey="accessRequestId" rows={requests} columns={columns} empty={t('noRequests')} />;
}

/** What was answered to a request. */
export function RequestAnswer({ request: { granted, declined } }: { readonly request: Request }) {
  const t = useText(caseTexts);
  const language = useLanguage();
  if (declined !== undefined) return declined.reason;
  if (granted === undefined) return null;
  return (
    <>
      <span className="number">{t('grantedTo', { until: deadline(granted.until, language) })}</span>
      <Parts parts={granted.parts} />
    </>
  );
}
