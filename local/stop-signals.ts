/** One Ctrl-C reaches this process several times, from the terminal and from npm and the bootstrap in between. */
const SAME_KEYPRESS_MS = 1_000;

/** Asked to stop, from outside. */
export interface StopSignals {
  /** Aborted by the first Ctrl-C, a SIGTERM, a closed terminal, or the end of the process that started this one. */
  readonly signal: AbortSignal;
}

/** Listens for the wish to stop. A second signal ends the process at once. */
export function listenForStop(): StopSignals {
  const asked = new AbortController();
  let askedAt = 0;
  const ask = (): void => {
    if (!asked.signal.aborted) {
      askedAt = performance.now();
      asked.abort();
    } else if (performance.now() - askedAt > SAME_KEYPRESS_MS) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.once('disconnect', ask);
  return { signal: asked.signal };
}
