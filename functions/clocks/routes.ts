import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { StoredDay } from '../../shared/kernel/day.ts';
import { AgencyId, CaseItemId } from '../../shared/kernel/ids.ts';
import { Instant, UtcInstant } from '../../shared/kernel/time.ts';
import { TermKind, termSubjects } from '../../shared/terms/model.ts';
import { LabelView } from '../me/label-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { caseClockRoutes } from './case-clock-routes.ts';

/** A term that concerns the caller. */
export const Term = z
  .strictObject({
    termId: z.string(),
    kind: TermKind,
    label: LabelView,
    endsAt: UtcInstant,
    lastDay: StoredDay.optional().meta({
      description: 'The last day, in Beijing, of a term that ends with a day: `endsAt` is the midnight after it.',
    }),
    ranOut: z.boolean(),
    about: z.strictObject({
      kind: z.enum(termSubjects),
      id: z.string(),
      reference: z.string().optional().meta({ description: 'What people say on the phone.' }),
    }),
    district: z.enum(districts).optional(),
    waitsFor: AgencyId.optional().meta({ description: 'The agency that has to act, where it is one.' }),
    waitsForMe: z.boolean().meta({ description: "Whether that is the caller's agency." }),
    person: z.strictObject({ itemId: CaseItemId, name: z.string().optional() }).optional().meta({
      description:
        'The suspect that a term of procedure is about: the item of the case file, with the name for those who answer for the case.',
    }),
    provisional: z
      .literal(true)
      .optional()
      .meta({ description: 'The end may still move by some days: the holidays of that time are not known.' }),
  })
  .meta({ id: 'Term' });

const TermQuery = PageQuery.extend({
  dueBefore: Instant.optional().meta({
    description: 'Only terms that end before this moment. A term that ends with a day ends at the midnight after it.',
  }),
  mine: z.literal('true').optional().meta({
    description: 'Only terms for which your own agency has to act. As with `kind`, a page may then be short.',
  }),
  kind: TermKind.optional().meta({
    description: 'Only terms of this kind. A page may then hold fewer than `limit`, or none, and still have a `next`.',
  }),
});

/** How many there are. */
const TermsSummary = z
  .strictObject({
    total: z.int().nonnegative(),
    ranOut: z.int().nonnegative(),
    waitsForMe: z.int().nonnegative(),
    kinds: z.partialRecord(TermKind, z.int().positive()),
    more: z.boolean().describe('There are more than are counted here: a thousand.'),
  })
  .meta({ id: 'TermsSummary' });

export const clockRoutes = defineRoutes({
  listClocks: {
    method: 'GET',
    path: '/v1/clocks',
    summary: 'List the terms and deadlines that concern the caller: those that have run out first, then by their end',
    tag: 'me',
    access: { action: 'term.list' },
    query: TermQuery,
    answers: { 200: pageOf(Term) },
    refusals: [],
  },
  getClocksSummary: {
    method: 'GET',
    path: '/v1/clocks/summary',
    summary: 'How many terms and deadlines concern the caller: by kind, how many have run out, how many wait for its agency',
    tag: 'me',
    access: { action: 'term.list' },
    query: TermQuery.omit({ limit: true, cursor: true }),
    answers: { 200: TermsSummary },
    refusals: [],
  },
  ...calendarRoutes,
  ...caseClockRoutes,
});
