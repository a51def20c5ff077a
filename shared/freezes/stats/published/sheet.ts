import * as z from 'zod';
import { StoredDay, StoredMonth } from '../../../kernel/day.ts';
import { AgencyId } from '../../../kernel/ids.ts';
import { UtcInstant } from '../../../kernel/time.ts';
import { FigureRow, Figures } from '../groups.ts';

/** A row as it was published. Releases add figures, and a sheet keeps those of its time: any of them may be absent. */
export const SheetRow = FigureRow.partial().required({ key: true }).meta({ id: 'SheetRow' });
export type SheetRow = z.infer<typeof SheetRow>;

/** The figures of a month (月报): all, by district, and by bank in the order of the league table. */
const Sheet = z.strictObject({
  month: StoredMonth,
  /** Changes up to the end of this day are in it. */
  countedThrough: StoredDay,
  total: Figures.partial(),
  districts: z.array(SheetRow),
  banks: z.array(SheetRow),
  /** The policy in force when it was published, as far as its figures follow from it: milliseconds and counts. */
  policy: z.array(z.strictObject({ name: z.string(), value: z.number() })),
});
export type Sheet = z.infer<typeof Sheet>;

/** An edition of a sheet: the first, or one that corrects the edition before for a reason. It stays as it is. */
export const PublishedMonth = Sheet.extend({
  edition: z.int().positive(),
  publishedAt: UtcInstant,
  publishedBy: AgencyId,
  /** Of an edition that corrects another one. */
  reason: z.string().optional(),
});
export type PublishedMonth = z.infer<typeof PublishedMonth>;
