import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { Phone, prose } from '../kernel/people.ts';
import { InstantOfOthers } from '../kernel/time.ts';
import { IssueMeasure } from '../regional/measure/measure-model.ts';
import { OpeningOutlet } from './outlet-model.ts';

/** The most phone cards that an operator tells at once. */
export const MAX_CARDS = 200;

const { demands, jointWith, dueAt } = IssueMeasure.shape;

/** Issue the measure that was suggested. */
export const IssueSuggested = z.strictObject({
  reason: prose(1_000).optional().describe('By default what was counted.'),
  demands,
  jointWith,
  dueAt,
  district: z.enum(districts).optional().describe('Where the outlet is, if its owner did not name the district.'),
});
export type IssueSuggested = z.infer<typeof IssueSuggested>;

export const DismissSuggestion = z.strictObject({ reason: prose(500) });
export type DismissSuggestion = z.infer<typeof DismissSuggestion>;

/** A phone card as its operator tells it: which number was opened at which shop, and when. */
export const ToldCard = z
  .strictObject({ phone: Phone, openedAt: OpeningOutlet, at: InstantOfOthers.describe('When it was opened; not in the future.') })
  .meta({ id: 'PhoneCardTold' });
export type ToldCard = z.infer<typeof ToldCard>;

/** Phone cards as they are told. */
export const ToldCards = z.strictObject({ cards: z.array(ToldCard).min(1).max(MAX_CARDS) }).meta({ id: 'PhoneCardsTold' });

/** The same with cards of any form: each is read by itself, and one that cannot be read holds up no other. */
export const CardsBody = z.strictObject({ cards: z.array(z.unknown()).min(1).max(MAX_CARDS) });
export type CardsBody = z.infer<typeof CardsBody>;
