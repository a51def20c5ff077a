import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { scheduleMeeting } from '../generated/acts/meetings.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Filters } from './filters.tsx';
import { monthOf } from './month.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

type Meeting = Schemas['MeetingView'];

/** The meetings of the agency: those to come, or all, month by month. */
export default function MeetingsPage() {
  const t = useText(texts);
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const all = query.get('all') === 'true';
  const list = useList(['meetings', { all }], (page) =>
    contentOf(api.GET('/v1/meetings', { params: { query: { ...(!all && { open: 'true' as const }), ...page } } })),
  );
  return (
    <Page title={t('meetings')}>
      <p className="acts">
        <ActButton act={scheduleMeeting} onDone={({ meetingId }) => void navigate(`/meetings/${meetingId}`)} />
      </p>
      <Filters all={all} />
      <List of={list} empty={t('emptyMeetings')}>
        {(items) => <Months meetings={items} />}
      </List>
    </Page>
  );
}

/** A table a month, the next meeting first. */
function Months({ meetings }: { readonly meetings: readonly Meeting[] }) {
  const language = useLanguage();
  const inOrder = meetings.toSorted((a, b) => (a.meetsAt < b.meetsAt ? -1 : 1));
  const months = [...new Set(inOrder.map(({ meetsAt }) => monthOf(meetsAt, language)))];
  return months.map((month, i) => (
    <Part key={month} id={`month-${i}`} title={month}>
      <MeetingTable meetings={inOrder.filter(({ meetsAt }) => monthOf(meetsAt, language) === month)} name={month} />
    </Part>
  ));
}

function MeetingTable({ meetings, name }: { readonly meetings: readonly Meeting[]; readonly name: string }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(meetings.map(({ convener }) => convener));
  const columns: TableColumnsType<Meeting> = [
    { title: t('meetsAt'), key: 'meetsAt', className: 'number', render: (_, { meetsAt }) => moment(meetsAt, language) },
    {
      title: t('title'),
      key: 'title',
      render: (_, { meetingId, title, number }) => (
        <Link to={`/meetings/${meetingId}`}>{t('meetingNo', { title, n: number })}</Link>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { state, minutesOverdue }) => (
        <>
          {words('meetingState', state)} {minutesOverdue && <Tone tone="bad">{t('minutesLate')}</Tone>}
        </>
      ),
    },
    { title: t('convener'), key: 'convener', render: (_, { convener }) => nameOf(convener) },
  ];
  return <WideTable<Meeting> name={name} rowKey="meetingId" rows={meetings} columns={columns} />;
}
