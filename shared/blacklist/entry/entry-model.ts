import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { BlacklistEntryId, CaseId, CaseItemId, OrderId } from '../../kernel/ids.ts';
import { Person, paperNumber, prose } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { Mark } from '../mark/mark-model.ts';
import { Ground } from './grounds.ts';

/** `listed` · `appealed`: an appeal waits for its decision, and the mark stays listed · `expired`: its term ended · `delisted`: taken off before. */
export const entryStatuses = ['listed', 'appealed', 'expired', 'delisted'] as const;
export const EntryStatus = z.enum(entryStatuses);
export type EntryStatus = z.infer<typeof EntryStatus>;

/** On what a listing rests: a stop order, a case or a thing in it, or the words of a finding with the number of its paper. */
export const Evidence = z.union([
  z.strictObject({ orderId: OrderId }),
  z.strictObject({ caseId: CaseId, itemId: CaseItemId.optional() }),
  z.strictObject({ findingText: prose(1_000), paper: paperNumber(64) }),
]);
export type Evidence = z.infer<typeof Evidence>;

export const GivenGround = z.strictObject({
  ground: Ground,
  evidence: z.array(Evidence),
  reason: z.string(),
  by: Person,
  at: UtcInstant,
});
export type GivenGround = z.infer<typeof GivenGround>;

/** Where an entry of a national list stands in it: the newest version that has it, its first page that does, and the list's own number for it. */
export const InList = z.strictObject({
  listId: z.string(),
  version: z.int().positive(),
  page: z.int().positive().exactOptional(),
  number: z.string().optional(),
});
export type InList = z.infer<typeof InList>;

/** How the person concerned was told: in writing. */
export const tellingWays = ['letter', 'in-person', 'electronic'] as const;

/** That the person concerned is told in writing: by when, and what came of it. */
export const Telling = z.strictObject({
  dueAt: UtcInstant,
  overdueAt: UtcInstant.optional(),
  told: z
    .strictObject({ at: UtcInstant, by: Person, toldAt: UtcInstant, how: z.enum(tellingWays), paper: z.string() })
    .optional(),
  notTold: z.strictObject({ at: UtcInstant, by: Person, reason: z.string() }).optional(),
});
export type Telling = z.infer<typeof Telling>;

/** An appeal (申诉) of the person concerned, as police recorded it, and its decision. */
export const Appeal = z.strictObject({
  at: UtcInstant,
  by: Person,
  appellant: z.string(),
  text: z.string(),
  receivedAt: UtcInstant,
  dueAt: UtcInstant,
  overdueAt: UtcInstant.optional(),
  decided: z.strictObject({ at: UtcInstant, by: Person, upheld: z.boolean(), reason: z.string() }).optional(),
});
export type Appeal = z.infer<typeof Appeal>;

/** So many grounds, renewals and appeals an entry takes. */
export const MAX_GROUNDS = 20;
export const MAX_RENEWALS = 20;
export const MAX_APPEALS = 10;

/** Why it was taken off: police said so, an appeal was upheld, or a later complete version of the list does not have it. */
export const delistings = ['word', 'appeal', 'list'] as const;

/** An entry of the blacklist (黑名单条目): one mark as one agency, or one national list, has it listed. */
export const BlacklistEntry = z.strictObject({
  entryId: BlacklistEntryId,
  /** Short reference for the phone, e.g. `HM-261122-7K3Q9M`. It names no district. */
  reference: z.string(),
  status: EntryStatus,
  mark: Mark,
  /** Keyed hash of the mark: the id of its register. */
  markKey: z.string(),
  /** Of the police that listed it; absent for agencies of the whole city. */
  district: z.enum(districts).optional(),
  listedBy: Person,
  list: InList.optional(),
  grounds: z.array(GivenGround),
  listedAt: UtcInstant,
  until: UtcInstant,
  renewals: z.array(z.strictObject({ at: UtcInstant, by: Person, reason: z.string(), until: UtcInstant })),
  /** Absent where the law does not ask for it. */
  telling: Telling.optional(),
  appeals: z.array(Appeal),
  delisted: z.strictObject({ at: UtcInstant, by: Person.optional(), cause: z.enum(delistings), reason: z.string() }).optional(),
});
export type BlacklistEntry = z.infer<typeof BlacklistEntry>;

/** The appeal that waits for a decision. */
export function openAppeal({ appeals }: Pick<BlacklistEntry, 'appeals'>): Appeal | undefined {
  return appeals.find(({ decided }) => decided === undefined);
}
