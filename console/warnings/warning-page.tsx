import './warnings.css';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { ActNow } from '../acts/act-now.tsx';
import { offers } from '../acts/offers.ts';
import { type Thing, useThing } from '../acts/thing.ts';
import { orderProtection } from '../generated/acts/protective-measures.ts';
import {
  closeWarning,
  giveBackWarning,
  gradeWarning,
  moveWarning,
  recordContact,
  renewLease,
  takeWarning,
} from '../generated/acts/warnings.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { CopyButton } from '../states/copy-button.tsx';
import { History, historyKey } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { useStations } from '../states/stations.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { addressOfArea, useArea } from './area.ts';
import { ContactForm } from './contact-form.tsx';
import { Ladder } from './ladder.tsx';
import { gradeTones, type Warning } from './model.ts';
import { MomentClock } from './moment-clock.tsx';
import { NextButton } from './next-button.tsx';
import { useLease } from './use-lease.ts';
import { Attempts, Clues } from './what-was.tsx';
import { warningTexts } from './words.ts';

/** A warning (`/warnings/:warningId`): who is to be called, why, what was tried, what comes next; and every act on it. */
export default function WarningPage() {
  const { warningId = '' } = useParams();
  const t = useText(warningTexts);
  const warning = useThing('/v1/warnings/{warningId}', { warningId }, { shownIn: [['warnings'], historyKey(warningId)] });
  useAgain(READ_EVERY_MS, warning.refetch);
  const reference = warning.data?.reference;
  return (
    <Page key={warningId} title={reference === undefined ? t('warning') : t('warningOf', { reference })}>
      <Answer of={warning.query}>{(data) => <Content warning={warning} data={data} />}</Answer>
    </Page>
  );
}

interface WarningProps {
  readonly warning: Thing<Warning>;
  readonly data: Warning;
}

function Content({ warning, data }: WarningProps) {
  const isMine = offers(recordContact, warning);
  // a form that was begun stays when the time lapses: what was typed must not be lost
  const [isBegun, begin] = useState(isMine);
  const [recorded, setRecorded] = useState<Warning>();
  useEffect(() => {
    if (isMine) begin(true);
  }, [isMine]);
  useLease(warning, data.warningId, isMine ? data.lease?.until : undefined);
  const navigate = useNavigate();
  const leave = (): void => begin(false);
  const finish = (answer: Warning): void => {
    leave();
    setRecorded(answer);
    if (answer.alertId !== undefined) void navigate(`/alerts/${answer.alertId}`);
  };
  return (
    <>
      <Standing warning={warning} data={data} />
      {recorded !== undefined && !isMine && <Recorded data={recorded} />}
      <div className="beside">
        <Person data={data} />
        {isBegun ? (
          <Contact warning={warning} data={data} isMine={isMine} onDone={finish} />
        ) : (
          <NotInHand warning={warning} data={data} />
        )}
      </div>
      <Acts warning={warning} data={data} leave={leave} />
      <Ladder data={data} readAt={warning.updatedAt} />
      <Attempts data={data} />
      <Clues data={data} />
      {warning.may.has('audit.read') && <History stream={data.warningId} />}
    </>
  );
}

function Standing({ warning, data: { status, grade, overdue, lease, closed, alertId, losses } }: WarningProps) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames([lease?.agency]);
  const isMine = offers(recordContact, warning);
  return (
    <>
      <p>
        <Tone tone={gradeTones[grade]}>{words('warningGrade', grade)}</Tone>
        <Tone tone={status === 'closed' ? 'good' : 'plain'}>{words('warningStatus', status)}</Tone>
        {overdue && <Tone tone="bad">{t('overdue')}</Tone>}
        {lease !== undefined && (
          <>
            <span>{isMine ? t('yours') : t('heldBy', { name: lease.name, agency: nameOf(lease.agency) })}</span>{' '}
            <MomentClock until={lease.until} readAt={warning.updatedAt} />
          </>
        )}
      </p>
      <Terms
        of={[
          [t('outcome'), closed && [words('warningOutcome', closed.outcome), closed.reason].filter(Boolean).join(' · ')],
          [t('closedAt'), closed && moment(closed.at, language)],
          [t('into'), closed?.into && <ThingLink kind="warning" id={closed.into} />],
          [t('alarm'), alertId && <ThingLink kind="alert" id={alertId} />],
          [
            t('losses'),
            losses.length > 0 && losses.map((loss) => <ThingLink key={loss.alertId} kind="alert" id={loss.alertId} />),
          ],
        ]}
      />
    </>
  );
}

