import type * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { departureReasonOf, type RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import { type DecisionCard, RecordedDecisions } from '../../shared/standards/decision/decision-streams.ts';
import { decisionThing } from '../../shared/standards/kinds.ts';
import { pointsNow } from '../../shared/standards/similar/compare-facts.ts';
import { type Ranked, rankDecisions, tallyOf } from '../../shared/standards/similar/rank-decisions.ts';
import { checkFacts } from '../../shared/standards/standard/case-facts.ts';
import type { Standard } from '../../shared/standards/standard/model.ts';
import { Standards } from '../../shared/standards/standard/streams.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { placeOf } from '../platform/place.ts';
import { reasonsOf } from './answers.ts';
import { neighboursIn } from './neighbours.ts';
import type { SimilarDecision, similarRoutes } from './similar-routes.ts';

export const similarOperations: Operations<typeof similarRoutes, ApiTools> = {
  findSimilarDecisions: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { criterion, facts: given, district, ...paged } = request.body;
    const checked = checkFacts(given);
    if (checked.kind === 'refusal') return checked;
    const { facts } = checked;
    const place = await placeOf({ ...request, query: paged }, tools, { criterion, facts, district });
    if (place.kind === 'refusal') return place;
    const context = request.context();
    const points = pointsNow(context);
    const asked = district === 'all' ? districts : [district];
    const found = await neighboursIn(tools.journal, { criterion, districts: asked, facts });
    const ranked = rankDecisions(
      facts,
      found.flatMap(({ decisions }) => decisions),
      points,
    );
    const rest = ranked.filter(({ rank }) => rank > (place.after?.['rank'] ?? ''));
    const page = rest.slice(0, paged.limit);
    const last = rest.length > page.length ? page.at(-1) : undefined;
    const within = context.policy.amount('similar.near', context.now);
    return request.answer(200, {
      items: await rowsOf(tools.journal, page, request.actor),
      ...place.next(last && { rank: last.rank }),
      compared: ranked.length,
      districts: found.map((one) => ({
        district: one.district,
        ...tallyOf(
          ranked.filter(({ decision }) => decision.district === one.district),
          within,
        ),
        more: one.more,
      })),
    });
  },
};

type Row = z.input<typeof SimilarDecision>;

/** The decisions of a page as all districts see them, with the standards of their days: two reads. */
async function rowsOf(journal: Journal, page: readonly Ranked<z.infer<typeof DecisionCard>>[], actor: Actor): Promise<Row[]> {
  const loaded = await journal.loadMany(
    RecordedDecisions,
    page.map(({ decision }) => decision.decisionId),
  );
  const decisions = new Map(loaded.map(({ id, state }) => [id, state]));
  const held = new Set(loaded.flatMap(({ state }) => state?.standardId ?? []));
  const standards = new Map((await loadAll(journal, Standards, [...held])).map(({ id, state }) => [id, state]));
  return page.flatMap(({ decision: { decisionId }, distance, same, differs }) => {
    const decision = decisions.get(decisionId);
    if (decision === undefined) return [];
    const standard = decision.standardId === undefined ? undefined : standards.get(decision.standardId);
    const compared = { distance, same: [...same], differs: [...differs] };
    return [{ ...compared, ...withoutPersons(decision, standard), ...defined({ own: ownOf(decision, actor) }) }];
  });
}

function withoutPersons(decision: RecordedDecision, standard: Standard | undefined) {
  const { district, decidedOn, decision: taken, facts, departed, outcome, publicGrounds } = decision;
  return {
    ...{ district, decidedOn, decision: taken, facts, departed, reasons: reasonsOf(standard, decision) },
    ...defined({ outcome, publicGrounds, standard: standard && headOf(standard) }),
  };
}

function headOf({ standardId, title, document, measure, threshold }: Standard) {
  return { standardId, title, document, ...defined({ measure, threshold }) };
}

/** What leads to the case, for those who may read the decision itself. */
function ownOf(decision: RecordedDecision, actor: Actor): Row['own'] {
  if (decideAccess('decision.read', actor, decisionThing(decision)).outcome !== 'allowed') return undefined;
  const { decisionId, caseNumber } = decision;
  return { decisionId, ...defined({ caseNumber, departureReason: departureReasonOf(decision) }) };
}
