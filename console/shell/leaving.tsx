import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Location, useBlocker } from 'react-router';
import { hasUnsent } from '../forms/unsent.ts';
import { Question } from '../states/question.tsx';

/** The members of an address that say what a form on the page is about; others filter what is shown, and leave the form where it is. */
const ABOUT = ['case', 'from'];

/** Asks before a link, the way back or a closed tab takes what a person has typed and not sent. */
export function AskBeforeLeaving() {
  const { state, proceed, reset } = useBlocker(
    ({ currentLocation, nextLocation }) => hasUnsent() && isElsewhere(currentLocation, nextLocation),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (hasUnsent()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  return state === 'blocked' && <LeaveQuestion stay={reset} leave={proceed} />;
}

interface LeaveQuestionProps {
  stay(): void;
  leave(): void;
}

/** Whether what was typed may be lost. */
export function LeaveQuestion({ stay, leave }: LeaveQuestionProps) {
  const { t } = useTranslation();
  return (
    <Question title={t('leaveTitle')} onEscape={stay}>
      <p>{t('leaveText')}</p>
      <div className="acts">
        <Button type="primary" onClick={stay}>
          {t('leaveStay')}
        </Button>
        <Button onClick={leave}>{t('leaveGo')}</Button>
      </div>
    </Question>
  );
}

function isElsewhere(here: Location, there: Location): boolean {
  if (here.pathname !== there.pathname) return true;
  const [before, after] = [new URLSearchParams(here.search), new URLSearchParams(there.search)];
  return ABOUT.some((name) => before.get(name) !== after.get(name));
}
