import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';

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
  return <Terms className="sums" terms={sums} />;
}

/** What an officer must know of the alarm. */
export function AlarmFacts({ board: { alert, case: known } }: { readonly board: Board }) {
  const { t } = useTranslation();
  const words = useWords();
  const language = useLanguage();
  const facts = [
    [t('grade'), words('alertGrade', String(alert.riskGrade))],
    [t('state'), words('alarmState', alert.status)],
    [t('district'), words('district', alert.district)],
    [t('received'), moment(alert.receivedAt, language)],
    [t('fraudType'), alert.fraudType],
    [t('loss'), money(alert.lossFen, language)],
    [t('victim'), [alert.victim.name, alert.victim.phone].filter((part) => part !== undefined).join(' · ')],
    [t('summary'), alert.summary],
    ...(known === undefined ? [] : [[t('case'), known.reference] as const]),
  ] as const;
  return <Terms className="facts" terms={facts} />;
}

interface TermsProps {
  readonly className: string;
  readonly terms: readonly (readonly [term: string, value: string])[];
}

function Terms({ className, terms }: TermsProps) {
  return (
    <dl className={className}>
      {terms.map(([term, value]) => (
        <div key={term} className="pair">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
