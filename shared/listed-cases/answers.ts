import * as z from 'zod';
import { UtcInstant } from '../kernel/time.ts';
import { ExtensionRequest, ListedCase, ListingApproval, Matter, Progress, Rung } from './model.ts';

/** A missed date: which, since when, and the steps taken because of it. A decision is that on a suggestion or a proposal. */
const Overdue = z.strictObject({
  matter: z.enum([...Matter.options, 'decision']),
  since: UtcInstant,
  days: z.int().nonnegative(),
  steps: z.array(Rung),
});

/** The task of its people at `neededAt`. */
const neededFor = z.enum(['decision', 'report', 'deadline', 'extension']).optional();

const Aim = z.strictObject({
  chains: z.strictObject({ broken: z.int(), aim: z.int() }),
  arrests: z.strictObject({ arrested: z.int(), aim: z.int() }),
  money: z.strictObject({
    lossFen: z.int(),
    returnedFen: z.int().describe('What banks paid back on rounds of return, and what units reported beside it.'),
    overReported: z.boolean(),
  }),
  reached: z.boolean(),
});

/** A listed case as it is shown: its progress towards the aim, what is overdue, when a person must next act. */
export const ListedCaseView = z
  .strictObject({
    ...ListedCase.omit({ listing: true, deadline: true, report: true, decisionOverdue: true }).shape,
    version: z.int(),
    supervisor: z.string().optional(),
    listedAt: UtcInstant.optional(),
    approval: ListingApproval.optional(),
    deadlineAt: UtcInstant.optional(),
    reportDueAt: UtcInstant.optional(),
    neededAt: UtcInstant.optional(),
    neededFor,
    aim: Aim,
    overdue: z.array(Overdue),
    openSeconds: z.int(),
    untouchedSeconds: z.int(),
  })
  .meta({ id: 'ListedCase' });
export type ListedCaseView = z.input<typeof ListedCaseView>;

/** What a list shows of a listed case. */
export const ListedCaseEntry = z
  .strictObject({
    ...ListedCase.pick({
      listedCaseId: true,
      reference: true,
      caseId: true,
      district: true,
      status: true,
      level: true,
      units: true,
      grounds: true,
      lossFen: true,
      beganAt: true,
      touchedAt: true,
    }).shape,
    progress: Progress,
    /** The unanswered request of a responsible unit; the listing itself has the reason. */
    extensionRequest: ExtensionRequest.omit({ reason: true }).optional(),
    neededAt: UtcInstant.optional(),
    neededFor,
    deadlineAt: UtcInstant.optional(),
    reportDueAt: UtcInstant.optional(),
    overdue: z.array(Overdue),
    openSeconds: z.int(),
    untouchedSeconds: z.int(),
  })
  .meta({ id: 'ListedCaseEntry' });
export type ListedCaseEntry = z.input<typeof ListedCaseEntry>;

/** A listing as an index holds it. */
export const ListedCaseCard = z.object({
  ...ListedCaseEntry.omit({ overdue: true, openSeconds: true, untouchedSeconds: true }).shape,
  deadlineSteps: z.array(Rung).optional(),
  reportSteps: z.array(Rung).optional(),
});
export type ListedCaseCard = z.output<typeof ListedCaseCard>;
