import type { TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Choices } from '../states/choices.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { DistrictChoice, useDistrictAsked } from '../states/district-choice.tsx';
import { List, useList } from '../states/list.tsx';
import { useMe } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { isReviewed } from './model.ts';
import { RaiseObjection } from './raise.tsx';
import { objectionTexts } from './words.ts';

type Entry = Schemas['ObjectionEntry'];

/**
 * Objections (`/objections`): for the police those to review, what is due first, or those that their agency raised; for a bank those at its
 * accounts and those that it raised; for a procuratorate those that wait for it.
 */
export default function ObjectionsPage() {
  const t = useText(objectionTexts);
  const kind = useMe()?.agency.kind;
  const [query] = useSearchParams();
  const isMine = kind === 'police' && query.get('mine') === 'true';
  // what one's own agency raised, or lies at a bank's accounts, is of no district
  const isOwn = isMine || kind === 'bank';
  const district = useDistrictAsked();
  const asked = {
    ...(query.get('state') === 'closed' && { state: 'closed' as const }),
    ...(isMine && { mine: 'true' as const }),
    ...(!isOwn && district),
  };
  const objections = useList(
    ['objections', asked],
    (page) => contentOf(api.GET('/v1/objections', { params: { query: { ...asked, ...page } } })),
    { enabled: kind !== undefined },
  );
  return (
    <Page title={t('objections')}>
      <div className="acts">
        <RaiseObjection />
      </div>
      <div className="filters">
        <Choices
          name={t('which')}
          of="state"
          choices={[
            { value: '', text: t('open') },
            { value: 'closed', text: t('closed') },
          ]}
        />
        {kind === 'police' && (
          <Choices
            name={t('whose')}
            of="mine"
            choices={[
              { value: '', text: t('toReview') },
              { value: 'true', text: t('raisedHere') },
            ]}
          />
        )}
        {!isOwn && <DistrictChoice />}
      </div>
      <List of={objections} empty={t('none')}>
        {(items) => <Objections entries={items} isOwn={isOwn} readAt={objections.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

interface ObjectionsProps {
  readonly entries: readonly Entry[];
  /** Whether the reader sees only what the person may know: then there is no order, district or reviewer in it. */
  readonly isOwn: boolean;
  readonly readAt: number;
}

function Objections({ entries, isOwn, readAt }: ObjectionsProps) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.flatMap(({ bankId, agency, reviewedBy }) => [bankId, agency, reviewedBy]));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { objectionId, reference }) => <Link to={`/objections/${objectionId}`}>{reference}</Link>,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { status, overdue, livelihood }) => (
        <>
          <Tone>{words('objectionState', status)}</Tone>
          {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
          {livelihood && <Tone tone="warn">{t('livelihood')}</Tone>}
        </>
      ),
    },
    {
      title: t('due'),
      key: 'due',
      className: 'number',
      render: (_, { dueAt, closedAt, status }) =>
        isReviewed(status) ? <DaysLeft until={dueAt} readAt={readAt} /> : closedAt && minute(closedAt, language),
    },
    { title: t('capacity'), key: 'capacity', render: (_, { capacity }) => words('objectorCapacity', capacity) },
    { title: t('raised'), key: 'raised', className: 'number', render: (_, { raisedAt }) => minute(raisedAt, language) },
    { title: t('outcome'), key: 'outcome', render: (_, { outcome }) => outcome && words('objectionOutcome', outcome) },
    { title: t('bank'), key: 'bank', render: (_, { bankId }) => bankId && nameOf(bankId) },
    ...(isOwn ? [] : reviewed({ t, words, nameOf })),
  ];
  return <WideTable<Entry> name={t('objections')} rowKey="objectionId" rows={entries} columns={columns} />;
}

interface InWords {
  readonly t: ReturnType<typeof useText<keyof typeof objectionTexts.zh>>;
  readonly words: ReturnType<typeof useWords>;
  nameOf(id: string): string;
}

/** What police and prosecutors see beside it. */
function reviewed({ t, words, nameOf }: InWords): TableColumnsType<Entry> {
  return [
    { title: t('agency'), key: 'agency', render: (_, { agency }) => agency && nameOf(agency) },
    { title: t('reviewedBy'), key: 'reviewedBy', render: (_, { reviewedBy }) => reviewedBy && nameOf(reviewedBy) },
    {
      title: t('atProcuratorate'),
      key: 'procuratorate',
      render: (_, { supervised, supervisionOpen }) =>
        supervisionOpen === true ? <Tone tone="warn">{t('supervisionOpen')}</Tone> : supervised && t('supervised'),
    },
    { title: t('district'), key: 'district', render: (_, { district }) => district && words('district', district) },
  ];
}
