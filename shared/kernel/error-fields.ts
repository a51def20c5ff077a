/** The parts of an error that a log may have. */
export interface ErrorFields {
  /** Its class, e.g. `TypeError`. */
  readonly error: string;
  /** Where it was thrown: the frame of the stack, without the message. */
  readonly at?: string;
}

/** The parts of an error that may be logged: its class and its place. Its message may hold a caller's input. */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return frame === undefined ? { error: error.name } : { error: error.name, at: frame.trim() };
}
