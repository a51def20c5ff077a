import * as z from 'zod';
import { text } from '../../kernel/people.ts';
import { Instant } from '../../kernel/time.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { Signed } from '../question/model.ts';
import { LinePlace, lineMembers, MAX_FOLLOWED, MAX_PAGE_LINES, MAX_PAGES } from './model.ts';

/** A line of a statement (交易明细) as a bank tells it. */
export const ToldLine = z.strictObject(lineMembers).meta({ id: 'StatementLineTold' });
export type ToldLine = z.infer<typeof ToldLine>;

/** A page as a bank tells it. */
export const ToldPage = z
  .strictObject({
    page: z.int().min(1).max(MAX_PAGES).describe('Pages count from 1, in the order of time; they may come in any order.'),
    last: z.boolean().default(false).describe('True on the last page, and on no other.'),
    lines: z
      .array(ToldLine)
      .max(MAX_PAGE_LINES)
      .describe('In the order of time. Empty only if the account had no line in the period.'),
    openedAt: OpeningOutlet.optional().describe('The outlet (网点) where the account was opened, on any page.'),
  })
  .meta({ id: 'StatementPageTold' });

/** The same with lines, and an outlet, of any form: each is read by itself. */
export const PageBody = z.strictObject({
  ...ToldPage.shape,
  lines: z.array(z.unknown()).max(MAX_PAGE_LINES),
  openedAt: z.unknown().optional(),
});
export type PageBody = z.infer<typeof PageBody>;

/** Ask the bank of an order for the lines of its account in a period. */
export const RequestStatement = z.strictObject({
  from: Instant.describe('The first moment of the period.'),
  to: Instant.describe('The last moment of the period; not in the future.'),
  ...Signed,
});
export type RequestStatement = z.infer<typeof RequestStatement>;

/** Have lines that left the account followed, as outflows of the order. */
export const FollowLines = z.strictObject({
  lines: z
    .array(z.union([text(64), LinePlace]))
    .min(1)
    .max(MAX_FOLLOWED)
    .describe('Each by its serial, or, where a serial names several lines or none, by page and line.'),
  ...Signed,
});
export type FollowLines = z.infer<typeof FollowLines>;
