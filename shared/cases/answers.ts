import * as z from 'zod';
import { OrdersStanding } from '../freezes/order/standing-model.ts';
import { districts } from '../kernel/context.ts';
import { AgencyId, CaseId, FreezeRequestId, GrantId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import { CaseRead } from './case-reads.ts';
import { KnownCase } from './known-case.ts';
import { linkGrounds } from './link-proposals.ts';
import { Case, CaseFiling, CasePart, caseStatuses, Grant, Must, StationId } from './model.ts';

/** The members that every reader of any part of a case sees: its id, its agency, and its state. */
export const CaseHead = z.strictObject({
  caseId: CaseId,
  reference: z.string(),
  district: z.enum(districts),
  agency: AgencyId,
  status: z.enum(caseStatuses),
});

/** One of the three musts, done or still to do. */
const MustLine = z.strictObject({
  must: Must,
  done: z.boolean(),
  doneAt: UtcInstant.optional(),
  officer: Officer.optional(),
  remark: z.string().optional(),
  notedAt: UtcInstant.optional(),
  notedBy: AgencyId.optional(),
});

/** A share, as the agencies that answer for the case see it. */
export const ShareView = z
  .strictObject({ ...Grant.shape, state: z.enum(['in-force', 'revoked', 'expired']) })
  .meta({ id: 'CaseShare' });
export type ShareView = z.infer<typeof ShareView>;

/** The state of the money: the freeze requests of the case's alarms, and the states of their orders. */
export const CaseMoney = z.strictObject({
  freezeRequests: z.array(FreezeRequestId),
  orders: z.int().nonnegative(),
  ...OrdersStanding.shape,
});
export type CaseMoney = z.infer<typeof CaseMoney>;

/** A link with another case that Cordon proposes: what the two have in common, and the other case if the caller may see it. */
export const LinkProposalView = z
  .strictObject({
    at: UtcInstant,
    grounds: z.array(z.enum(linkGrounds)),
    agency: AgencyId.describe('The agency that leads the other case.'),
    case: KnownCase.optional().describe(
      'The other case, if the caller may read it: `POST /v1/cases/{caseId}/link` accepts the proposal.',
    ),
  })
  .meta({ id: 'LinkProposal' });
export type LinkProposalView = z.infer<typeof LinkProposalView>;

/** A case file as the caller may see it: `parts` names the visible parts; the rest is absent. */
export const CaseView = z
  .strictObject({
    ...CaseHead.shape,
    /** For the agencies that answer for the case: to others it would tell when hidden parts changed. */
    version: z.int().positive().optional(),
    /** The case asked for was merged into this one. */
    mergedInto: CaseId.optional(),
    openedAt: UtcInstant,
    /** When the case last changed; for a reader of a part, when that part was last added to. */
    touchedAt: UtcInstant,
    openSeconds: z.int().nonnegative(),
    parts: z.array(CasePart),
    /** For readers of a share: the parts that are withheld; `POST /v1/cases/{caseId}/access-requests` asks for them. */
    withheld: z.array(CasePart).optional(),
    title: z.string().optional(),
    fraudType: z.string().optional(),
    summary: z.string().optional(),
    station: StationId.optional(),
    filing: CaseFiling.optional(),
    alerts: Case.shape.alerts.optional(),
    money: CaseMoney.optional(),
    persons: Case.shape.persons.optional(),
    losses: Case.shape.losses.optional(),
    lossFen: Fen.optional(),
    evidence: Case.shape.evidence.optional(),
    musts: z.array(MustLine).optional(),
    links: Case.shape.links.optional(),
    /** For the agencies that answer for the case: the other agencies that do, the cases merged into it, and its shares. */
    agencies: z.array(AgencyId).optional(),
    absorbed: Case.shape.absorbed.optional(),
    shares: z.array(ShareView).optional(),
    /** For the same agencies, when they read the case: proposed links that are not made yet. */
    linkProposals: z.array(LinkProposalView).optional(),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof CaseView>;

/** A case in the list of a district. */
export const CaseCard = z.object({
  ...CaseHead.shape,
  station: StationId.optional(),
  fraudType: z.string(),
  openedAt: UtcInstant,
  touchedAt: UtcInstant,
  filedAt: UtcInstant.optional(),
  alerts: z.int().nonnegative(),
  /** How many of the three musts are done. */
  musts: z.int().nonnegative(),
  lossFen: Fen,
  victims: z.int().nonnegative(),
  districts: z.int().positive(),
});

/** A case in the list of shares with the caller: the terms of the share, and its case. */
export const SharedCase = z.strictObject({
  ...CaseHead.shape,
  grantId: GrantId,
  parts: z.array(CasePart),
  purpose: z.string(),
  grantedAt: UtcInstant,
  until: UtcInstant,
});
export type SharedCase = z.infer<typeof SharedCase>;

/** One thing that happened, in the case or in what belongs to it: when, what, by which agency. The audit shows its content. */
export const TimelineEntry = z.strictObject({
  at: UtcInstant,
  /** The thing it happened to: a case, an alert, a freeze request, an order. */
  of: z.string(),
  type: z.string(),
  /** Its number in the record of the thing; absent for readers who do not see all of that, as gaps would tell of the rest. */
  seq: z.int().positive().optional(),
  by: AgencyId,
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** A look that another agency took. */
export const ReadEntry = z.strictObject(CaseRead.shape);
