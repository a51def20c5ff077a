import './duty.css';
import { Alert, Result, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { AnswerOf } from '../acts/act.ts';
import { useMay } from '../acts/may.ts';
import { raiseAlert } from '../generated/acts/alerts.ts';
import { cityNow } from '../states/city-clock.ts';
import { useMe } from '../states/me.ts';
import { Page } from '../states/page.tsx';
import { placeWord } from '../words/fields.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { inOrder } from './in-order.ts';
import { KnownVictims } from './known-victims.tsx';
import { NO_NUMBER, SourceRefInput } from './source-ref.tsx';
import { dutyTexts } from './words.ts';

const ActForm = lazy(async () => ({ default: (await import('../acts/act-form.tsx')).ActForm<'raiseAlert'> }));

/** The act with what an officer is told first in the first place, and the rest behind it; a number of the source is asked for, not required. */
const fastest = { ...raiseAlert, ...(raiseAlert.body && { body: fastestBody(raiseAlert.body) }) };
const widgets = { '/sourceRef': SourceRefInput };

function fastestBody(body: NonNullable<typeof raiseAlert.body>) {
  const { schema, ...rest } = inOrder(body, ['victim', 'lossFen', 'fraudType', 'summary']);
  return { ...rest, schema: { ...schema, required: (schema.required ?? []).filter((name) => name !== 'sourceRef') } };
}

type Raised = AnswerOf<'raiseAlert'>;

/** Raises an alarm. Where the answer has nothing that an officer must read first, it leads straight to the stop. */
export default function RaisePage() {
  const t = useText(dutyTexts);
  const navigate = useNavigate();
  const me = useMe();
  const mine = useMay();
  const { t: common } = useTranslation();
  const [openedAt, setOpenedAt] = useState<string>();
  const [raised, setRaised] = useState<Raised>();
  useEffect(() => {
    // any answer of the API tells its time
    if (openedAt === undefined && me !== undefined) setOpenedAt(cityNow());
  }, [openedAt, me]);
  const done = (answer: Raised): void => {
    const isOlder = openedAt !== undefined && answer.recordedAt < openedAt;
    if (answer.known.length === 0 && (answer.notTaken ?? []).length === 0 && !isOlder) void navigate(`/alerts/${answer.alertId}`);
    else setRaised(answer);
  };
  if (raised !== undefined)
    return <AfterRaising raised={raised} isOlder={openedAt !== undefined && raised.recordedAt < openedAt} />;
  if (me === undefined || openedAt === undefined) return <Skeleton active />;
  if (!mine.has(raiseAlert.action))
    return (
      <Page title={t('raise')}>
        <Result status="warning" title={common('forbidden')} />
      </Page>
    );
  return (
    <Page title={t('raise')}>
      <div className="raise">
        <Suspense fallback={<Skeleton active />}>
          <ActForm
            act={fastest}
            initial={{
              source: 'victim-report',
              sourceRef: NO_NUMBER,
              receivedAt: openedAt,
              ...(me.agency.district !== undefined && { district: me.agency.district }),
            }}
            fields={widgets}
            open={['/victim']}
            onDone={done}
          />
        </Suspense>
      </div>
    </Page>
  );
}

/** What an officer reads before the stop: the report was there already, parts of it were not taken, or the victim is known. */
function AfterRaising({ raised, isOlder }: { readonly raised: Raised; readonly isOlder: boolean }) {
  const t = useText(dutyTexts);
  const language = useLanguage();
  const { alertId, reference, known, notTaken = [] } = raised;
  return (
    <Page title={t(isOlder ? 'raisedBefore' : 'raised', { reference })}>
      {notTaken.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('notTaken')}
          description={notTaken.map(({ path, rule, asSent = '' }) => (
            <p key={path}>
              {placeWord('raiseAlert', path, language)} {rule} {asSent}
            </p>
          ))}
        />
      )}
      <KnownVictims known={known} />
      <p>
        <Link to={`/alerts/${alertId}`}>{t('toStop')}</Link>
      </p>
    </Page>
  );
}
