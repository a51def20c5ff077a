import { useState } from 'react';
import { useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { registerBank, switchMode } from '../generated/acts/banks.ts';
import { Answer } from '../states/answer.tsx';
import { BankFacts, IgnoredKeys } from '../states/bank-facts.tsx';
import { Conformance } from '../states/conformance.tsx';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { administrationTexts } from './words.ts';

/** A bank: its registration, its tests, and whether it is live. */
export default function BankPage() {
  const t = useText(administrationTexts);
  const { bankId = '' } = useParams();
  const conformanceKey = ['thing', '/v1/banks/{bankId}/conformance', { bankId }];
  const bank = useThing('/v1/banks/{bankId}', { bankId }, { shownIn: [['banks'], conformanceKey] });
  const mayJudge = bank.may.has(switchMode.action);
  return (
    <Page title={t('bank', { id: bankId })}>
      <Answer of={bank.query}>
        {(data) => (
          <>
            <BankFacts bank={data} />
            <Registration bank={bank} data={data} />
            {mayJudge && <Tests bankId={bankId} bank={bank} mode={data.mode} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

interface OfBank {
  readonly bank: ReturnType<typeof useThing<'/v1/banks/{bankId}'>>;
}

function Registration({ bank, data }: OfBank & { readonly data: Schemas['Bank'] }) {
  const t = useText(administrationTexts);
  const [ignored, setIgnored] = useState<Schemas['Bank']['ignoredKeys']>();
  const { name, endpoint, dutyPhone, pushAlgorithm } = data;
  return (
    <>
      <IgnoredKeys keys={ignored} />
      {bank.may.has(registerBank.action) && <p className="quiet">{t('registeredBy')}</p>}
      <ActButton
        act={registerBank}
        thing={bank}
        word={t('change')}
        initial={{ name, endpoint, dutyPhone, pushAlgorithm }}
        onDone={(answer) => setIgnored(answer.ignoredKeys)}
      />
    </>
  );
}

interface TestsProps extends OfBank {
  readonly bankId: string;
  readonly mode: Schemas['Bank']['mode'];
}

function Tests({ bankId, bank, mode }: TestsProps) {
  const t = useText(administrationTexts);
  const report = useThing('/v1/banks/{bankId}/conformance', { bankId });
  return (
    <Answer of={report.query}>
      {(data) => (
        <>
          <Conformance report={data} />
          <p className="quiet">{t('switchMeans')}</p>
          <ActButton
            act={switchMode}
            thing={bank}
            word={t('switchMode')}
            initial={{ mode: mode === 'live' ? 'testing' : 'live' }}
          />
        </>
      )}
    </Answer>
  );
}
