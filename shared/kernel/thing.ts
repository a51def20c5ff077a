import * as z from 'zod';
import type { Audience } from './audience.ts';
import type { District } from './context.ts';

/** The members of a thing that decide who may see it. */
export interface Thing {
  readonly district?: District;
  /** Other districts whose police read it: it was theirs before it was handed over, or its alarm is theirs now. */
  readonly alsoReadBy?: readonly District[];
  /** The agencies that raised it or answer for it. */
  readonly agencies?: readonly string[];
  /** The bank it is addressed to. */
  readonly addressedTo?: string;
  /** The agency that the thing itself is, if it is one. */
  readonly itself?: string;
  /** The receivers of its shares at this moment: an agency, or only these persons and roles of it. */
  readonly grants?: readonly Audience[];
  /** The agency that the measure is on. */
  readonly aimedAt?: string;
  /** The desk it lies on, as `deskKey` spells it. */
  readonly desk?: string;
  /** The agencies that take part in it. */
  readonly parties?: readonly string[];
  /** The agencies that were asked to take part and have not accepted. */
  readonly invited?: readonly string[];
  /** The agency named to act in place of the one that answers for it. */
  readonly deputy?: string;
  /** The procuratorate that was asked to look at it: that of a district, or the city's. */
  readonly supervisedIn?: District | 'city';
}

/** The reader of a history that is for the city's command alone: no member of the thing opens it to others. */
export const forTheCity = { members: () => z.object({}), thing: (): Thing => ({}) };
