import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import {
  type DecisionMonth,
  decisionMonthId,
  type ReasonView,
  type RecordedDecision,
} from '../../shared/standards/decision-model.ts';
import { DecisionCard, DecisionMonths, decisionListing, RecordedDecisions } from '../../shared/standards/decision-streams.ts';
import { evaluateStandard } from '../../shared/standards/evaluate-standard.ts';
import { reasonView, recordDecision } from '../../shared/standards/record-decision.ts';
import { Standards } from '../../shared/standards/streams.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { monthOf, pageOfIndex } from '../lib/paging.ts';
import { standardOf } from '../lib/standards.ts';
import { decisionThing } from '../lib/things.ts';
import type { decisionRoutes } from './proposal-routes.ts';

export const decisionOperations: Operations<typeof decisionRoutes, ApiTools> = {
  recordDecision: async (request, { journal }) => {
    const { criterion, district, decidedOn } = request.body;
    const access = request.allowed(decisionThing({ district }));
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const at: DecisionMonth = { criterion, district, month: decidedOn.slice(0, 7) };
      const [month, current] = await Promise.all([
        journal.load(DecisionMonths, decisionMonthId(at)),
        standardOf(journal, criterion, district, decidedOn),
      ]);
      const known = { standard: current?.standard, month: month.state };
      const decision = recordDecision(known, request.body, request.context());
      const recorded = decision.facts.flatMap((fact) => (fact.type === 'recorded-decision.recorded' ? [fact.data] : []))[0];
      if (recorded === undefined) return settle(decision, [month]);
      const reasons = await reasonsOf(journal, recorded);
      return settle(decision, [fresh(RecordedDecisions, recorded.decisionId), month], () =>
        request.answer(201, { ...recorded, reasons }, decision.facts.length),
      );
    });
  },

  listDecisions: async (request, tools) => {
    const part = monthOf(request);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, {
      index: 'listing',
      pk: listingKey(decisionListing(request.query.criterion), part.district, part.month),
      newestFirst: true,
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => DecisionCard.parse(card)), ...page.next });
  },

  getDecision: async (request, { journal }) => {
    const { state: decision, version } = await journal.load(RecordedDecisions, request.params.decisionId);
    if (decision === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(decisionThing(decision));
    if (access.kind === 'refusal') return access;
    return request.answer(200, { ...decision, reasons: await reasonsOf(journal, decision) }, version);
  },
};

/** Why the standard that the decision was held against says what it says; nothing where there was none. */
async function reasonsOf(journal: Journal, { standardId, facts }: RecordedDecision): Promise<ReasonView[]> {
  if (standardId === undefined) return [];
  const { state: standard } = await journal.load(Standards, standardId);
  return standard === undefined ? [] : evaluateStandard(standard, facts).reasons.map(reasonView);
}
