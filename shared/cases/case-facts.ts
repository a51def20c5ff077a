import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, AlertId, CaseId, CaseItemId, GrantId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import {
  Case,
  CaseAlert,
  CaseEvidence,
  CaseFiling,
  CaseLink,
  CaseLoss,
  CasePerson,
  Grant,
  MustDone,
  StationId,
  withdrawable,
} from './model.ts';

/** What one case brings into another when they are merged. Its shares are left out: they end with it. */
const Content = Case.pick({
  agencies: true,
  alerts: true,
  persons: true,
  losses: true,
  evidence: true,
  musts: true,
  links: true,
  absorbed: true,
});

/** Everything that can happen to a case. `at` is when it was recorded. */
export const CaseFact = z.discriminatedUnion('type', [
  fact('case.opened', {
    caseId: CaseId,
    reference: z.string(),
    district: z.enum(districts),
    agency: AgencyId,
    station: StationId.optional(),
    title: z.string(),
    fraudType: z.string(),
    summary: z.string(),
  }),
  // its alarms, persons, losses and evidence
  fact('case.alert-joined', { alert: CaseAlert }),
  /** The alarm was corrected or handed over since it joined. */
  fact('case.alert-put-right', { alert: CaseAlert }),
  fact('case.person-added', { person: CasePerson }),
  fact('case.loss-added', { loss: CaseLoss }),
  fact('case.evidence-added', { evidence: CaseEvidence }),
  fact('case.must-done', { done: MustDone }),
  // wrong entries; the facts before have their content
  fact('case.corrected', {
    changes: z.strictObject({
      title: z.string().optional(),
      fraudType: z.string().optional(),
      summary: z.string().optional(),
      station: StationId.nullable().optional(),
    }),
    /** For a case that was filed without a station and now gets one: the moment in whose month it counts. */
    countedAt: UtcInstant.optional(),
    /** In earlier facts, instead: when the case was filed. */
    filedAt: UtcInstant.optional(),
    reason: z.string(),
  }),
  fact('case.item-withdrawn', { part: z.enum(withdrawable), itemId: CaseItemId, reason: z.string() }),
  fact('case.alert-left', { alertId: AlertId, reason: z.string() }),
  /** The fact holds the station and the agency of the filing, because stations are ranked by it. */
  fact('case.filed', { filing: CaseFiling, district: z.enum(districts), agency: AgencyId, station: StationId.optional() }),
  // its shares
  fact('case.shared', { grant: Grant }),
  fact('case.share-revoked', {
    grantId: GrantId,
    agency: AgencyId,
    persons: Grant.shape.persons.optional(),
    roles: Grant.shape.roles.optional(),
    reason: z.string(),
  }),
  // other cases
  fact('case.linked', { link: CaseLink }),
  fact('case.merged', { into: CaseId, reason: z.string() }),
  fact('case.absorbed', { from: CaseId, content: Content }),
  /** It was open, and the case merged into it was filed: it goes on under that filing, which does not count again. */
  fact('case.filing-taken-over', { from: CaseId, filing: CaseFiling }),
]);
export type CaseFact = z.infer<typeof CaseFact>;
export type CaseFactType = CaseFact['type'];
