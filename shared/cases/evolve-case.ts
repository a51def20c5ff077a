import { evolver } from '../kernel/evolver.ts';
import type { CaseFact } from './case-facts.ts';
import { caseLifecycle } from './case-lifecycle.ts';
import type { CaseStatus } from './case-status.ts';
import { type Case, caseLimits, type Grant } from './model.ts';

type DataOf<T extends CaseFact['type']> = Extract<CaseFact, { type: T }>['data'];

/** The case after a fact. */
export const evolveCase = evolver<CaseStatus, Case, CaseFact, 'case.opened'>(caseLifecycle, {
  births: { 'case.opened': opened },
  steps: {
    'case.alert-joined': (file, { alert }) => ({ ...file, alerts: [...file.alerts, alert] }),
    'case.person-added': (file, { person }) => ({ ...file, persons: [...file.persons, person] }),
    'case.loss-added': (file, { loss }) => ({ ...file, losses: [...file.losses, loss] }),
    'case.evidence-added': (file, { evidence }) => ({ ...file, evidence: [...file.evidence, evidence] }),
    'case.must-done': (file, { done }) => ({ ...file, musts: [...file.musts, done] }),
    'case.corrected': (file, { changes }) => corrected(file, changes),
    'case.item-withdrawn': (file, { part, itemId }) => ({ ...file, [part]: file[part].filter((item) => item.itemId !== itemId) }),
    'case.alert-left': (file, { alertId }) => ({ ...file, alerts: file.alerts.filter((alert) => alert.alertId !== alertId) }),
    'case.filed': (file, { filing, at }) => ({ ...file, filing, filingNotedAt: at }),
    'case.filing-taken-over': (file, { filing, at }) => ({ ...file, filing, filingNotedAt: at }),
    'case.shared': (file, { grant, at }) => ({ ...file, grants: withRoom([...file.grants, grant], at) }),
    'case.share-revoked': (file, { grantId, at }) => ({
      ...file,
      grants: file.grants.map((grant) => (grant.grantId === grantId ? { ...grant, revokedAt: at } : grant)),
    }),
    'case.linked': (file, { link }) => ({ ...file, links: [...file.links, link] }),
    'case.merged': (file, { into }) => ({ ...file, mergedInto: into }),
    'case.absorbed': (file, { content, at }) => ({
      ...file,
      // the shares were for another case: the merged one has to be shared anew
      grants: file.grants.map((grant) => ({ ...grant, revokedAt: grant.revokedAt ?? at })),
      agencies: [...new Set([...file.agencies, ...content.agencies])],
      alerts: [...file.alerts, ...content.alerts],
      persons: [...file.persons, ...content.persons],
      losses: [...file.losses, ...content.losses],
      evidence: [...file.evidence, ...content.evidence],
      musts: [...file.musts, ...content.musts],
      links: [...file.links.filter((link) => !content.absorbed.some(({ caseId }) => caseId === link.caseId)), ...content.links],
      absorbed: [...file.absorbed, ...content.absorbed],
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

function corrected({ station: before, ...file }: Case, changes: DataOf<'case.corrected'>['changes']): Case {
  const { title = file.title, fraudType = file.fraudType, summary = file.summary, station = before } = changes;
  return { ...file, title, fraudType, summary, ...(station === undefined || station === null ? {} : { station }) };
}

/** The grants, without the oldest of those that have ended where there are too many: the facts have them for good. */
function withRoom(grants: readonly Grant[], at: string): Grant[] {
  const surplus = grants.length - caseLimits.grants;
  if (surplus <= 0) return [...grants];
  const ended = grants.filter(({ revokedAt, until }) => revokedAt !== undefined || until <= at).slice(0, surplus);
  return grants.filter((grant) => !ended.includes(grant));
}
