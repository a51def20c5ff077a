import type { District } from './context.ts';

/**
 * The members of a thing that decide who is told of its facts, and its names. Nothing about people. They are as they were at the fact, not
 * as they are when the relay reads it: later facts do not change who was concerned.
 */
export interface About {
  readonly district?: District | undefined;
  /** Where the police who review it are, and the procuratorate over them, if the entries must not show that. */
  readonly reviewedIn?: District | 'city';
  /** Its reference for the phone. */
  readonly reference?: string | undefined;
  /** The agencies that answer for it: the one that raised, asked, convened, proposed it, or has to work on it. */
  readonly agencies: readonly string[];
  /** The other agencies that take part in it, or watch over it. */
  readonly parties?: readonly string[];
  /** The agencies that are asked to take part and have not answered. */
  readonly invited?: readonly string[];
  /** The agency that asked for it, if it is not one of those. */
  readonly askedBy?: string | undefined;
  /** The agency that raised the alarm it follows from: victims ask there. */
  readonly raisedBy?: string | undefined;
  /** The bank that an order is addressed to. */
  readonly bankId?: string;
  /** No desk was told of it before this fact; absent where that is not known. Then there is no notice to settle, and none is looked for. */
  readonly untold?: boolean;
  /** For a stream that is only the trace of something that people know by another id. */
  readonly subject?: { readonly kind: string; readonly id: string };
}
