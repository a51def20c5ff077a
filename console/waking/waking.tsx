import { Button } from 'antd';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.ts';
import { useInboxSummary } from '../shell/use-inbox-summary.ts';
import { countOnTab } from '../states/tab.ts';
import { countOf, isNews, type Needs } from './attention.ts';
import { ordersOnBoard, watchBoard } from './open-board.ts';
import { ring, SWITCH, startSound, switchSound, useSound } from './sound.ts';

/** Tells the person of what needs them where they do not look: on the tab, and by a sound that they switch on here. */
export function Waking() {
  const { t } = useTranslation();
  const sound = useSound();
  useEffect(startSound, []);
  useAttention();
  useRingBeforeTheEnd();
  const text = sound === 'waits' ? t('soundWaits') : t(sound === 'on' ? 'soundOn' : 'soundOff');
  return (
    <Button id={SWITCH} size="small" onClick={() => void switchSound(sound !== 'on')} title={t('soundMeans')}>
      {text}
    </Button>
  );
}

function useAttention(): void {
  const summary = useInboxSummary();
  const orders = useSyncExternalStore(watchBoard, ordersOnBoard);
  const before = useRef<Needs>(undefined);
  useEffect(() => {
    if (summary === undefined) return;
    const now: Needs = { urgent: summary.classes.urgent, newestAt: summary.newestUrgentAt, orders };
    countOnTab(countOf(now));
    if (isNews(before.current, now)) ring();
    before.current = now;
  }, [summary, orders]);
  useEffect(() => () => countOnTab(0), []);
}

/** A person who waits for the sound is told before the session of a page left alone ends, and the waking with it. */
function useRingBeforeTheEnd(): void {
  const session = useSession();
  const endsSoon = session.kind === 'signed-in' && session.endsSoon === true;
  useEffect(() => {
    if (endsSoon) ring();
  }, [endsSoon]);
}
