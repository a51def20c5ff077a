import type { Actor } from '../kernel/context.ts';
import { secondsSince } from '../kernel/time.ts';
import type { CaseMoney, CaseView, LinkProposalView, SharedCase, ShareView } from './answers.ts';
import { type Case, type CasePart, caseParts, type Grant, lossFenOf, musts } from './model.ts';
import { grantsFor, holdsCase, isInForce, partsVisible } from './visibility.ts';

/** How a reader looks at a case. */
export interface CaseReading {
  readonly actor: Actor;
  readonly now: string;
  readonly version: number;
  /** The id in the request; it differs from the case's own if that case was merged into this one. */
  readonly asked: string;
  /** The state of the money, if that part is shown. */
  readonly money?: CaseMoney | undefined;
  /** The proposed links, if the actor reads a case of their own. */
  readonly linkProposals?: readonly LinkProposalView[] | undefined;
}

/** The case as the actor may see it: part by part, so that no new field is shown by accident. */
export function caseView(fraudCase: Case, { actor, now, version, asked, money, linkProposals }: CaseReading): CaseView {
  const { caseId, openedAt } = fraudCase;
  const parts = partsVisible(fraudCase, actor, now);
  const shown = (part: CasePart): Partial<CaseView> => (parts.includes(part) ? partViews[part](fraudCase, parts) : {});
  return {
    ...headOf(fraudCase),
    ...(asked === caseId ? {} : { mergedInto: caseId }),
    ...(holdsCase(fraudCase, actor) ? { version } : {}),
    ...{ openedAt, touchedAt: touchedOf(fraudCase, parts, actor, now) },
    ...{ openSeconds: secondsSince(openedAt, now), parts: [...parts] },
    ...(holdsCase(fraudCase, actor) ? {} : { withheld: caseParts.filter((part) => !parts.includes(part)) }),
    ...{ ...shown('summary'), ...shown('filing'), ...shown('alerts'), ...shown('persons'), ...shown('losses') },
    ...{ ...shown('evidence'), ...shown('musts'), ...shown('links') },
    ...(parts.includes('money') && money !== undefined ? { money } : {}),
    ...(holdsCase(fraudCase, actor) && linkProposals !== undefined ? { linkProposals: [...linkProposals] } : {}),
    ...(holdsCase(fraudCase, actor)
      ? {
          agencies: fraudCase.agencies,
          absorbed: fraudCase.absorbed,
          shares: fraudCase.grants.map((grant) => shareView(fraudCase, grant, now)),
        }
      : {}),
  };
}

/** When the case last changed; for a reader of a part, when that part was last added to, or shared with them. */
function touchedOf(fraudCase: Case, parts: readonly CasePart[], actor: Actor, now: string): string {
  if (holdsCase(fraudCase, actor)) return fraudCase.touchedAt;
  const { openedAt, persons, losses, evidence, links } = fraudCase;
  const added = { persons, losses, evidence };
  const moments = [
    ...grantsFor(fraudCase, actor, now).map(({ grantedAt }) => grantedAt),
    ...Object.entries(added).flatMap(([part, items]) =>
      parts.some((one) => one === part) ? items.map(({ addedAt }) => addedAt) : [],
    ),
    ...(parts.includes('links') ? links.map(({ linkedAt }) => linkedAt) : []),
  ];
  return moments.reduce((latest, at) => (at > latest ? at : latest), openedAt);
}

function headOf({
  caseId,
  reference,
  district,
  agency,
  status,
}: Case): Pick<CaseView, 'caseId' | 'reference' | 'district' | 'agency' | 'status'> {
  return { caseId, reference, district, agency, status };
}

/**
 * The content of each part, without data of other parts: the sum lost is that of the losses listed, if the alarms are not shown. The caller
 * gives `money`, which comes from other streams; `timeline` and `objections` are read by themselves.
 */
const partViews: Readonly<Record<CasePart, (fraudCase: Case, parts: readonly CasePart[]) => Partial<CaseView>>> = {
  summary: ({ title, fraudType, summary, station }) => ({
    title,
    fraudType,
    summary,
    ...(station === undefined ? {} : { station }),
  }),
  filing: ({ filing }) => (filing === undefined ? {} : { filing }),
  alerts: ({ alerts }) => ({ alerts }),
  money: () => ({}),
  persons: ({ persons }) => ({ persons }),
  losses: ({ losses, alerts }, parts) => ({
    losses,
    lossFen: lossFenOf({ losses, alerts: parts.includes('alerts') ? alerts : [] }),
  }),
  evidence: ({ evidence }) => ({ evidence }),
  musts: (fraudCase) => ({
    musts: musts.map((must) => {
      const done = fraudCase.musts.find((one) => one.must === must);
      return done === undefined ? { must, done: false } : { ...done, done: true };
    }),
  }),
  timeline: () => ({}),
  links: ({ links }) => ({ links }),
  objections: () => ({}),
};

/** A share with its state. The shares of a case that was merged into another ended with it. */
export function shareView({ status }: Pick<Case, 'status'>, grant: Grant, now: string): ShareView {
  const revoked = grant.revokedAt !== undefined || (status === 'merged' && isInForce(grant, now));
  const state = revoked ? 'revoked' : isInForce(grant, now) ? 'in-force' : 'expired';
  return { ...grant, state };
}

/** The case as an entry in the list of shares with the actor, by this grant; undefined if the grant does not, or no longer, share it. */
export function sharedCase(fraudCase: Case, grantId: string, actor: Actor, now: string): SharedCase | undefined {
  const grant = grantsFor(fraudCase, actor, now).find((one) => one.grantId === grantId);
  if (grant === undefined) return undefined;
  const { parts, purpose, grantedAt, until } = grant;
  return { ...headOf(fraudCase), grantId, parts, purpose, grantedAt, until };
}
