import * as z from 'zod';
import { ReceiveWarning } from '../../shared/warnings/bodies.ts';
import type { ClueTaken } from '../../shared/warnings/take-clue.ts';
import { WarningSignal } from '../../shared/warnings/warning-model.ts';
import { type Odd, type Read, readLeniently, takenOr } from '../lookups/lenient-body.ts';

/** The members without which a clue is taken: the person can be warned. It must have the source, its number, the phone and the moment. */
const optional: ReadonlySet<string> = new Set([
  '/person/name',
  '/person/idNumber',
  '/district',
  '/station',
  '/community',
  '/fraudType',
  '/risk',
  '/signals',
]);

/** A clue, read member by member: an odd part that is not essential holds up no warning. */
export function readClue(raw: unknown): Read<ReceiveWarning> {
  const body = WithSignals.safeParse(raw).data;
  if (body === undefined) return readLeniently(ReceiveWarning, optional, raw);
  const signals = body.signals.filter((signal) => WarningSignal.safeParse(signal).success);
  const odd = body.signals.flatMap((value, at): readonly Odd[] =>
    WarningSignal.safeParse(value).success ? [] : [{ path: `/signals/${at}`, rule: 'is no signal that Cordon knows', value }],
  );
  return readLeniently(ReceiveWarning, optional, { ...body, signals: [...new Set(signals)] }, odd.slice(0, MOST_ODD));
}

/** So many signals that Cordon does not know are named. */
const MOST_ODD = 20;
const WithSignals = z.looseObject({ signals: z.array(z.unknown()) });

/** A clue as a body. If an essential member is wrong, it is refused with every place. */
export const ClueBody = z.unknown().transform((raw, { issues }): ClueTaken => takenOr(issues, readClue(raw)));
