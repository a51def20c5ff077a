/** What begins for an element that comes into sight; what it returns ends that. */
type Begin = () => () => void;

const watched = new Map<Element, { readonly begin: Begin; end: (() => void) | undefined }>();
/** A little before it is scrolled to, so that it is right when it is seen. */
const MARGIN = '400px';
let observer: IntersectionObserver | undefined;

function tell(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    const one = watched.get(target);
    if (one === undefined) continue;
    if (isIntersecting) one.end ??= one.begin();
    else {
      one.end?.();
      one.end = undefined;
    }
  }
}

/**
 * Does something only while an element is in sight.
 *
 * @param begin called when it comes into sight; what it returns is called when it goes
 * @returns ends it all
 */
export function whileInSight(element: Element, begin: Begin): () => void {
  observer ??= new IntersectionObserver(tell, { rootMargin: MARGIN });
  watched.set(element, { begin, end: undefined });
  observer.observe(element);
  return () => {
    observer?.unobserve(element);
    watched.get(element)?.end?.();
    watched.delete(element);
  };
}

const SECOND_MS = 1_000;
const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back each second, everything that waits at the same moment, so that the page is drawn once. @returns ends it */
export function onEachSecond(tick: () => void): () => void {
  tickers.add(tick);
  timer ??= setInterval(() => {
    for (const one of tickers) one();
  }, SECOND_MS);
  return () => {
    tickers.delete(tick);
    if (tickers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
