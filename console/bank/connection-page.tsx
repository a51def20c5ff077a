import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { startTest } from '../generated/acts/bank-side.ts';
import { registerBank } from '../generated/acts/banks.ts';
import { Answer } from '../states/answer.tsx';
import { BankFacts, IgnoredKeys } from '../states/bank-facts.tsx';
import { Conformance } from '../states/conformance.tsx';
import { useOwnAgency } from '../states/me.ts';
import { Page } from '../states/page.tsx';
import { useAgain } from '../states/use-again.ts';
import { useText } from '../words/texts.ts';
import { pace } from './bank-orders.ts';
import { SignatureCheck } from './signature-check.tsx';
import { SignatureNote } from './signature-note.tsx';
import { bankTexts } from './words.ts';

/** The registration without the member that is the administrator's. */
const ownRegistration: typeof registerBank = { ...registerBank, body: withoutMode(registerBank.body) };

function withoutMode(body: typeof registerBank.body): Required<typeof registerBank>['body'] {
  const { mode: _, ...properties } = body?.schema.properties ?? {};
  return { required: true, schema: { ...body?.schema, properties } };
}

/** How the bank is connected: its registration, its tests, and whether its signatures are right. */
export default function ConnectionPage() {
  const t = useText(bankTexts);
  const bankId = useOwnAgency();
  return (
    <Page title={t('connection')}>
      <SignatureNote />
      {bankId !== undefined && <Registration bankId={bankId} />}
      <Tests />
      <SignatureCheck />
    </Page>
  );
}

function Registration({ bankId }: { readonly bankId: string }) {
  const t = useText(bankTexts);
  const queries = useQueryClient();
  const bank = useThing('/v1/banks/{bankId}', { bankId }, { shownIn: [['own-bank'], conformanceKey] });
  const [ignored, setIgnored] = useState<Schemas['Bank']['ignoredKeys']>();
  return (
    <section aria-label={t('registration')}>
      <h2>{t('registration')}</h2>
      <Answer of={bank.query}>
        {(data) => (
          <>
            <BankFacts bank={data} />
            <p className="quiet">{t('modeMeans')}</p>
            <IgnoredKeys keys={ignored} />
            <ActButton
              act={ownRegistration}
              thing={bank}
              word={t('changeRegistration')}
              initial={{ name: data.name, endpoint: data.endpoint, dutyPhone: data.dutyPhone, pushAlgorithm: data.pushAlgorithm }}
              onDone={(answer) => {
                setIgnored(answer.ignoredKeys);
                void queries.invalidateQueries({ queryKey: conformanceKey });
              }}
            />
          </>
        )}
      </Answer>
    </section>
  );
}

const conformanceKey = ['thing', '/v1/bank/conformance'] as const;

function Tests() {
  const t = useText(bankTexts);
  const goTo = useNavigate();
  const report = useThing('/v1/bank/conformance', {});
  useAgain(pace(report.data?.scenarios.some(({ outcome }) => outcome === 'running') ?? false), report.refetch);
  return (
    <Answer of={report.query}>
      {(data) => (
        <>
          <Conformance
            report={data}
            act={({ scenario, orderId }) => (
              <span className="filters">
                <ActButton
                  act={startTest}
                  size="small"
                  fixed={{ scenario }}
                  onDone={(test) => void goTo(`/bank/tests/${test.orderId}`)}
                />
                {orderId !== undefined && <Link to={`/bank/tests/${orderId}`}>{t('lastTest')}</Link>}
              </span>
            )}
          />
        </>
      )}
    </Answer>
  );
}
