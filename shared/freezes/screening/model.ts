import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, AlertId, OrderId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { Officer, Person, text } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { Finding } from '../order/instruction-kinds.ts';

/** `open`: no finding yet · `found` · `lapsed`: the term ended without a finding · `ended`: the freeze ended first. */
export const screeningStatuses = ['open', 'found', 'lapsed', 'ended'] as const;
export type ScreeningStatus = (typeof screeningStatuses)[number];

/** A piece of evidence on which the finding rests, in words: a statement, a paper, a number of the case file. */
export const EvidenceNamed = text(200);

/** How the owner was told. */
export const tellingWays = ['in-person', 'telephone', 'letter', 'by-bank'] as const;
export const TellingWay = z.enum(tellingWays);
export type TellingWay = z.infer<typeof TellingWay>;

/** A finding, by which officers it was signed, and who recorded it. */
export const Found = z.strictObject({
  at: UtcInstant,
  finding: Finding,
  /** Of a part: the sum that is linked, and stays frozen. */
  linkedFen: Fen.optional(),
  grounds: z.string(),
  evidence: z.array(EvidenceNamed),
  officers: z.array(Officer),
  by: Person,
});
export type Found = z.infer<typeof Found>;

/** That the owner of money that goes free is told, and by when (3 days). */
export const OwnerTold = z.strictObject({
  dueAt: UtcInstant,
  told: z.strictObject({ at: UtcInstant, toldAt: UtcInstant, way: TellingWay, by: Person }).optional(),
  overdueAt: UtcInstant.optional(),
});

/** The screening (性质甄别) of a frozen account: whether its money is linked to the crime. Its stream has the id of the order. */
export const Screening = z.strictObject({
  orderId: OrderId,
  alertId: AlertId,
  district: z.enum(districts),
  agency: AgencyId,
  bankId: AgencyId,
  status: z.enum(screeningStatuses),
  /** Whether the whole account is frozen: then the term is one month, and three otherwise. */
  whole: z.boolean(),
  frozenAt: UtcInstant,
  /** The end of the term; without a finding by then the money goes free. */
  dueAt: UtcInstant,
  /** When the officers are warned of that. */
  warnAt: UtcInstant,
  warned: z.boolean(),
  found: Found.optional(),
  lapsedAt: UtcInstant.optional(),
  endedAt: UtcInstant.optional(),
  owner: OwnerTold.optional(),
});
export type Screening = z.infer<typeof Screening>;
