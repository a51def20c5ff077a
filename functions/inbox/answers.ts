import * as z from 'zod';
import { Desk } from '../../shared/kernel/desk.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { InboxEntry, noticeClasses } from '../../shared/notifications/model.ts';
import { Head } from '../lookups/head.ts';

/** An entry as its desk sees it. The audit shows which webhooks have it. */
export const EntryView = z.strictObject(InboxEntry.omit({ pushes: true }).shape).meta({ id: 'InboxEntry' });

const Class = z
  .enum(noticeClasses)
  .describe('`urgent`: it interrupts, at night too · `digest`: it can wait for the next working day.');

const Text = z.strictObject({ zh: z.string(), en: z.string() }).describe('What happened, in words.');

/** An entry for people: in words, and with what the reader may see now of its thing. */
export const ShownEntry = z
  .strictObject({
    ...EntryView.shape,
    class: Class,
    text: Text,
    about: Head.optional().describe(
      'What you see of the thing now, in your rights. Absent if you may not see it any more, and of things that have nothing to show here.',
    ),
  })
  .meta({ id: 'ShownInboxEntry' });
export type ShownEntry = z.infer<typeof ShownEntry>;

const Subject = InboxEntry.shape.subject;
const Count = z.int().nonnegative();
const More = z.boolean().describe('There are more than are counted here: two hundred of each desk.');

/** The open entries about one thing. */
const InboxGroup = z.strictObject({
  subject: Subject,
  about: ShownEntry.shape.about,
  open: Count,
  urgent: Count,
  overdue: Count.describe('Those whose `dueAt` is over.'),
  newest: ShownEntry,
});

export const InboxGroups = z.strictObject({ items: z.array(InboxGroup), more: More }).meta({ id: 'InboxGroups' });

export const InboxSummary = z
  .strictObject({
    open: Count,
    overdue: Count.describe('Those whose `dueAt` is over.'),
    classes: z.strictObject({ urgent: Count, digest: Count }),
    newestUrgentAt: UtcInstant.optional().describe(
      'When the newest of the urgent ones was made: a page tells by it that one came while another was marked done. Absent without any.',
    ),
    kinds: z.record(z.string(), z.int().positive()).describe('By the kind of thing that they are about.'),
    desks: z.array(z.strictObject({ desk: Desk, open: Count, urgent: Count, overdue: Count, more: More })),
    more: More,
  })
  .meta({ id: 'InboxSummary' });

/** What a day brought that could wait, thing by thing. */
export const InboxDigest = z
  .strictObject({
    day: z.string().describe('In Beijing.'),
    items: z.array(
      z.strictObject({
        subject: Subject,
        about: ShownEntry.shape.about,
        entries: z.array(
          z.strictObject({
            ...ShownEntry.pick({ entryId: true, what: true, at: true, dueAt: true, doneAt: true, settledBy: true }).shape,
            text: Text,
          }),
        ),
      }),
    ),
    more: More,
  })
  .meta({ id: 'InboxDigest' });

const { entryId } = InboxEntry.shape;

/** What became of each entry. */
export const ManyDone = z
  .strictObject({
    done: Count,
    refused: Count,
    outcomes: z.array(
      z.union([
        z.strictObject({ entryId, outcome: z.literal('done'), doneAt: UtcInstant }),
        z.strictObject({
          entryId,
          outcome: z.literal('refused'),
          code: z
            .enum(['NOT_FOUND', 'BUSY'])
            .describe('`NOT_FOUND`: no entry on your desks has this id · `BUSY`: others kept changing it; try again.'),
        }),
      ]),
    ),
    more: z.boolean().describe('More open entries are about the thing than one request marks: ask again.'),
  })
  .meta({ id: 'InboxManyDone' });
