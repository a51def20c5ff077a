import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { contentOf } from '../api/problem.ts';
import type { paths } from '../generated/api.ts';
import { usePageOf } from '../jobs/places.ts';
import { Choices } from '../states/choices.tsx';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useInboxSummary } from './use-inbox-summary.ts';

type Asked = NonNullable<paths['/v1/inbox']['get']['parameters']['query']>;

/** What the address asks for. The API refuses what it does not know, in its own words. */
function askedBy(address: URLSearchParams): Asked {
  const given = (['class', 'kind'] as const).flatMap((name) => {
    const value = address.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { open: 'true', ...Object.fromEntries(given) };
}

/** The open entries on this person's desks: read, followed to their thing, marked done. */
export default function InboxPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const readAnew = () => void queries.invalidateQueries({ queryKey: ['inbox'] });
  const ready = useLive('inbox', readAnew);
  const [address] = useSearchParams();
  const asked = askedBy(address);
  const entries = useList(
    ['inbox', 'entries', asked],
    (page) => contentOf(api.GET('/v1/inbox', { params: { query: { ...asked, ...page } } })),
    { enabled: ready, refetchInterval: false },
  );
  return (
    <Page title={t('inbox')}>
      <Which />
      <List of={entries} empty={t('emptyInbox')}>
        {(items) => <Entries entries={items} readAnew={readAnew} />}
      </List>
    </Page>
  );
}

/** Only what interrupts or can wait, only what is about one kind of thing; each with how many there are. */
function Which() {
  const { t } = useTranslation();
  const words = useWords();
  const summary = useInboxSummary();
  if (summary === undefined) return null;
  const all = { value: '', text: t('all') };
  const classes = Object.entries(summary.classes);
  const kinds = Object.entries(summary.kinds);
  return (
    <div className="filters">
      <Choices
        name={t('byClass')}
        of="class"
        choices={[all, ...classes.map(([value, count]) => ({ value, text: words('noticeClass', value), count }))]}
      />
      {kinds.length > 1 && (
        <Choices
          name={t('byKind')}
          of="kind"
          choices={[all, ...kinds.map(([value, count]) => ({ value, text: words('noticeThing', value), count }))]}
        />
      )}
    </div>
  );
}

interface EntriesProps {
  readonly entries: readonly Schemas['ShownInboxEntry'][];
  readAnew(): void;
}

function Entries({ entries, readAnew }: EntriesProps) {
  const { t } = useTranslation();
  const done = useMutation({
    mutationFn: ({ entryId, key }: { readonly entryId: string; readonly key: string }) =>
      contentOf(api.POST('/v1/inbox/done', { params: { header: { 'idempotency-key': key } }, body: { entryIds: [entryId] } })),
    // The same key again: the API marks the entry once.
    retry: 2,
    onSettled: readAnew,
  });
  const failed = done.isError ? 1 : (done.data?.refused ?? 0);
  return (
    <>
      {failed > 0 && <Alert type="error" showIcon role="alert" title={t('doneFailed', { n: failed })} />}
      <ul className="entries">
        {entries.map((entry) => (
          <Entry
            key={entry.entryId}
            entry={entry}
            isBusy={done.isPending && done.variables.entryId === entry.entryId}
            done={() => done.mutate({ entryId: entry.entryId, key: crypto.randomUUID() })}
          />
        ))}
      </ul>
    </>
  );
}

interface EntryProps {
  readonly entry: Schemas['ShownInboxEntry'];
  readonly isBusy: boolean;
  done(): void;
}

function Entry({ entry, isBusy, done }: EntryProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useWords();
  const { subject, about, dueAt } = entry;
  const text = entry.text[language];
  const page = usePageOf()(subject.kind, subject.id);
  const reference = subject.reference ?? about?.reference ?? words('noticeThing', subject.kind);
  return (
    <li>
      <Tone tone={entry.class === 'urgent' ? 'bad' : 'plain'}>{words('noticeClass', entry.class)}</Tone>
      <p>
        {text}{' '}
        <span className="quiet">
          {[words('noticeThing', subject.kind), about?.title, about?.bankName].filter((part) => part !== undefined).join(' · ')}
        </span>
      </p>
      {page === undefined ? <span>{reference}</span> : <Link to={page}>{t('openThing', { reference })}</Link>}
      <span className="number quiet">{moment(entry.at, language)}</span>
      {dueAt !== undefined && <span className="number">{t('due', { at: deadline(dueAt, language) })}</span>}
      <Button size="small" loading={isBusy} onClick={done} aria-label={t('doneFor', { text: `${text} ${reference}` })}>
        {t('done')}
      </Button>
    </li>
  );
}
