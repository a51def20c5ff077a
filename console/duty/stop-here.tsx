import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { offers } from '../acts/offers.ts';
import type { ActThing } from '../acts/thing.ts';
import { requestFreeze } from '../generated/acts/freeze-requests.ts';
import { useText } from '../words/texts.ts';
import { dutyTexts } from './words.ts';

// The form and the reading of pasted lines come when the panel opens.
const StopPanel = lazy(() => import('./stop/stop-panel.tsx'));

interface StopHereProps {
  readonly alertId: string;
  readonly alarm: ActThing;
  /** Whether the panel is open from the start: an alarm without an order needs nothing else. */
  readonly isOpen: boolean;
}

/** The stop of accounts of an alarm, for those who may ask for it. */
export function StopHere({ alertId, alarm, isOpen }: StopHereProps) {
  const t = useText(dutyTexts);
  const [opened, setOpened] = useState(isOpen);
  const [typed, setTyped] = useState(false);
  // What was typed stays, whatever becomes of the alarm meanwhile.
  if (!typed && !offers(requestFreeze, alarm)) return null;
  if (!opened)
    return (
      <p>
        <Button type="primary" onClick={() => setOpened(true)}>
          {t('stopAccounts')}
        </Button>
      </p>
    );
  const close = (): void => {
    setOpened(false);
    setTyped(false);
  };
  return (
    <Suspense fallback={<Skeleton active />}>
      <div onInput={() => setTyped(true)}>
        <StopPanel alertId={alertId} alarm={alarm} close={close} />
      </div>
    </Suspense>
  );
}
