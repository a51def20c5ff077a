import { Alert } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../api/client.ts';
import { reportFraud } from '../generated/acts/bank-side.ts';
import { cityNow } from '../states/city-clock.ts';
import { Page } from '../states/page.tsx';
import { placeWord } from '../words/fields.ts';
import { moment } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { OpenForm } from './open-form.tsx';
import { SignatureNote } from './signature-note.tsx';
import { bankTexts } from './words.ts';

/** The bank's own report of a fraud on one of its customers: it becomes an alarm at once. What came back stays on the page while it is open. */
export default function ReportsPage() {
  const t = useText(bankTexts);
  const [taken, setTaken] = useState<readonly Schemas['ReportTaken'][]>([]);
  return (
    <Page title={t('reports')}>
      <p>{t('reportMeans')}</p>
      <SignatureNote />
      <div role="status">
        {taken.map((report) => (
          <Taken key={report.alertId} report={report} />
        ))}
      </div>
      <OpenForm
        act={reportFraud}
        primary
        ways={[{ word: t('newReport'), initial: { receivedAt: cityNow() } }]}
        open={['/victim']}
        onDone={(report) => setTaken((before) => [report, ...before.filter(({ alertId }) => alertId !== report.alertId)])}
      />
    </Page>
  );
}

function Taken({ report: { reference, receivedAt, notTaken = [] } }: { readonly report: Schemas['ReportTaken'] }) {
  const t = useText(bankTexts);
  const language = useLanguage();
  return (
    <Alert
      type={notTaken.length === 0 ? 'success' : 'warning'}
      showIcon
      title={t('reportTaken', { reference, at: moment(receivedAt, language) })}
      description={
        notTaken.length > 0 && (
          <>
            <p>{t('reportNotTaken')}</p>
            <ul>
              {notTaken.map(({ path, rule }) => (
                <li key={path}>
                  {placeWord('reportFraud', path, language)} {rule}
                </li>
              ))}
            </ul>
          </>
        )
      }
    />
  );
}
