import { Alert, Button, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Session, signIn } from '../session/session.ts';
import { nameTab } from '../states/tab.ts';
import { LanguageSwitch } from './language-switch.tsx';

type Reason = Extract<Session, { kind: 'signed-out' }>['reason'];

const texts = {
  'sign-in-failed': 'signInFailed',
  'session-ended': 'sessionEnded',
  'no-settings': 'noSettings',
  idle: 'idleEnded',
  'issuer-not-left': 'issuerNotLeft',
  'another-person': 'anotherPerson',
} as const;

/** The door: a person goes on to the issuer from here. */
export function SignIn({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => nameTab(product), [product]);
  return (
    <main className="door">
      <Typography.Title level={1}>{product}</Typography.Title>
      {reason !== undefined && <Alert type="warning" showIcon role="alert" title={t(texts[reason])} />}
      <p className="quiet">{t('signInHint')}</p>
      <Button type="primary" size="large" onClick={() => void signIn()}>
        {t('signIn')}
      </Button>
      <LanguageSwitch />
    </main>
  );
}