/** What was just recorded, and the way on: the next key takes the next warning. */
function Recorded({ data: { attempts, status } }: { readonly data: Warning }) {
  const t = useText(warningTexts);
  const words = useWords();
  const area = useArea();
  const outcome = words('warningOutcome', attempts.at(-1)?.outcome ?? '');
  return (
    <section className="part" aria-label={t('recorded')}>
      <p role="status">{t(status === 'closed' ? 'recordedClosed' : 'recordedGoesOn', { outcome })}</p>
      <NextButton area={area} takesFocus />
    </section>
  );
}

/** Who is to be reached: the number to dial, and what the sources saw. */
function Person({ data: { person, fraudType, clues, rung, status, station, community, district } }: { readonly data: Warning }) {
  const t = useText(warningTexts);
  const words = useWords();
  const nameOf = useNames([community]);
  const stations = useStations();
  const signals = [...new Set(clues.flatMap((clue) => clue.signals))];
  const title = status === 'closed' ? t('person') : t('toDo', { means: words('warningMeans', rung.means) });
  return (
    <section className="part phone" aria-label={title}>
      <h2>{title}</h2>
      <p className="big number">
        <a href={`tel:${person.phone}`}>{person.phone}</a> <CopyButton text={person.phone} />
      </p>
      <Terms
        of={[
          [t('name'), person.name],
          [t('document'), person.idNumber],
          [t('signals'), signals.map((signal) => words('warningSignal', signal)).join(' · ')],
          [t('fraudType'), fraudType],
          [
            t('place'),
            [words('district', district), station && (stations.get(station)?.name ?? station), community && nameOf(community)]
              .filter(Boolean)
              .join(' · '),
          ],
        ]}
      />
    </section>
  );
}

interface ContactProps extends WarningProps {
  readonly isMine: boolean;
  onDone(answer: Warning): void;
}

/** The form of the contact; if the time is over, how to go on with what was typed. */
function Contact({ warning, data, isMine, onDone }: ContactProps) {
  const t = useText(warningTexts);
  return (
    <section className="part contact" aria-label={t('contact')}>
      <h2>{t('contact')}</h2>
      {!isMine && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t(offers(takeWarning, warning) ? 'lapsedTake' : 'lapsedGone')}
          action={<ActNow act={takeWarning} thing={warning} />}
        />
      )}
      <ContactForm warning={warning} data={data} onDone={onDone} />
    </section>
  );
}

/** Why the person has no form here: another person holds it, a provider has it, the pause runs; or the way to take it. */
function NotInHand({ warning, data: { status, rung, lease } }: WarningProps) {
  const t = useText(warningTexts);
  const language = useLanguage();
  if (status === 'closed') return null;
  if (offers(takeWarning, warning))
    return (
      <div className="acts">
        <ActNow act={takeWarning} thing={warning} size="large" primary />
      </div>
    );
  const { message, notBefore } = rung;
  const at = (instant: string) => ({ at: moment(instant, language) });
  if (lease !== undefined) return <Alert type="info" showIcon title={t('ofAnother')} />;
  if (message !== undefined) return <Alert type="info" showIcon title={t('atProvider', at(message.outcomeBy))} />;
  return notBefore !== undefined && <Alert type="info" showIcon title={t('notBefore', at(notBefore))} />;
}

/** The acts beside the contact. */
function Acts({ warning, data, leave }: WarningProps & { leave(): void }) {
  const t = useText(warningTexts);
  const area = useArea();
  const { warningId, person, district, grade, status } = data;
  return (
    <div className="acts">
      <ActNow act={renewLease} thing={warning} />
      <ActButton act={giveBackWarning} thing={warning} onDone={leave} />
      <ActButton act={gradeWarning} thing={warning} initial={{ grade }} />
      <ActButton act={moveWarning} thing={warning} onDone={leave} />
      <ActButton act={closeWarning} thing={warning} danger onDone={leave} />
      <ActButton
        act={orderProtection}
        offered={status !== 'closed'}
        fixed={{ warningId, district }}
        initial={{ person: { name: person.name, phone: person.phone }, account: { holder: person.name } }}
        open={['/consent']}
      />
      <PageLink to={`/warnings${addressOfArea(area)}`}>{t('toWork')}</PageLink>
    </div>
  );
}
