import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import {
  type DecisionMonth,
  decisionMonthId,
  type ReasonView,
  type RecordedDecision,
} from '../../shared/standards/decision/decision-model.ts';
import { DecisionNumbers, decisionNumberKey } from '../../shared/standards/decision/decision-numbers.ts';
import {
  DecisionCard,
  DecisionMonths,
  decisionListing,
  RecordedDecisions,
} from '../../shared/standards/decision/decision-streams.ts';
import { reasonView, recordDecision } from '../../shared/standards/decision/record-decision.ts';
import { decisionThing } from '../../shared/standards/kinds.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { Standards } from '../../shared/standards/standard/streams.ts';
import { standardOf } from '../lookups/standards.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { monthOf, pageOfIndex } from '../platform/paging.ts';
import type { decisionRoutes } from './proposal-routes.ts';

export const decisionOperations: Operations<typeof decisionRoutes, ApiTools> = {
  recordDecision: async (request, { journal }) => {
    const { criterion, district, decidedOn } = request.body;
    const access = request.allowed(decisionThing({ district }));
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const at: DecisionMonth = { criterion, district, month: decidedOn.slice(0, 7) };
      const [month, current, { number, earlier }] = await Promise.all([
        journal.load(DecisionMonths, decisionMonthId(at)),
        standardOf(journal, criterion, district, decidedOn),
        underItsNumber(journal, decisionNumberKey(request.body)),
      ]);
      const known = { standard: current?.standard, month: month.state, earlier: earlier?.state };
      const decision = recordDecision(known, request.body, request.context());
      const recorded = decision.facts.flatMap((fact) => (fact.type === 'recorded-decision.recorded' ? [fact.data] : []))[0];
      const streams = [month, ...number];
      if (recorded !== undefined) {
        const decided = fresh(RecordedDecisions, recorded.decisionId);
        const view = { ...recorded, reasons: await reasonsOf(journal, recorded) };
        return planFrom(decision, [decided, ...streams], (after) => request.answer(201, view, after(decided).version));
      }
      if (earlier?.state === undefined) return planFrom(decision, streams);
      const view = { ...earlier.state, reasons: await reasonsOf(journal, earlier.state) };
      return planFrom(decision, streams, () => request.answer(200, view, earlier.version));
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

/** The place of a decision's case number, if it has one, and the decision recorded under it. */
async function underItsNumber(journal: Journal, key: string | undefined) {
  if (key === undefined) return { number: [] };
  const number = await journal.load(DecisionNumbers, key);
  if (number.state === undefined) return { number: [number] };
  return { number: [number], earlier: await journal.load(RecordedDecisions, number.state.decisionId) };
}

/** The reasons of the standard that the decision was compared with; empty if there was none. */
async function reasonsOf(journal: Journal, { standardId, facts }: RecordedDecision): Promise<ReasonView[]> {
  if (standardId === undefined) return [];
  const { state: standard } = await journal.load(Standards, standardId);
  return standard === undefined ? [] : evaluateStandard(standard, facts).reasons.map(reasonView);
}
