import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { acknowledgeRegionNotice, sendRegionNotice } from '../generated/acts/region-notices.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { CopyButton } from '../states/copy-button.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { History, historyKey } from '../states/history.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { regionNoticeTexts } from './words.ts';

type Notice = Schemas['RegionNotice'];

const languages = ['zh', 'en'] as const;
const tags = { zh: 'zh-CN', en: 'en' } as const;

/** A notice: what is frozen in the region, its draft, when it was sent and acknowledged; and the acts on it (`/region-notices/:noticeId`). */
export default function NoticePage() {
  const { noticeId = '' } = useParams();
  const t = useText(regionNoticeTexts);
  const stream = `region-notice:${noticeId}`;
  const notice = useThing('/v1/region-notices/{noticeId}', { noticeId }, { shownIn: [['region-notices'], historyKey(stream)] });
  useAgain(READ_EVERY_MS, notice.refetch);
  const region = notice.data?.region.name;
  return (
    <Page title={region === undefined ? t('notice') : t('noticeOf', { region })}>
      <Answer of={notice.query}>
        {(data) => (
          <>
            <Standing notice={data} readAt={notice.updatedAt} />
            <div className="acts">
              <ActButton act={sendRegionNotice} thing={notice} primary />
              <ActButton act={acknowledgeRegionNotice} thing={notice} primary />
            </div>
            {data.draft !== undefined && <Draft draft={data.draft} />}
            {data.sent !== undefined && <Sent sent={data.sent} />}
            {data.acknowledged !== undefined && <Acknowledged acknowledged={data.acknowledged} />}
            <History stream={stream} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Standing({ notice, readAt }: { readonly notice: Notice; readonly readAt: number }) {
  const t = useText(regionNoticeTexts);
  const words = useWords();
  const language = useLanguage();
  const { status, region, frozen, dueAt, overdueAt, caseId, alertId, agency, district } = notice;
  const nameOf = useNames([agency]);
  return (
    <>
      <p>
        <Tone tone={status === 'acknowledged' ? 'good' : 'plain'}>{words('regionNoticeState', status)}</Tone>
        {overdueAt !== undefined && dueAt !== undefined && <Tone tone="bad">{t('overdue')}</Tone>}
      </p>
      <Terms
        of={[
          [t('due'), dueAt !== undefined && <DaysLeft until={dueAt} readAt={readAt} />],
          [t('region'), t('regionOf', region)],
          [t('frozen'), t('frozenOf', { accounts: frozen.accounts, sum: money(frozen.fen, language) })],
          [t('case'), caseId !== undefined && <ThingLink kind="case" id={caseId} />],
          [t('alarm'), <ThingLink key="alarm" kind="alert" id={alertId} />],
          [t('agency'), `${nameOf(agency)} · ${words('district', district)}`],
        ]}
      />
    </>
  );
}

/** What the notice says, in both languages, to copy. */
function Draft({ draft }: { readonly draft: NonNullable<Notice['draft']> }) {
  const t = useText(regionNoticeTexts);
  return (
    <section className="part" aria-label={t('draft')}>
      <h2>{t('draft')}</h2>
      <p className="quiet">{t('draftMeans')}</p>
      {languages.map((language) => (
        <div key={language}>
          <p lang={tags[language]}>{draft[language]}</p>
          <div className="acts">
            <CopyButton text={draft[language]} />
          </div>
        </div>
      ))}
    </section>
  );
}

function Sent({ sent }: { readonly sent: NonNullable<Notice['sent']> }) {
  const t = useText(regionNoticeTexts);
  const language = useLanguage();
  const { number, to, sentAt, officers, by, frozen } = sent;
  return (
    <section className="part" aria-label={t('sent')}>
      <h2>{t('sent')}</h2>
      <Terms
        of={[
          [t('number'), number],
          [t('to'), to],
          [t('sentAt'), minute(sentAt, language)],
          [t('frozenWhenSent'), t('frozenOf', { accounts: frozen.accounts, sum: money(frozen.fen, language) })],
          [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
          [t('recordedBy'), by.name],
        ]}
      />
    </section>
  );
}

function Acknowledged({ acknowledged }: { readonly acknowledged: NonNullable<Notice['acknowledged']> }) {
  const t = useText(regionNoticeTexts);
  const language = useLanguage();
  const { acknowledgedAt, name, by } = acknowledged;
  return (
    <section className="part" aria-label={t('acknowledged')}>
      <h2>{t('acknowledged')}</h2>
      <Terms
        of={[
          [t('acknowledgedAt'), minute(acknowledgedAt, language)],
          [t('signedFor'), name],
          [t('recordedBy'), by.name],
        ]}
      />
    </section>
  );
}
