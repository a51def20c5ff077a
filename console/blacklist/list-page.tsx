import { useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { AnswerOf } from '../acts/act.ts';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { checkMarks, listMark } from '../generated/acts/blacklist.ts';
import type { paths } from '../generated/api.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Choices } from '../states/choices.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute } from '../words/format.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { blacklistTexts } from './words.ts';

type Entry = Schemas['BlacklistListEntry'];
type Asked = paths['/v1/blacklist']['get']['parameters']['query'];
type Checked = AnswerOf<'checkMarks'>['items'][number];

/** What is asked for where the address says nothing: the kind that the most entries have, and what is listed now. */
const DEFAULT_KIND: Asked['kind'] = 'account';
const DEFAULT_STATUS: NonNullable<Asked['status']> = 'listed';

/** The entries of the blacklist of one kind, the newest first (`/blacklist`); never the marks. Marks are checked in the body of a request. */
export default function BlacklistPage() {
  const t = useText(blacklistTexts);
  const queries = useQueryClient();
  const goTo = useNavigate();
  const [checked, setChecked] = useState<readonly Checked[]>();
  const asked = useAsked();
  const entries = useList(['blacklist', asked], (page) =>
    contentOf(api.GET('/v1/blacklist', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('blacklist')}>
      <div className="acts">
        <ActButton act={checkMarks} primary done={t('checkedSaid')} onDone={({ items }) => setChecked(items)} />
        <ActButton
          act={listMark}
          onDone={({ entryId }) => {
            void queries.invalidateQueries({ queryKey: ['blacklist'] });
            void goTo(`/blacklist/${entryId}`);
          }}
        />
      </div>
      {checked !== undefined && <Hits items={checked} />}
      <div className="filters">
        <Which name={t('byKind')} of="kind" enumeration="markKind" byDefault={DEFAULT_KIND} />
        <Which name={t('byState')} of="status" enumeration="blacklistEntryState" byDefault={DEFAULT_STATUS} />
      </div>
      <List of={entries} empty={t('none')}>
        {(items) => <Entries entries={items} readAt={entries.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

/** The query that the address stands for. The API refuses what it does not know, in its own words. */
function useAsked(): Asked {
  const [address] = useSearchParams();
  const given = (['kind', 'status'] as const).flatMap((name) => {
    const value = address.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { kind: DEFAULT_KIND, status: DEFAULT_STATUS, ...Object.fromEntries(given) };
}

interface WhichProps {
  readonly name: string;
  readonly of: string;
  readonly enumeration: string;
  /** What is shown where the address names none. */
  readonly byDefault: string;
}

function Which({ name, of, enumeration, byDefault }: WhichProps) {
  const language = useLanguage();
  const values = Object.entries(useLabels()?.[enumeration] ?? {});
  const choices = values.map(([value, word]) => ({ value: value === byDefault ? '' : value, text: word[language] }));
  return <Choices name={name} of={of} choices={choices} />;
}

/** What became of a check, mark by mark in the order of the question; the marks themselves are not shown again. */
function Hits({ items }: { readonly items: readonly Checked[] }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="part" aria-label={t('checked')}>
      <h2>{t('checked')}</h2>
      <div role="status">
        <ol>
          {items.map(({ mark, hit, advice, class: weight, until, reference, entryId }) => (
            <li key={mark}>
              <Tone tone={hit ? 'bad' : 'good'}>{t(hit ? 'hit' : 'noHit')}</Tone>{' '}
              {[
                weight && words('groundClass', weight),
                advice && words('checkAdvice', advice),
                until && t('untilOf', { at: minute(until, language) }),
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              {entryId !== undefined && <PageLink to={`/blacklist/${entryId}`}>{reference}</PageLink>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Entries({ entries, readAt }: { readonly entries: readonly Entry[]; readonly readAt: number }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.map(({ agency }) => agency));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { entryId, reference }) => <PageLink to={`/blacklist/${entryId}`}>{reference}</PageLink>,
    },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('blacklistEntryState', status)}</Tone> },
    {
      title: t('grounds'),
      key: 'grounds',
      render: (_, { grounds }) => grounds.map((ground) => words('blacklistGround', ground)).join(' · '),
    },
    { title: t('listedAt'), key: 'listedAt', className: 'number', render: (_, { listedAt }) => minute(listedAt, language) },
    { title: t('until'), key: 'until', render: (_, { until }) => <DaysLeft until={until} readAt={readAt} /> },
    { title: t('tellBy'), key: 'tellBy', render: (_, { tellBy }) => tellBy && <DaysLeft until={tellBy} readAt={readAt} /> },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('district'), key: 'district', render: (_, { district }) => district && words('district', district) },
  ];
  return <WideTable<Entry> name={t('blacklist')} rowKey="entryId" rows={entries} columns={columns} />;
}
