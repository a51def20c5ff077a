/** Keeps so many runs of `work` going, until `more` says no. @returns what they gave, in the order of their ends */
export async function inFlight<T>(
  width: number,
  more: (started: number) => boolean,
  work: (n: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  let started = 0;
  const lane = async (): Promise<void> => {
    while (more(started)) {
      const n = started;
      started += 1;
      done.push(await work(n));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return done;
}

/** The flows that go on side by side. */
export const WIDTH = 16;

export function times<T>(count: number, width: number, work: (n: number) => Promise<T>): Promise<T[]> {
  return inFlight(width, (started) => started < count, work);
}

export function during<T>(ms: number, width: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const end = performance.now() + ms;
  return inFlight(width, () => performance.now() < end, work);
}
