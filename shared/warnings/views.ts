import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { defined } from '../kernel/defined.ts';
import { WarningId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { isChannel, levelAbove, levelOf, stepsFor } from './ladder.ts';
import { contactNeeds, ends, needsOf, outcomesOf } from './outcomes.ts';
import {
  Closing,
  Clue,
  ContactOutcome,
  Lease,
  Means,
  Rung,
  Warning,
  WarningGrade,
  WarningLevel,
  WarningSource,
  warningStatuses,
} from './warning-model.ts';

/** An outcome that the contact that is due can have, and what it brings. */
const Possible = z
  .strictObject({
    outcome: ContactOutcome,
    ends: z.boolean().describe('It ends the warning; otherwise the ladder goes on.'),
    needs: z.array(z.enum(contactNeeds)).describe('The members of the body that must come with it.'),
  })
  .meta({ id: 'PossibleOutcome' });

/** A warning as the people who work on it see it. */
export const WarningView = z
  .strictObject({
    ...Warning.omit({ clues: true, rung: true, triedMeans: true, messages: true, carried: true }).shape,
    status: z.enum(warningStatuses).describe('`held` only while the time of its holder runs.'),
    lease: Lease.optional().describe('Who holds it, while the time runs.'),
    clues: z.array(Clue.omit({ key: true })),
    rung: Rung,
    ladder: z
      .array(z.strictObject({ means: Means, level: WarningLevel }))
      .describe('The means of its grade for this person, in their order, with the level that begins each.'),
    climbsTo: WarningLevel.optional().describe(
      'The level that goes on if the term passes without a contact. Absent while a provider has it, and at the city.',
    ),
    outcomes: z.array(Possible).describe('The outcomes that the contact that is due can have.'),
    overdue: z.boolean(),
    version: z.int().positive(),
  })
  .meta({ id: 'Warning' });
export type WarningView = z.input<typeof WarningView>;

/** @param now ISO 8601, UTC */
export function warningView(warning: Warning, version: number, now: string): WarningView {
  const { clues, lease, triedMeans: _, messages: __, carried: ___, ...rest } = warning;
  const { grade, person, status, rung } = warning;
  const { means, level, dueAt } = rung;
  const isOpen = status !== 'closed';
  const isDue = isOpen && !isChannel(means);
  const isHeld = lease !== undefined && lease.until > now;
  return {
    ...rest,
    status: status === 'held' && !isHeld ? 'open' : status,
    ...(isHeld ? { lease } : {}),
    clues: clues.map(({ key: ____, ...clue }) => clue),
    ladder: stepsFor(grade, person.phone).map((step) => ({ means: step.means, level: levelOf(step.level, warning) })),
    ...(isDue ? defined({ climbsTo: levelAbove(level) }) : {}),
    outcomes: isDue ? outcomesOf[means].map((outcome) => possible(grade, means, outcome)) : [],
    overdue: isOpen && dueAt <= now,
    version,
  };
}

function possible(grade: WarningGrade, means: Means, outcome: ContactOutcome) {
  return { outcome, ends: ends(grade, means, outcome), needs: [...needsOf(means, outcome)] };
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
