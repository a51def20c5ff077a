import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, RegionalMeasureId } from '../../kernel/ids.ts';
import { secondsSince, UtcInstant } from '../../kernel/time.ts';
import { neededAt, neededFor as needFor } from './deadlines.ts';
import { MeasureStep, MeasureTarget, measureStatuses, RegionalMeasure } from './measure-model.ts';

/** What it needs its people for at `neededAt`. */
const neededFor = z.enum(['correction', 'review', 'lifting']).optional();

/** A regional measure as it is shown. */
export const RegionalMeasureView = z
  .strictObject({
    ...RegionalMeasure.shape,
    version: z.int(),
    /** From when on a person must act on it; absent once it is closed. */
    neededAt: UtcInstant.optional(),
    neededFor,
    openSeconds: z.int(),
    untouchedSeconds: z.int(),
  })
  .meta({ id: 'RegionalMeasure' });

const clocks = { openSeconds: z.int(), untouchedSeconds: z.int() };

/** What a list shows of a measure. */
export const RegionalMeasureEntry = z
  .strictObject({
    measureId: RegionalMeasureId,
    reference: z.string(),
    status: z.enum(measureStatuses),
    targetKind: MeasureTarget.shape.kind,
    targetAgency: AgencyId.optional(),
    district: z.enum(districts),
    issuedBy: AgencyId,
    issuedAt: UtcInstant,
    touchedAt: UtcInstant,
    step: MeasureStep,
    dueAt: UtcInstant,
    overdue: z.boolean(),
    evidence: z.int(),
    neededAt: UtcInstant.optional(),
    neededFor,
    ...clocks,
  })
  .meta({ id: 'RegionalMeasureEntry' });

/** A measure as an index holds it. */
export const RegionalMeasureCard = z.object(
  RegionalMeasureEntry.omit({ neededFor: true, openSeconds: true, untouchedSeconds: true }).shape,
);

export function measureView(measure: RegionalMeasure, version: number, now: string): z.input<typeof RegionalMeasureView> {
  const needed = neededAt(measure);
  return { ...measure, version, neededAt: needed, neededFor: needFor(needed, measure), ...clocksOf(measure, now) };
}

export function measureEntry(card: z.output<typeof RegionalMeasureCard>, now: string): z.input<typeof RegionalMeasureEntry> {
  return { ...card, neededFor: needFor(card.neededAt, card), ...clocksOf(card, now) };
}

/** Since when open, and since when untouched; for a closed measure, until its end. */
function clocksOf({ status, issuedAt, touchedAt }: Pick<RegionalMeasure, 'status' | 'issuedAt' | 'touchedAt'>, now: string) {
  const until = status === 'corrected' || status === 'lifted' ? touchedAt : now;
  return { openSeconds: secondsSince(issuedAt, until), untouchedSeconds: secondsSince(touchedAt, until) };
}
