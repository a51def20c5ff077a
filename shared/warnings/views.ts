import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { WarningId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { isChannel } from './ladder.ts';
import { outcomesOf } from './outcomes.ts';
import {
  Closing,
  Clue,
  ContactOutcome,
  Means,
  Rung,
  Warning,
  WarningGrade,
  WarningLevel,
  WarningSource,
  warningStatuses,
} from './warning-model.ts';

/** A warning as the people who work on it see it. */
export const WarningView = z
  .strictObject({
    ...Warning.omit({ clues: true, rung: true, triedMeans: true, messages: true, carried: true }).shape,
    clues: z.array(Clue.omit({ key: true })),
    rung: Rung,
    outcomes: z.array(ContactOutcome).describe('The outcomes that the contact that is due can have.'),
    overdue: z.boolean(),
    version: z.int().positive(),
  })
  .meta({ id: 'Warning' });
export type WarningView = z.input<typeof WarningView>;

/** @param now ISO 8601, UTC */
export function warningView(warning: Warning, version: number, now: string): WarningView {
  const { clues, triedMeans: _, messages: __, carried: ___, ...rest } = warning;
  const { means, dueAt } = warning.rung;
  const isOpen = warning.status !== 'closed';
  return {
    ...rest,
    clues: clues.map(({ key: ____, ...clue }) => clue),
    outcomes: isOpen && !isChannel(means) ? [...outcomesOf[means]] : [],
    overdue: isOpen && dueAt <= now,
    version,
  };
}

/** The card of a warning, as `streams.ts` makes it. */
export const WarningCard = z.object({
  warningId: WarningId,
  reference: z.string(),
  status: z.enum(warningStatuses),
  grade: WarningGrade,
  district: z.enum(districts),
  station: z.string().optional(),
  receivedAt: UtcInstant,
  raisedBy: z.string(),
  source: WarningSource,
  level: WarningLevel.optional(),
  means: Means.optional(),
  dueAt: UtcInstant.optional(),
  outcome: Closing.optional(),
  endedBy: Means.optional(),
  contactMinutes: z.int().nonnegative().optional(),
  loss: z.enum(['after-contact', 'before-contact']).optional(),
});
export type WarningCard = z.infer<typeof WarningCard>;

/** What a list shows of a warning: nothing of the person. */
export const WarningEntry = z.strictObject({ ...WarningCard.shape, overdue: z.boolean() }).meta({ id: 'WarningEntry' });
export type WarningEntry = z.input<typeof WarningEntry>;

/** @param now ISO 8601, UTC */
export function warningEntry(card: WarningCard, now: string): WarningEntry {
  return { ...card, overdue: card.status !== 'closed' && card.dueAt !== undefined && card.dueAt <= now };
}

const clueOutcomes = ['received', 'joined', 'known'] as const;
export type ClueOutcomeName = (typeof clueOutcomes)[number];

/** What became of a clue: a new warning, one that joined the person's open one, or one that was taken before. */
export const ClueReceipt = z
  .strictObject({
    outcome: z.enum(clueOutcomes),
    warningId: WarningId,
    reference: z.string(),
    grade: WarningGrade,
    receivedAt: UtcInstant.describe('When the clock of the warning started.'),
    notTaken: z
      .array(z.strictObject({ path: z.string(), rule: z.string() }))
      .optional()
      .describe('The parts that could not be read: the warning goes on without them.'),
  })
  .meta({ id: 'ClueReceipt' });
export type ClueReceipt = z.input<typeof ClueReceipt>;
