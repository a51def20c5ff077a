import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { usePageOf } from '../jobs/places.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { dutyTexts } from './words.ts';

/** The other alarms that name the same victim, what that may mean, and the way to each. */
export function KnownVictims({ known }: { readonly known: readonly Schemas['KnownVictim'][] }) {
  const t = useText(dutyTexts);
  const words = useWords();
  const pageOf = usePageOf();
  if (known.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('knownVictim')}
      description={
        <>
          <p>{t('knownVictimMeans')}</p>
          <ul>
            {known.map((one) => {
              if ('elsewhere' in one) return <li key="elsewhere">{t('knownElsewhere')}</li>;
              const [alarm, ofCase] = [pageOf('alert', one.alertId), one.case && pageOf('case', one.case.caseId)];
              return (
                <li key={one.alertId}>
                  {alarm === undefined ? one.reference : <Link to={alarm}>{one.reference}</Link>}{' '}
                  {words('district', one.district)}: {one.by.map((mark) => words('victimMark', mark)).join(', ')}{' '}
                  {one.case !== undefined &&
                    (ofCase === undefined ? one.case.reference : <Link to={ofCase}>{one.case.reference}</Link>)}
                </li>
              );
            })}
          </ul>
        </>
      }
    />
  );
}
