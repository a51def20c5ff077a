import { evolver } from '../kernel/evolver.ts';
import type { CaseFact } from './case-facts.ts';
import { caseLifecycle } from './case-lifecycle.ts';
import type { CaseStatus } from './model.ts';
import { type Case, caseLimits, type Grant } from './model.ts';

type DataOf<T extends CaseFact['type']> = Extract<CaseFact, { type: T }>['data'];

/** The case after a fact. */
export const evolveCase = evolver<CaseStatus, Case, CaseFact, 'case.opened'>(caseLifecycle, {
  births: { 'case.opened': opened },
  steps: {
    'case.alert-joined': (fraudCase, { alert }) => ({ ...fraudCase, alerts: [...fraudCase.alerts, alert] }),
    'case.alert-put-right': (fraudCase, { alert }) => ({
      ...fraudCase,
      alerts: fraudCase.alerts.map((one) => (one.alertId === alert.alertId ? alert : one)),
    }),
    'case.person-added': (fraudCase, { person }) => ({ ...fraudCase, persons: [...fraudCase.persons, person] }),
    'case.loss-added': (fraudCase, { loss }) => ({ ...fraudCase, losses: [...fraudCase.losses, loss] }),
    'case.evidence-added': (fraudCase, { evidence }) => ({ ...fraudCase, evidence: [...fraudCase.evidence, evidence] }),
    'case.must-done': (fraudCase, { done }) => ({ ...fraudCase, musts: [...fraudCase.musts, done] }),
    'case.corrected': (fraudCase, { changes }) => corrected(fraudCase, changes),
    'case.item-withdrawn': (fraudCase, { part, itemId }) => ({
      ...fraudCase,
      [part]: fraudCase[part].filter((item) => item.itemId !== itemId),
    }),
    'case.alert-left': (fraudCase, { alertId }) => ({
      ...fraudCase,
      alerts: fraudCase.alerts.filter((alert) => alert.alertId !== alertId),
    }),
    'case.filed': (fraudCase, { filing, at }) => ({ ...fraudCase, filing, filingNotedAt: at }),
    'case.filing-taken-over': (fraudCase, { filing, at }) => ({ ...fraudCase, filing, filingNotedAt: at }),
    'case.shared': (fraudCase, { grant, at }) => ({ ...fraudCase, grants: withRoom([...fraudCase.grants, grant], at) }),
    'case.share-revoked': (fraudCase, { grantId, at }) => ({
      ...fraudCase,
      grants: fraudCase.grants.map((grant) => (grant.grantId === grantId ? { ...grant, revokedAt: at } : grant)),
    }),
    'case.linked': (fraudCase, { link }) => ({ ...fraudCase, links: [...fraudCase.links, link] }),
    'case.merged': (fraudCase, { into }) => ({ ...fraudCase, mergedInto: into }),
    'case.absorbed': (fraudCase, { content, at }) => ({
      ...fraudCase,
      // the shares were for another case: the merged one has to be shared anew
      grants: fraudCase.grants.map((grant) => ({ ...grant, revokedAt: grant.revokedAt ?? at })),
      agencies: [...new Set([...fraudCase.agencies, ...content.agencies])],
      alerts: [...fraudCase.alerts, ...content.alerts],
      persons: [...fraudCase.persons, ...content.persons],
      losses: [...fraudCase.losses, ...content.losses],
      evidence: [...fraudCase.evidence, ...content.evidence],
      musts: [...fraudCase.musts, ...content.musts],
      links: [
        ...fraudCase.links.filter((link) => !content.absorbed.some(({ caseId }) => caseId === link.caseId)),
        ...content.links,
      ],
      absorbed: [...fraudCase.absorbed, ...content.absorbed],
    }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});

function opened({ at, ...data }: DataOf<'case.opened'>): Omit<Case, 'status'> {
  return {
    ...data,
    agencies: [data.agency],
    openedAt: at,
    touchedAt: at,
    alerts: [],
    persons: [],
    losses: [],
    evidence: [],
    musts: [],
    grants: [],
    links: [],
    absorbed: [],
  };
}

function corrected({ station: before, ...fraudCase }: Case, changes: DataOf<'case.corrected'>['changes']): Case {
  const { title = fraudCase.title, fraudType = fraudCase.fraudType, summary = fraudCase.summary, station = before } = changes;
  return { ...fraudCase, title, fraudType, summary, ...(station === undefined || station === null ? {} : { station }) };
}

/** The grants, without the oldest ended ones if there are too many: the facts have them for good. */
function withRoom(grants: readonly Grant[], at: string): Grant[] {
  const surplus = grants.length - caseLimits.grants;
  if (surplus <= 0) return [...grants];
  const ended = grants.filter(({ revokedAt, until }) => revokedAt !== undefined || until <= at).slice(0, surplus);
  return grants.filter((grant) => !ended.includes(grant));
}
