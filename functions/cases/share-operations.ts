import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { ShareView } from '../../shared/cases/answers.ts';
import type { CaseShare } from '../../shared/cases/case-shares.ts';
import { isSameCase } from '../../shared/cases/gates.ts';
import type { Case, ShareCase } from '../../shared/cases/model.ts';
import { grantAlike, revokeShare, shareCase } from '../../shared/cases/share-case.ts';
import { CaseShares, Cases } from '../../shared/cases/streams.ts';
import { shareView } from '../../shared/cases/views.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { caseOf } from './found-case.ts';
import type { caseRoutes } from './routes.ts';

type ShareRoutes = Pick<typeof caseRoutes, 'shareCase' | 'revokeShare'>;

/** The shares of a case: their receivers, their parts, and their ends. */
export const shareOperations: Operations<ShareRoutes, ApiTools> = {
  shareCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { loaded, fraudCase, context } = found;
      const decision = await ifRegistered(journal, shareCase(fraudCase, request.body, context), [granteeOf(request.body)]);
      if (decision.kind === 'refusal') return decision;
      const grantId = decision.facts.flatMap((fact) => (fact.type === 'case-share.opened' ? [fact.data.grantId] : []))[0];
      if (grantId === undefined) {
        const known = grantAlike(fraudCase, request.body, context.now)?.grantId ?? '';
        const answer = request.answer(200, shareIn(fraudCase, known, context.now), loaded.version);
        return { kind: 'plan', changes: [], answer };
      }
      return planFrom(decision, [loaded, fresh(CaseShares, grantId)], (after) => {
        const { state, version } = after(loaded);
        return request.answer(201, shareIn(state, grantId, context.now), version);
      });
    }),

  revokeShare: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { loaded, fraudCase, context } = found;
      const { grantId } = request.params;
      const share = await journal.load(CaseShares, grantId);
      const ended = await endedByMerger(journal, fraudCase, share.state, context.now);
      if (ended !== undefined) return { kind: 'plan', changes: [], answer: request.answer(200, ended, loaded.version) };
      return planFrom(revokeShare(fraudCase, { grantId, ...request.body }, share.state, context), [loaded, share], (after) => {
        const { state, version } = after(loaded);
        return request.answer(200, shareIn(state, grantId, context.now), version);
      });
    }),
};

/** The receiver of the share: an agency whose people could look at the case with it, and only their roles that could. */
function granteeOf({ agency, roles }: ShareCase): Named {
  return { agency, path: '/agency', kinds: whoMay('case.read', 'granted'), roles: { names: roles, path: '/roles' } };
}

/**
 * The share in the case that gave it, if that was merged into this one: its shares ended with it. A share that ended so long ago that the
 * case no longer has it is not found there either, as in a case that goes on.
 */
async function endedByMerger(
  journal: Journal,
  fraudCase: Case,
  share: CaseShare | undefined,
  now: string,
): Promise<ShareView | undefined> {
  if (share === undefined || share.caseId === fraudCase.caseId || !isSameCase(fraudCase, share.caseId)) return undefined;
  const { state: merged } = await journal.load(Cases, share.caseId);
  const grant = merged?.grants.find(({ grantId }) => grantId === share.grantId);
  return merged === undefined || grant === undefined ? undefined : shareView(merged, grant, now);
}

function shareIn(fraudCase: Case | undefined, grantId: string, now: string): ShareView {
  const grant = fraudCase?.grants.find((one) => one.grantId === grantId);
  if (fraudCase === undefined || grant === undefined) throw new Error('a share is not in its case');
  return shareView(fraudCase, grant, now);
}
