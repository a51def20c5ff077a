import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Again, signInAgain, signOut, useSession } from '../session/session.ts';
import { Question } from '../states/question.tsx';

/** Over a page whose session has lapsed under something typed. */
export function SignInAgain() {
  const session = useSession();
  return session.kind === 'signed-in' && session.hasLapsed === true && <Lapsed />;
}

const texts = { blocked: 'lapsedBlocked', opened: 'lapsedOpened', failed: 'signInFailed' } as const;

function Lapsed() {
  const { t } = useTranslation();
  const [how, setHow] = useState<Again>();
  return (
    <Question title={t('lapsedTitle')}>
      <p>{t('lapsedText')}</p>
      <div aria-live="assertive">
        {how !== undefined && <Alert type={how === 'opened' ? 'info' : 'warning'} showIcon title={t(texts[how])} />}
      </div>
      <div className="acts">
        <Button type="primary" onClick={() => void signInAgain(setHow)}>
          {t('lapsedAgain')}
        </Button>
        <Button onClick={() => void signOut()}>{t('lapsedGo')}</Button>
      </div>
    </Question>
  );
}
