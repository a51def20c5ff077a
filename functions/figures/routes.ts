import * as z from 'zod';
import { FigureRow, Figures, groupings } from '../../shared/freezes/stats/groups.ts';
import { MonthView } from '../../shared/freezes/stats/published/month-view.ts';
import { CorrectMonth } from '../../shared/freezes/stats/published/publish-month.ts';
import { PublishedMonth } from '../../shared/freezes/stats/published/sheet.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { Day, Month, StoredDay } from '../../shared/kernel/day.ts';

const OfMonth = z.strictObject({ month: Month });

/** Another word than those known is refused by the operation, which names them. */
const GroupBy = z
  .string()
  .min(1)
  .max(40)
  .optional()
  .meta({
    description: 'Rows by this. Without it: the figures of all.',
    override: ({ jsonSchema }) => {
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
      Object.assign(jsonSchema, { enum: [...groupings] });
    },
  });

const FiguresQuery = WidePageQuery.extend({
  district: z.enum([...districts, 'all']).optional(),
  groupBy: GroupBy,
  from: Day.optional().meta({
    description:
      'The first day of the alarms, in Beijing. Else that of `to`; by month the first of its year, by bank the first of its month.',
  }),
  to: Day.optional().meta({ description: 'The last day of the alarms; today unless told otherwise.' }),
});

/** Figures of all alarms of these days, and the rows that they were asked for by. */
const FreezeStats = Figures.extend({
  district: z.enum([...districts, 'all']),
  from: StoredDay,
  to: StoredDay,
  foldedThrough: StoredDay.optional().describe(
    'The last folded day. It and later days are counted to this moment; what came late to earlier days, up to its end.',
  ),
  medianMinutes: z
    .number()
    .nonnegative()
    .optional()
    .describe('Minutes from alarm to money stopped (T5 - T0) of half of the stops.'),
  p90Minutes: z.number().nonnegative().optional(),
  groupBy: z.enum(groupings).optional(),
  items: z.array(FigureRow).optional(),
  next: z.string().optional(),
}).meta({ id: 'FreezeStats' });

const MonthEntry = PublishedMonth.pick({ month: true, edition: true, publishedAt: true, publishedBy: true }).meta({
  id: 'PublishedMonthEntry',
});

const EditionQuery = z.strictObject({
  edition: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, 'must be a whole number from 1 to 999')
    .transform(Number)
    .optional()
    .meta({
      description: 'An edition before the one in force.',
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: 999 });
      },
    }),
});

export const figureRoutes = defineRoutes({
  getFreezeStats: {
    method: 'GET',
    path: '/v1/stats/freezes',
    summary: 'Read how fast and how much was stopped: in all, or by bank, district, month, day or hour, years back',
    tag: 'figures',
    access: { action: 'stats.read' },
    query: FiguresQuery,
    answers: { 200: FreezeStats },
    refusals: ['GROUPING_UNKNOWN', 'RANGE_REVERSED', 'RANGE_TOO_LONG', 'RANGE_NOT_MONTHS'],
  },
  listFigureMonths: {
    method: 'GET',
    path: '/v1/stats/months',
    summary: 'List the months whose figures are published, the newest first',
    tag: 'figures',
    access: { action: 'figures-month.read' },
    query: PageQuery,
    answers: { 200: pageOf(MonthEntry) },
    refusals: [],
  },
  getFigureMonth: {
    method: 'GET',
    path: '/v1/stats/months/{month}',
    summary: 'Read the figures of a month as they were published: in all, by district, by bank',
    tag: 'figures',
    access: { action: 'figures-month.read' },
    params: OfMonth,
    query: EditionQuery,
    answers: { 200: MonthView },
    refusals: ['MONTH_IN_FUTURE'],
  },
  getFigureSheet: {
    method: 'GET',
    path: '/v1/stats/months/{month}/sheet.csv',
    summary: 'Download the figures of a month as a table (CSV)',
    tag: 'figures',
    access: { action: 'figures-month.read' },
    params: OfMonth,
    query: EditionQuery,
    answers: { 200: z.string() },
    media: 'text/csv',
    refusals: ['MONTH_IN_FUTURE'],
  },
  publishFigureMonth: {
    method: 'POST',
    path: '/v1/stats/months/{month}/publish',
    summary: 'Publish the figures of a month that is over; what comes later changes nothing of them',
    tag: 'figures',
    access: { action: 'figures-month.publish' },
    params: OfMonth,
    answers: { 200: MonthView, 201: MonthView },
    refusals: ['MONTH_IN_FUTURE', 'MONTH_NOT_OVER', 'MONTH_NOT_COUNTED', 'MONTH_WITHOUT_FIGURES', 'PUBLISHER_NOT_A_PERSON'],
  },
  correctFigureMonth: {
    method: 'POST',
    path: '/v1/stats/months/{month}/correct',
    summary: 'Correct a published month by a new edition with the figures of now; the editions before stay',
    tag: 'figures',
    access: { action: 'figures-month.publish' },
    params: OfMonth,
    ifMatch: true,
    body: CorrectMonth,
    answers: { 200: MonthView },
    refusals: ['MONTH_FIGURES_UNCHANGED', 'MONTH_NOT_COUNTED', 'PUBLISHER_NOT_A_PERSON'],
    example: { reason: '三笔延迟到账的止付结果已补录。' },
  },
});
