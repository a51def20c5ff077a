/** Steps that take back what has been started. */
export interface Undo {
  add(step: () => void | Promise<void>): void;
  /** Runs the steps, the last first, each once; a step that fails does not keep the others from running. */
  run(): Promise<void>;
}

export function createUndo(): Undo {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const take = async (step: () => void | Promise<void>): Promise<void> => step();
  const all = async (): Promise<void> => {
    for (let step = steps.pop(); step; step = steps.pop()) await take(step).catch(() => undefined);
  };
  return {
    add: (step) => steps.push(step),
    run: () => {
      running ??= all();
      return running;
    },
  };
}
