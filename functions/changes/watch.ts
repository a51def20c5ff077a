import type { Rejection } from '../../shared/http/api-request.ts';
import type { Position } from '../../shared/http/cursor.ts';
import type { Changed } from './routes.ts';

/** What a look found. */
export interface Look {
  readonly kind: 'look';
  readonly changed: readonly Changed[];
  /** From where the next answer goes on. It follows from what the reader may see and from the clock, and from nothing else. */
  readonly position: Position;
  readonly more?: true;
}

/** A thing or a list that a reader watches in one turn. */
export interface Watch {
  /** The first look of a turn. @param since where the answer before ended; undefined begins: nothing has changed yet */
  first(since: Position | undefined): Promise<Look | Rejection>;
  /** A further one. */
  again(): Promise<Look | Rejection>;
}
