import type { Call } from '../../shared/http/api-request.ts';
import { createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import {
  type DecisionMonth,
  decisionMonthId,
  type RecordDecision,
  type RecordedDecision,
} from '../../shared/standards/decision/decision-model.ts';
import { DecisionNumbers, decisionNumberKey } from '../../shared/standards/decision/decision-numbers.ts';
import {
  DecisionCard,
  DecisionMonths,
  decisionListing,
  RecordedDecisions,
} from '../../shared/standards/decision/decision-streams.ts';
import { recordDecision } from '../../shared/standards/decision/record-decision.ts';
import { decisionThing } from '../../shared/standards/kinds.ts';
import type { Standard } from '../../shared/standards/standard/model.ts';
import { Standards } from '../../shared/standards/standard/streams.ts';
import { lineOf } from '../lookups/standards.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, datedAsked, datedPage } from '../platform/dated-page.ts';
import { decisionView, reasonsOf } from './answers.ts';
import type { decisionRoutes } from './proposal-routes.ts';

interface Deciding extends Call {
  readonly body: RecordDecision;
}

export const decisionOperations: Operations<typeof decisionRoutes, ApiTools> = {
  recordDecision: createOn({
    type: RecordedDecisions,
    may: (request: Deciding) => request.allowed(decisionThing(request.body)),
  })(async (input, context, { request, tools: { journal } }) => {
    const { criterion, district, decidedOn } = input;
    const at: DecisionMonth = { criterion, district, month: decidedOn.slice(0, 7) };
    const [month, { line, current }, { number, earlier }] = await Promise.all([
      journal.load(DecisionMonths, decisionMonthId(at)),
      lineOf(journal, criterion, district, decidedOn),
      underItsNumber(journal, decisionNumberKey(input)),
    ]);
    const known = { standard: current?.standard, month: month.state, earlier: earlier?.state };
    const held = earlier?.state === undefined ? current?.standard : await standardBehind(journal, earlier.state);
    return {
      decision: recordDecision(input, known, context),
      goesOn: earlier,
      streams: [month, ...number],
      // whether it departs follows from the standard in force, which may change meanwhile
      rests: earlier === undefined ? [line] : [],
      answer: ({ state, version }) =>
        request.answer(earlier === undefined ? 201 : 200, decisionView(state, reasonsOf(held, state)), version),
    };
  }),

  listDecisions: async (request, tools) => {
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { criterion, departed } = request.query;
    const page = await datedPage(request, tools, asked.period, {
      pksOf: (month) => asked.districts.map((district) => listingKey(decisionListing(criterion), district, month)),
      keep: cardsWith(DecisionCard, { departed: departed === undefined ? undefined : true }),
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(DecisionCard, card)), ...page.next });
  },

  getDecision: async (request, { journal }) => {
    const { state: decision, version } = await journal.load(RecordedDecisions, request.params.decisionId);
    if (decision === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(decisionThing(decision));
    if (access.kind === 'refusal') return access;
    const reasons = reasonsOf(await standardBehind(journal, decision), decision);
    return request.answer(200, decisionView(decision, reasons), version);
  },
};

/** The place of a decision's case number, if it has one, and the decision recorded under it. */
async function underItsNumber(journal: Journal, key: string | undefined) {
  if (key === undefined) return { number: [] };
  const number = await journal.load(DecisionNumbers, key);
  if (number.state === undefined) return { number: [number] };
  return { number: [number], earlier: await journal.load(RecordedDecisions, number.state.decisionId) };
}

/** The standard that a decision was held against, if there was one. */
async function standardBehind(journal: Journal, { standardId }: RecordedDecision): Promise<Standard | undefined> {
  return standardId === undefined ? undefined : (await journal.load(Standards, standardId)).state;
}
