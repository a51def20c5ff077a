import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { type ActThing, useThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { cancelMeeting, endMeetings, recordMinutes } from '../generated/acts/meetings.ts';
import { Answer } from '../states/answer.tsx';
import { History, historyKey } from '../states/history.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { DiscussedInput } from './discussed-input.tsx';
import { EntryTable } from './entry-table.tsx';
import { To } from './facts.tsx';
import { weekdayOf } from './month.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

type Meeting = Schemas['MeetingView'];

const recording = { '/discussed': DiscussedInput };

/** A meeting of a series: its agenda before, its minutes after. */
export default function MeetingPage() {
  const t = useText(texts);
  const { meetingId = '' } = useParams();
  const thing = useThing('/v1/meetings/{meetingId}', { meetingId }, { shownIn: [['meetings'], historyKey(meetingId)] });
  const { data } = thing;
  return (
    <Page title={data === undefined ? t('meetings') : t('meetingNo', { title: data.title, n: data.number })}>
      <Answer of={thing.query}>{(meeting) => <Shown meeting={meeting} thing={thing} />}</Answer>
    </Page>
  );
}

function Shown({ meeting, thing }: { readonly meeting: Meeting; readonly thing: ActThing }) {
  const { meetingId } = meeting;
  const isLast = meeting.followedBy === undefined && !meeting.seriesEnded;
  return (
    <>
      <MeetingFacts meeting={meeting} />
      <p className="acts">
        <ActButton act={recordMinutes} thing={thing} fields={recording} primary />
        <ActButton act={cancelMeeting} thing={thing} />
        <ActButton offered={isLast} act={endMeetings} thing={thing} danger />
      </p>
      <Minutes meeting={meeting} />
      <Agenda meetingId={meetingId} />
      <History stream={meetingId} />
    </>
  );
}

function MeetingFacts({ meeting }: { readonly meeting: Meeting }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const { parties, convener, state, meetsAt, provisional, minutesDueAt, minutesOverdue, reason, seriesEnded } = meeting;
  const { followedBy, series, meetingId } = meeting;
  const nameOf = useNames([...parties, convener]);
  return (
    <Terms
      of={[
        [t('state'), <Tone key="state">{words('meetingState', state)}</Tone>],
        [t('meetsAt'), [moment(meetsAt, language), provisional && t('provisional')].filter(Boolean).join(' · ')],
        [t('recurrence'), <Rule key="rule" rule={meeting.rule} />],
        [t('convener'), nameOf(convener)],
        [t('parties'), parties.map(nameOf).join(' · ')],
        [
          t('minutesDue'),
          <span key="due">
            {deadline(minutesDueAt, language)} {minutesOverdue && <Tone tone="bad">{t('minutesLate')}</Tone>}
          </span>,
        ],
        [t('series'), seriesEnded ? t('seriesEnded') : t('goesOn')],
        [t('cancelledBecause'), reason],
        [t('next'), followedBy && <To key="next" kind="meeting" id={followedBy} word={t('next')} />],
        [t('first'), series === meetingId ? undefined : <To key="first" kind="meeting" id={series} word={t('first')} />],
      ]}
    />
  );
}

function Rule({ rule }: Pick<Meeting, 'rule'>) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const every = words('recurrence', rule.every);
  if (rule.every === 'week') return t('everyWeek', { every, day: weekdayOf(rule.weekday, language), time: rule.time });
  return t('everyMonth', { every, day: rule.day, time: rule.time });
}

function Minutes({ meeting: { minutes } }: { readonly meeting: Meeting }) {
  const t = useText(texts);
  const language = useLanguage();
  const nameOf = useNames([minutes?.by.agency, ...(minutes?.discussed ?? [])]);
  if (minutes === undefined) return null;
  return (
    <Part id="minutes" title={t('minutes')}>
      <p className="quiet">{t('concludedBy', { agency: nameOf(minutes.by.agency), at: moment(minutes.at, language) })}</p>
      <p className="prose">{minutes.text}</p>
      {minutes.discussed.length > 0 && (
        <>
          <h3>{t('discussed')}</h3>
          <ul>
            {minutes.discussed.map((id) => (
              <li key={id}>
                <To kind="consultation" id={id} word={nameOf(id)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Agenda({ meetingId }: { readonly meetingId: string }) {
  const t = useText(texts);
  const agenda = useList(
    ['agenda', meetingId],
    (page) => contentOf(api.GET('/v1/meetings/{meetingId}/agenda', { params: { path: { meetingId }, query: page } })),
    { refetchInterval: false },
  );
  return (
    <Part id="agenda" title={t('agenda')}>
      <p className="quiet">{t('agendaNote')}</p>
      <List of={agenda} empty={t('emptyAgenda')}>
        {(items) => <EntryTable entries={items} name={t('agenda')} />}
      </List>
    </Part>
  );
}
