import { Logger } from '@aws-lambda-powertools/logger';

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

/** A log that writes JSON lines through Powertools. The message is a fixed text of the program, never made from input. */
export function createLog(): Log {
  const logger = new Logger({ serviceName: 'cordon' });
  return {
    info: (message, fields = {}) => logger.info(message, { ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...fields }),
    error: (message, fields = {}) => logger.error(message, { ...fields }),
  };
}
