/** Does something when its turn comes; what is taken back before its turn is never done. */
export type InTurn = <Result>(signal: AbortSignal, act: () => Promise<Result>) => Promise<Result>;

/** Lets so many things happen at once, the others wait in order. @param most at least 1 */
export function createTurns(most: number): InTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> => {
    if (running < most) {
      running += 1;
      return Promise.resolve();
    }
    // the one before hands its place over, so the count stays
    return new Promise((resolve) => waiting.push(resolve));
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (signal, act) => {
    await turn();
    try {
      signal.throwIfAborted();
      return await act();
    } finally {
      end();
    }
  };
}
