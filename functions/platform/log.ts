/**
 * The fields of a log line. The type allows no others, so no name, number, token or signature gets into a log by accident: ids of Cordon's
 * own, codes, counts and times, and of an error its class alone.
 */
export interface LogFields {
  readonly operation?: string;
  readonly code?: string;
  readonly status?: number;
  readonly correlationId?: string;
  /** A stream's key, e.g. `order#ord_…`; never that of an account register, which is a hash that identifies a person's account. */
  readonly stream?: string;
  readonly orderId?: string;
  readonly bankId?: string;
  readonly factType?: string;
  /** The number of a fact in its stream. */
  readonly seq?: number;
  readonly reaction?: string;
  readonly purpose?: string;
  readonly reason?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly durationMs?: number;
  /** The class of an error, e.g. `TypeError`; see `shared/kernel/error-fields.ts`. */
  readonly error?: string;
  /** Where an error came from: file and line of our own code, without its message. */
  readonly at?: string;
}

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/**
 * A log of JSON lines, each with its level, its moment and the trace that it belongs to. The message is a fixed text of the program, never made
 * from input. The lines go out past the `console`, which in Lambda would wrap them once more.
 */
export function createLog(): Log {
  const write =
    (level: 'INFO' | 'WARN' | 'ERROR') =>
    (message: string, fields: LogFields = {}): void => {
      const line = {
        level,
        message,
        timestamp: new Date().toISOString(),
        service: 'cordon',
        xray_trace_id: traceId(),
        ...fields,
      };
      (level === 'INFO' ? process.stdout : process.stderr).write(`${JSON.stringify(line)}\n`);
    };
  return { info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
}

/** The root of the trace of this invocation, if it is traced: Lambda puts it into the environment. */
function traceId(): string | undefined {
  return /Root=([^;]+)/.exec(process.env['_X_AMZN_TRACE_ID'] ?? '')?.[1];
}
