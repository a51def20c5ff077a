import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { Labelled } from '../forms/labelled.tsx';
import { useUnsent } from '../forms/unsent.ts';
import { Terms } from '../states/terms.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { bankTexts } from './words.ts';

interface Signed {
  /** The body, byte for byte as it was signed. */
  readonly body: string;
  readonly signature: string;
  readonly orderId: string;
}

/** Whether Cordon would take a signature of the bank, and if not, why. Nothing is recorded. */
export function SignatureCheck() {
  const t = useText(bankTexts);
  const [signed, setSigned] = useState<Signed>({ body: '', signature: '', orderId: '' });
  const set = (member: keyof Signed) => (value: string) => setSigned((before) => ({ ...before, [member]: value }));
  const check = useMutation({ mutationFn: checked });
  useUnsent(signed !== check.variables && signed.body !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    check.mutate(signed);
  };
  return (
    <section aria-label={t('checkSignature')}>
      <h2>{t('checkSignature')}</h2>
      <p>{t('checkMeans')}</p>
      <form className="act" autoComplete="off" onSubmit={submit}>
        <Labelled label={t('signedBody')}>
          {(id) => (
            <Input.TextArea
              id={id}
              value={signed.body}
              spellCheck={false}
              rows={5}
              onChange={({ target }) => set('body')(target.value)}
            />
          )}
        </Labelled>
        <Labelled label="x-jws-signature">
          {(id) => <Input id={id} value={signed.signature} onChange={({ target }) => set('signature')(target.value)} />}
        </Labelled>
        <Labelled label={t('orderIdOptional')}>
          {(id) => <Input id={id} value={signed.orderId} onChange={({ target }) => set('orderId')(target.value)} />}
        </Labelled>
        <Button htmlType="submit" loading={check.isPending} disabled={signed.body === ''}>
          {t('checkNow')}
        </Button>
      </form>
      <div aria-live="polite">
        {check.error !== null && <CheckFailed error={check.error} />}
        {check.data !== undefined && <Findings found={check.data} />}
      </div>
    </section>
  );
}

function checked({ body, signature, orderId }: Signed): Promise<Schemas['SignatureChecked']> {
  return contentOf(
    api.POST('/v1/bank/signature-check', {
      params: {
        query: orderId.trim() === '' ? {} : { orderId: orderId.trim() },
        header: signature.trim() === '' ? {} : { 'x-jws-signature': signature.trim() },
      },
      body,
      // the bytes go as they are: they are what was signed
      bodySerializer: (text) => String(text),
      headers: { 'content-type': 'application/json' },
    }),
  );
}

function CheckFailed({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : new ApiProblem();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem.kind === 'offline' ? t('offline') : (problem.title ?? t('failed'))}
    />
  );
}

function Findings({
  found: { valid, faults, advice, madeWith, signedForm, bytes, keys, now },
}: {
  readonly found: Schemas['SignatureChecked'];
}) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const key = madeWith === undefined ? undefined : keys[madeWith];
  return (
    <>
      <Alert
        type={valid ? 'success' : 'error'}
        showIcon
        title={valid ? t('signatureValid') : t('signatureInvalid')}
        description={
          <ul>
            {[...faults, ...advice].map((one) => (
              <li key={one.code}>
                {one[language]} <span className="quiet">{one.code}</span>
              </li>
            ))}
          </ul>
        }
      />
      <Terms
        className="facts"
        of={[
          [t('madeWith'), key && `${key.kid ?? ''} ${key.algorithms.join(', ')}`],
          [t('signedForm'), signedForm && words('signedForm', signedForm)],
          [t('arrived'), t('bytesOf', { n: bytes.length })],
          [
            'SHA-256',
            <span key="hash" className="hash">
              {bytes.sha256}
            </span>,
          ],
          [t('clockOfCordon'), moment(now, language)],
        ]}
      />
    </>
  );
}
