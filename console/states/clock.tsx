import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onServerClock } from '../api/server-clock.ts';
import { span } from '../words/format.ts';
import { onEachSecond, whileInSight } from './in-sight.ts';
import { Tone, type ToneName } from './tone.tsx';

const SECOND_MS = 1_000;

interface ClockProps {
  /** Seconds that were left when the thing was read; below zero the time was over. */
  readonly leftSeconds: number;
  /** When that was, in milliseconds of this browser. */
  readonly readAt: number;
  /** The colour while time is left. */
  readonly tone?: ToneName;
}

/**
 * A clock that runs down in this browser, in words and in colour: what is left, and then by how much the time is over. It goes by the server's
 * time, so a browser whose clock is wrong, or is set while the page stands, shows the same.
 */
export function Clock({ leftSeconds, readAt, tone = 'busy' }: ClockProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLSpanElement>(null);
  const now = useNow(place);
  const endsAt = useMemo(() => onServerClock(readAt) + leftSeconds * SECOND_MS, [readAt, leftSeconds]);
  // A clock out of sight stands still, and may have stood before this reading.
  const left = Math.min(leftSeconds, (endsAt - onServerClock(now)) / SECOND_MS);
  const text = left < 0 ? t('overdueBy', { span: span(left) }) : t('left', { span: span(left) });
  return (
    <Tone tone={left < 0 ? 'bad' : tone}>
      <span className="number" ref={place}>
        {text}
      </span>
    </Tone>
  );
}

/** The time of this browser, each second while the element is in sight: a page may hold a thousand clocks. */
function useNow(place: RefObject<Element | null>): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (place.current === null) return undefined;
    const tick = (): void => setNow(Date.now());
    return whileInSight(place.current, () => {
      tick();
      return onEachSecond(tick);
    });
  }, [place]);
  return now;
}
