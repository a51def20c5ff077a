import { Alert } from 'antd';
import { entriesOf } from '../states/list.tsx';
import { Terms } from '../states/terms.tsx';
import { deadline } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useSharedCases } from './lists.ts';
import { Parts } from './shared-cases.tsx';
import type { Case } from './use-case.ts';
import { caseTexts } from './words.ts';

/** Says to an agency that does not lead the case that its looks are recorded, what it sees, until when and for what, and what is withheld. */
export function Grants({ fraudCase }: { readonly fraudCase: Case }) {
  const t = useText(caseTexts);
  const language = useLanguage();
  const grants = entriesOf(useSharedCases()).filter(({ caseId }) => caseId === fraudCase.caseId);
  return (
    <>
      <Alert type="info" showIcon title={t('looksRecorded')} />
      <div className="part">
        <Terms
          of={[
            [t('seenParts'), <Parts key="seen" parts={fraudCase.parts} />],
            [
              t('until'),
              grants.length > 0 &&
                grants.map(({ grantId, until, purpose }) => (
                  <div key={grantId}>{t('grantedUntil', { until: deadline(until, language), purpose })}</div>
                )),
            ],
            [t('withheld'), fraudCase.withheld && <Parts key="withheld" parts={fraudCase.withheld} />],
          ]}
        />
      </div>
    </>
  );
}
