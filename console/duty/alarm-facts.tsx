import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { Terms } from '../states/terms.tsx';
import { placeWord } from '../words/fields.ts';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { shownRef } from './source-ref.tsx';
import { dutyTexts } from './words.ts';

type Board = Schemas['AlertBoard'];

/** How the orders of an alarm stand together. */
export function Standing({ standing }: { readonly standing: Board['standing'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sums = [
    [t('waiting'), String(standing.waiting)],
    [t('waitingForPolice'), String(standing.waitingForPolice)],
    [t('breached'), String(standing.breached)],
    [t('stopped'), money(standing.stoppedFen, language)],
    [t('held'), money(standing.heldFen, language)],
    [t('traced'), money(standing.tracedFen, language)],
  ] as const;
  return <Terms className="sums" of={sums} />;
}

/** What an officer must know of the alarm. */
export function AlarmFacts({ board }: { readonly board: Board }) {
  const { t } = useTranslation();
  const say = useText(dutyTexts);
  const words = useWords();
  const language = useLanguage();
  const { alert, case: known } = board;
  const { victim } = alert;
  const terms = [
    [t('grade'), words('alertGrade', String(alert.riskGrade))],
    [t('state'), words('alarmState', alert.status)],
    [t('district'), words('district', alert.district)],
    [t('received'), moment(alert.receivedAt, language)],
    [say('slaDue'), moment(alert.slaDueAt, language)],
    [say('source'), `${words('alertSource', alert.source)} ${shownRef(alert.sourceRef)}`],
    [t('fraudType'), words('fraudType', alert.fraudType)],
    [t('loss'), money(alert.lossFen, language)],
    [t('victim'), [victim.name, victim.phone, victim.idNumber].filter((part) => part !== undefined).join(' · ')],
    [t('summary'), alert.summary],
    ...(known === undefined ? [] : [[t('case'), <ThingLink key="case" kind="case" id={known.caseId} name={known.reference} />]]),
    ...whatBecame(board, { say, words, language }),
  ] as readonly (readonly [string, ReactNode])[];
  return <Terms className="facts" of={terms} />;
}

interface Tongue {
  readonly say: ReturnType<typeof useText<keyof typeof dutyTexts.zh>>;
  readonly words: ReturnType<typeof useWords>;
  readonly language: ReturnType<typeof useLanguage>;
}

/** What has become of the alarm since it was raised. */
function whatBecame({ alert }: Board, { say, words, language }: Tongue): readonly (readonly [string, ReactNode])[] {
  const { handedOver, withdrawal, joinedTo, duplicates, corrections, notTaken = [] } = alert;
  const alarm = ({ alertId, reference }: { readonly alertId: string; readonly reference: string }) => (
    <ThingLink key={alertId} kind="alert" id={alertId} name={reference} />
  );
  return [
    ...(joinedTo === undefined ? [] : [[say('joinedTo'), alarm(joinedTo)] as const]),
    ...(duplicates.length === 0 ? [] : [[say('duplicates'), <span key="all">{duplicates.map(alarm)}</span>] as const]),
    ...(handedOver === undefined
      ? []
      : [
          [
            say('handedOver'),
            say('handedOverFrom', {
              at: moment(handedOver.at, language),
              from: words('district', handedOver.from),
              to: words('district', handedOver.to),
              reason: handedOver.reason,
            }),
          ] as const,
        ]),
    ...(withdrawal === undefined
      ? []
      : [
          [
            say('withdrawal'),
            `${moment(withdrawal.at, language)} ${words('withdrawalReason', withdrawal.code)} ${withdrawal.text}`,
          ] as const,
        ]),
    ...(corrections === 0 ? [] : [[say('corrections'), String(corrections)] as const]),
    ...(notTaken.length === 0
      ? []
      : [
          [
            say('notTaken'),
            notTaken
              .map(({ path, rule, asSent = '' }) => `${placeWord('raiseAlert', path, language)} ${rule} ${asSent}`)
              .join(' · '),
          ] as const,
        ]),
  ];
}

/** Another thing by its reference, with the way to its page where the console has one. */
function ThingLink({ kind, id, name }: { readonly kind: string; readonly id: string; readonly name: string }) {
  const page = usePageOf()(kind, id);
  return page === undefined ? <span>{name} </span> : <Link to={page}>{name} </Link>;
}
