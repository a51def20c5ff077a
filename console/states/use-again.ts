import { useEffect, useRef } from 'react';

/**
 * Reads something again at intervals while the tab is seen, and at once when it is seen again.
 *
 * @param milliseconds between two readings
 */
export function useAgain(milliseconds: number, again: () => unknown): void {
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    const read = (): void => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(read, milliseconds);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [milliseconds]);
}
