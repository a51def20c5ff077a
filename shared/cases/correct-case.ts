import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { CaseFact } from './case-facts.ts';
import { stateRefusal } from './gates.ts';
import { type Case, type CorrectCase, type WithdrawItem, withdrawable } from './model.ts';
import { type NamedStation, stationRefusal } from './named-station.ts';

/** The station that a correction names. */
export interface StationStanding {
  /** The station as it is recorded, if it is. */
  readonly recorded: NamedStation | undefined;
  /** Whether the ranking of the month in which the case's filing counts is published. */
  readonly ranked: boolean;
}

/**
 * Corrects the head of the case. A value that is there already changes nothing. Stations are ranked by filings, so a station that has been
 * counted stays. A case that was filed without a station gets one once, until the ranking of the month in which its filing was noted is
 * published; it counts for that month.
 *
 * @returns `case.corrected` with what is new, or STATION_COUNTED, FILED_AS_OTHER_CASE, RANKING_PUBLISHED, STATION_UNKNOWN,
 *   STATION_OF_OTHER_DISTRICT, CASE_STATE_FORBIDS
 */
export function correctCase(
  fraudCase: Case,
  { reason, ...input }: CorrectCase,
  { recorded, ranked }: StationStanding,
  { now, actor }: Context,
): Decision<CaseFact> {
  const refusal = stateRefusal(fraudCase, 'correct');
  if (refusal !== undefined) return refusal;
  const {
    title = fraudCase.title,
    fraudType = fraudCase.fraudType,
    summary = fraudCase.summary,
    station = fraudCase.station ?? null,
  } = input;
  const changes = {
    ...(title === fraudCase.title ? {} : { title }),
    ...(fraudType === fraudCase.fraudType ? {} : { fraudType }),
    ...(summary === fraudCase.summary ? {} : { summary }),
    ...(station === (fraudCase.station ?? null) ? {} : { station }),
  };
  if (Object.keys(changes).length === 0) return accept();
  const corrected = { at: now, changes, reason };
  if (changes.station === undefined) return accept({ type: 'case.corrected', data: corrected });
  const countedAt = countsFrom(fraudCase);
  const unfit =
    (countedAt === undefined ? undefined : stationSettled(fraudCase, ranked)) ??
    (changes.station === null ? undefined : stationRefusal(recorded, fraudCase.district, actor));
  if (unfit !== undefined) return unfit;
  return accept({ type: 'case.corrected', data: { ...corrected, ...(countedAt === undefined ? {} : { countedAt }) } });
}

/**
 * The moment in whose month (Beijing) the case's filing counts for its station: when it was noted here, not the day it names, so that no
 * filing falls into a month that is ranked already. Undefined if the case is not filed. Older filings, without this moment, count on the
 * day they name.
 */
export function countsFrom({ filing, filingNotedAt }: Pick<Case, 'filing' | 'filingNotedAt'>): string | undefined {
  return filing === undefined ? undefined : (filingNotedAt ?? filing.filedAt);
}

/**
 * Why the station of a filed case can no longer be given or changed. A filing that the case took over counts, or does not count, as before.
 */
function stationSettled({ station, filing, absorbed }: Case, ranked: boolean): Refusal | undefined {
  const paths = ['/station'];
  if (absorbed.some((one) => one.filing !== undefined && one.filing.caseNumber === filing?.caseNumber))
    return refuse('FILED_AS_OTHER_CASE', { paths });
  if (station !== undefined) return refuse('STATION_COUNTED', { paths });
  return ranked ? refuse('RANKING_PUBLISHED', { paths }) : undefined;
}

/**
 * Takes a person, a loss or a piece of evidence out of the case again. It stays in the history; figures count the remaining items. A victim
 * named in a loss stays as long as the loss does.
 *
 * @returns `case.item-withdrawn`, or NOT_FOUND, CASE_ITEM_IN_USE, CASE_STATE_FORBIDS
 */
export function withdrawItem(
  fraudCase: Case,
  { itemId, reason }: WithdrawItem & { readonly itemId: string },
  { now }: Context,
): Decision<CaseFact> {
  const part = withdrawable.find((name) => fraudCase[name].some((item) => item.itemId === itemId));
  if (part === undefined) return refuse('NOT_FOUND');
  const refusal = stateRefusal(fraudCase, 'withdrawItem');
  if (refusal !== undefined) return refusal;
  const naming = fraudCase.losses.filter(({ victim }) => victim === itemId).map((loss) => loss.itemId);
  if (naming.length > 0) return refuse('CASE_ITEM_IN_USE', { items: naming });
  return accept({ type: 'case.item-withdrawn', data: { at: now, part, itemId, reason } });
}
