import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { OfDistrict, PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Month } from '../../shared/kernel/day.ts';
import { AgencyId, OutletId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { CardsBody, DismissSuggestion, IssueSuggested, ToldCards } from '../../shared/outlets/bodies.ts';
import { outletLifecycle } from '../../shared/outlets/outlet-lifecycle.ts';
import { OutletEntry, OutletMonthView, OutletView } from '../../shared/outlets/views.ts';
import { cardsExample, dismissalExample, measureExample } from './examples.ts';

const OfMonth = z.strictObject({ outletId: OutletId, month: Month });

/** The common parts of every command on a month of an outlet. */
const onMonth = {
  method: 'POST',
  tag: 'outlets',
  params: OfMonth,
  ifMatch: true,
  access: { action: 'outlet.decide' },
} as const;

/** What became of each card. The same cards again get the same answer. */
const CardsNoted = z
  .strictObject({
    taken: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    cards: z.array(
      z.strictObject({
        path: z.string().describe('JSON pointer into the body.'),
        outcome: z.enum(['taken', 'refused']),
        faults: z
          .array(z.strictObject({ path: z.string(), rule: z.string() }))
          .describe('Why it was refused. A card that is refused holds up no other.'),
      }),
    ),
  })
  .meta({ id: 'PhoneCardsNoted' });

export const outletRoutes = defineRoutes({
  listOutlets: {
    method: 'GET',
    path: '/v1/outlets',
    summary:
      'List the outlets of a month by how many accounts or cards opened there are linked to fraud, the most first; to a bank or an operator, its own',
    tag: 'outlets',
    access: { action: 'outlet.list' },
    query: PageQuery.extend({
      month: Month.optional().meta({ description: 'The month in Beijing, `YYYY-MM`. By default the present one.' }),
      district: OfDistrict,
      owner: AgencyId.optional().meta({ description: 'Only the outlets of this bank or operator.' }),
    }),
    answers: { 200: pageOf(OutletEntry) },
    refusals: [],
  },
  getOutlet: {
    method: 'GET',
    path: '/v1/outlets/{outletId}',
    summary: 'Read an outlet: its months, the latest first, and the measures that were issued on what was counted',
    tag: 'outlets',
    access: { action: 'outlet.read' },
    params: z.strictObject({ outletId: OutletId }),
    answers: { 200: OutletView },
    refusals: [],
  },
  issueSuggestedMeasure: {
    ...onMonth,
    path: '/v1/outlets/{outletId}/months/{month}/measure',
    summary: 'Issue the measure that was suggested, on the agency that runs the outlet',
    during: statesFor(outletLifecycle, 'issue'),
    body: IssueSuggested,
    answers: { 201: OutletMonthView },
    refusals: [
      'OUTLET_STATE_FORBIDS',
      'OUTLET_DISTRICT_UNKNOWN',
      'MEASURE_NEEDS_CITY',
      'DUE_DATE_PAST',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
    ],
    example: measureExample,
  },
  dismissSuggestion: {
    ...onMonth,
    path: '/v1/outlets/{outletId}/months/{month}/dismiss',
    summary: 'Dismiss the suggestion, with the reason',
    during: statesFor(outletLifecycle, 'dismiss'),
    body: DismissSuggestion,
    answers: { 200: OutletMonthView },
    refusals: ['OUTLET_STATE_FORBIDS'],
    example: dismissalExample,
  },
  tellPhoneCards: {
    method: 'POST',
    path: '/v1/phone-cards/openings',
    summary: 'Tell which phone cards your shops opened, up to 200 at once, each with its own outcome',
    tag: 'outlets',
    access: { action: 'phone-card.tell' },
    body: CardsBody,
    bodyAsTold: ToldCards,
    answers: { 200: CardsNoted },
    refusals: ['IDEMPOTENCY_KEY_REUSED', 'BUSY'],
    example: cardsExample,
  },
});
