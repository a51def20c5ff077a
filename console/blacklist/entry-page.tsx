import { Radio } from 'antd';
import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import type { WidgetProps } from '../forms/form-context.ts';
import {
  appealBlacklistEntry,
  decideBlacklistAppeal,
  delistBlacklistEntry,
  renewBlacklistEntry,
  tellListedPerson,
} from '../generated/acts/blacklist.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { History, historyKey } from '../states/history.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { blacklistTexts } from './words.ts';

type Entry = Schemas['BlacklistEntry'];
type Given = Entry['grounds'][number];
type Appeal = Entry['appeals'][number];

const widgets = { '/outcome': OutcomeInput };

/** An entry of the blacklist (`/blacklist/:entryId`): the mark, on which grounds, its term, whether the person was told, appeals; and its acts. */
export default function EntryPage() {
  const { entryId = '' } = useParams();
  const t = useText(blacklistTexts);
  const entry = useThing(
    '/v1/blacklist/{blacklistEntryId}',
    { blacklistEntryId: entryId },
    { shownIn: [['blacklist'], historyKey(entryId)] },
  );
  const reference = entry.data?.reference;
  return (
    <Page title={reference === undefined ? t('entry') : t('entryOf', { reference })}>
      <Answer of={entry.query}>
        {(data) => (
          <>
            <Standing data={data} readAt={entry.updatedAt} />
            <div className="acts">
              <ActButton act={decideBlacklistAppeal} thing={entry} fields={widgets} primary />
              <ActButton act={tellListedPerson} thing={entry} offered={isToTell(data)} primary />
              <ActButton act={appealBlacklistEntry} thing={entry} />
              <ActButton act={renewBlacklistEntry} thing={entry} />
              <ActButton act={delistBlacklistEntry} thing={entry} danger />
            </div>
            {data.grounds.map((given) => (
              <Ground key={given.at} given={given} />
            ))}
            {data.telling !== undefined && <Telling telling={data.telling} readAt={entry.updatedAt} />}
            {data.appeals.map((appeal) => (
              <AppealPart key={appeal.at} appeal={appeal} readAt={entry.updatedAt} />
            ))}
            {entry.may.has('audit.read') && <History stream={entryId} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** The outcomes of an appeal in its own words: objections to a return have the same two values. */
function OutcomeInput({ id, value, field, label, describedBy, onChange }: WidgetProps) {
  const words = useWords();
  const values = field.kind === 'choice' ? field.values : [];
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      value={value ?? null}
      options={values.map((one) => ({ value: one, label: words('appealOutcome', one) }))}
      onChange={({ target }) => onChange(String(target.value))}
    />
  );
}

/** The person concerned has not been told, and no reason stands why not. */
const isToTell = ({ telling }: Entry): boolean =>
  telling !== undefined && telling.told === undefined && telling.notTold === undefined;

function Standing({ data, readAt }: { readonly data: Entry; readonly readAt: number }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  const { status, mark, listedBy, listedAt, until, district, list, renewals, delisted } = data;
  const { kind, ...members } = mark;
  const nameOf = useNames([
    listedBy.agency,
    'bankId' in mark ? mark.bankId : undefined,
    'agency' in mark ? mark.agency : undefined,
  ]);
  return (
    <>
      <p>
        <Tone tone={status === 'listed' ? 'bad' : 'plain'}>{words('blacklistEntryState', status)}</Tone>
        <Tone>{words('markKind', kind)}</Tone>
      </p>
      <Terms
        of={[
          [
            t('mark'),
            Object.values(members)
              .map((member) => nameOf(String(member)))
              .join(' · '),
          ],
          [t('until'), status !== 'delisted' && <DaysLeft until={until} readAt={readAt} />],
          [t('listedAt'), [minute(listedAt, language), listedBy.name, nameOf(listedBy.agency)].join(' · ')],
          [t('district'), district && words('district', district)],
          [t('list'), list && [list.listId, list.version, list.number].filter(Boolean).join(' · ')],
          [
            t('renewals'),
            renewals.length > 0 &&
              renewals.map(({ at, by, reason }) => <div key={at}>{[minute(at, language), by.name, reason].join(' · ')}</div>),
          ],
          [
            t('delisted'),
            delisted &&
              [minute(delisted.at, language), words('delistingCause', delisted.cause), delisted.by?.name, delisted.reason]
                .filter(Boolean)
                .join(' · '),
          ],
        ]}
      />
    </>
  );
}

function Ground({ given: { ground, evidence, reason, by, at } }: { readonly given: Given }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames([by.agency]);
  const title = words('blacklistGround', ground);
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      <Terms
        of={[
          [t('reason'), reason],
          [
            t('evidence'),
            evidence.map((one) => {
              if ('orderId' in one) return <ThingLink key={one.orderId} kind="order" id={one.orderId} />;
              if ('caseId' in one) return <ThingLink key={one.caseId} kind="case" id={one.caseId} />;
              return <span key={one.paper}>{`${one.paper} ${one.findingText}`}</span>;
            }),
          ],
          [t('by'), [minute(at, language), by.name, nameOf(by.agency)].join(' · ')],
        ]}
      />
    </section>
  );
}

function Telling({ telling, readAt }: { readonly telling: NonNullable<Entry['telling']>; readonly readAt: number }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  const { dueAt, told, notTold } = telling;
  return (
    <section className="part" aria-label={t('telling')}>
      <h2>{t('telling')}</h2>
      <Terms
        of={[
          [t('tellBy'), told === undefined && notTold === undefined && <DaysLeft until={dueAt} readAt={readAt} />],
          [
            t('told'),
            told && [minute(told.toldAt, language), words('blacklistTellingWay', told.how), told.paper, told.by.name].join(' · '),
          ],
          [t('notTold'), notTold && [minute(notTold.at, language), notTold.by.name, notTold.reason].join(' · ')],
        ]}
      />
    </section>
  );
}

function AppealPart({ appeal, readAt }: { readonly appeal: Appeal; readonly readAt: number }) {
  const t = useText(blacklistTexts);
  const words = useWords();
  const language = useLanguage();
  const { appellant, text, receivedAt, dueAt, by, decided } = appeal;
  return (
    <section className="part" aria-label={t('appeal')}>
      <h2>{t('appeal')}</h2>
      <Terms
        of={[
          [t('appellant'), appellant],
          [t('says'), text],
          [t('received'), [minute(receivedAt, language), by.name].join(' · ')],
          [t('decideBy'), decided === undefined && <DaysLeft until={dueAt} readAt={readAt} />],
          [
            t('decision'),
            decided &&
              [
                words('appealOutcome', decided.upheld ? 'upheld' : 'rejected'),
                decided.reason,
                minute(decided.at, language),
                decided.by.name,
              ].join(' · '),
          ],
        ]}
      />
    </section>
  );
}
