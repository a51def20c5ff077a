import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId } from '../kernel/ids.ts';
import { prose } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** The kinds of thing that a search finds. */
export const foundKinds = [
  ...(['alert', 'freeze-request', 'order', 'case', 'consultation', 'listed-case'] as const),
  ...(['objection', 'return-round', 'warning', 'blacklist-entry', 'collision', 'campaign', 'lead'] as const),
] as const;
export const FoundKind = z.enum(foundKinds);
export type FoundKind = z.infer<typeof FoundKind>;

/** What a thing can be found by. */
export const searchMarks = ['id', 'reference', 'case-number', 'phone', 'id-number', 'account-number', 'name'] as const;
export const SearchMark = z.enum(searchMarks);
export type SearchMark = z.infer<typeof SearchMark>;

/** The longest text that is looked for: the longest name of an account's holder. */
const LONGEST = 128;
/** So many things one search shows in all its pages: more is no search, but a reading of the register. */
export const MOST_SHOWN = 200;

export const SearchText = prose(LONGEST).describe(
  'An id, a reference, the number of a filing, a phone, the number of a document or an account, a name or its first two characters or more. Spaces, hyphens, widths and capitals do not count.',
);

/**
 * One thing that was found (检索结果): what it is and why it was found. It holds no data of a person and no account number: a caller reads the
 * thing itself for these.
 */
export const Found = z
  .strictObject({
    kind: FoundKind,
    id: z.string(),
    reference: z
      .string()
      .describe(
        'Its reference for the phone. An order, a freeze request and a collision have none of their own: then that of their alarm.',
      ),
    district: z.enum(districts).optional(),
    state: z.string().optional().describe('Where it stands; an alarm has no states.'),
    since: UtcInstant.describe('When it began: the alarm came in, the stop was asked for, the case was opened.'),
    by: z.array(SearchMark).describe('What the caller may see of it and looked for.'),
    alertId: AlertId.optional().describe('Of an order, a freeze request and a collision: their alarm.'),
    bankId: AgencyId.optional().describe('Of an order, or an objection that you may see in full: its bank.'),
  })
  .meta({ id: 'Found' });
export type Found = z.infer<typeof Found>;
