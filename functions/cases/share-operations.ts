import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { ShareView } from '../../shared/cases/answers.ts';
import type { CaseShare } from '../../shared/cases/case-shares.ts';
import { isSameCase } from '../../shared/cases/gates.ts';
import type { Case, ShareCase } from '../../shared/cases/model.ts';
import { revokeShare, shareCase } from '../../shared/cases/share-case.ts';
import { CaseShares, Cases } from '../../shared/cases/streams.ts';
import { shareView } from '../../shared/cases/views.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { onCaseNamed } from './found-case.ts';
import type { caseRoutes } from './routes.ts';

type ShareRoutes = Pick<typeof caseRoutes, 'shareCase' | 'revokeShare'>;

/** The shares of a case: their receivers, their parts, and their ends. */
export const shareOperations: Operations<ShareRoutes, ApiTools> = {
  shareCase: onCaseNamed<ApiRequest<typeof caseRoutes.shareCase>, ApiTools>(
    async (fraudCase, input, context, { request, tools }) => {
      const decision = await ifRegistered(tools.journal, shareCase(fraudCase, input, context), [granteeOf(input)]);
      if (decision.kind === 'refusal') return decision;
      const { made, facts } = decision;
      return {
        decision,
        streams: [fresh(CaseShares, made)],
        answer: ({ state, version }) =>
          request.answer(facts.length === 0 ? 200 : 201, shareIn(state, made, context.now), version),
      };
    },
  ),

  revokeShare: onCaseNamed<ApiRequest<typeof caseRoutes.revokeShare>, ApiTools>(
    async (fraudCase, { reason }, context, { request, loaded, tools: { journal } }) => {
      const { grantId } = request.params;
      const share = await journal.load(CaseShares, grantId);
      const ended = await endedByMerger(journal, fraudCase, share.state, context.now);
      if (ended !== undefined) return { decision: accept(), answer: () => request.answer(200, ended, loaded.version) };
      return {
        decision: revokeShare(fraudCase, { grantId, reason }, share.state, context),
        streams: [share],
        answer: ({ state, version }) => request.answer(200, shareIn(state, grantId, context.now), version),
      };
    },
  ),
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

function shareIn(fraudCase: Case, grantId: string, now: string): ShareView {
  const grant = fraudCase.grants.find((one) => one.grantId === grantId);
  return shareView(fraudCase, grant ?? impossible('a share is not in its case'), now);
}
