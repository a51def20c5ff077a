import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { commandOn, createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { beijingDay } from '../../shared/kernel/beijing.ts';
import { districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { reasonView } from '../../shared/standards/decision/record-decision.ts';
import { checkFacts } from '../../shared/standards/standard/case-facts.ts';
import { operatorsOf } from '../../shared/standards/standard/check-rule.ts';
import { criteria } from '../../shared/standards/standard/criteria.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { type InForce, matrixRow } from '../../shared/standards/standard/matrix.ts';
import { measureTexts } from '../../shared/standards/standard/measure-texts.ts';
import { measureOf, measures } from '../../shared/standards/standard/measures.ts';
import { type EndStandard, lineIdOf, type Standard, type StandardLine } from '../../shared/standards/standard/model.ts';
import { endStandard, recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { StandardLines, Standards } from '../../shared/standards/standard/streams.ts';
import { linesOf, loadLines, partOfLines, standardsInForce, withContent } from '../lookups/standards.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { numberedPlaceOf } from '../platform/place.ts';
import { standardView } from './answers.ts';
import type { standardRoutesProper } from './standard-routes.ts';

/** Reading needs no thing: a caller who may read standards may read all of them. */
function barred(request: Call): Rejection | undefined {
  const access = request.allowed();
  return access.kind === 'refusal' ? access : undefined;
}

interface StandardAnswer<Status> extends Call {
  answer(status: Status, view: ReturnType<typeof standardView>): StoredAnswer;
}

export const standardOperations: Operations<typeof standardRoutesProper, ApiTools> = {
  recordStandard: createOn({
    type: Standards,
    may: (request: StandardAnswer<201>) => request.allowed(),
  })(async (input, context, { request, tools }) => {
    const line = await tools.journal.load(StandardLines, lineIdOf(input.criterion, input.place));
    return {
      decision: recordStandard(line.state, input, context),
      streams: [line],
      answer: ({ state }, after) => request.answer(201, believed(state, after(line).state)),
    };
  }),

  listStandards: async (request, tools) => {
    const { criterion, asOf = beijingDay(tools.now()), believedOn } = request.query;
    const rejection = barred(request);
    if (rejection !== undefined) return rejection;
    const page = await pageOfIndex(request, tools, partOfLines(criterion));
    if (page.kind === 'refusal') return page;
    const lines = await loadLines(tools.journal, page.cards);
    const items = await standardsInForce(tools.journal, lines, asOf, believedOn);
    return request.answer(200, { items: items.map(standardView), ...page.next });
  },

  getMatrix: async (request, { journal, now }) => {
    const { criterion, asOf = beijingDay(now()), believedOn } = request.query;
    const rejection = barred(request);
    if (rejection !== undefined) return rejection;
    const byCriterion = await inForceBy(journal, criterion, asOf, believedOn);
    const rows = [...byCriterion].map(([name, standards]) => {
      const { cells, divergences, without } = matrixRow(name, standards);
      return {
        criterion: name,
        title: criteria[name].zh,
        cells: cells.map(({ diverges, ...cell }) => ({ ...standardView(cell), diverges: [...diverges] })),
        divergences: divergences.map(({ groups, ...divergence }) => ({
          ...divergence,
          groups: groups.map(({ places, ...group }) => ({ ...group, places: [...places] })),
        })),
        without: districts.filter((district) => without.includes(district)),
      };
    });
    return request.answer(200, { asOf, rows });
  },

  getHistory: async (request, tools) => {
    const { criterion, place, limit } = request.query;
    const rejection = barred(request);
    if (rejection !== undefined) return rejection;
    const { state } = await tools.journal.load(StandardLines, lineIdOf(criterion, place));
    const beliefs = state?.beliefs ?? [];
    const begins = await numberedPlaceOf(request, tools, { criterion, place }, 'at', beliefs.length);
    if (begins.kind === 'refusal') return begins;
    const older = Math.max(0, begins.at - limit);
    const page = await withContent(tools.journal, beliefs.slice(older, begins.at).toReversed());
    return request.answer(200, { items: page.map(standardView), ...begins.next(older > 0 ? older : undefined) });
  },

  getMeasures: async (request) => {
    return (
      barred(request) ??
      request.answer(200, {
        criteria: keysOf(criteria).map((criterion) => ({ criterion, ...criteria[criterion] })),
        measures: keysOf(measures).map((measure) => {
          const { kind } = measureOf(measure);
          const said = typeof kind === 'string' ? { kind } : { kind: 'one-of' as const, values: [...kind] };
          return { measure, ...said, operators: [...operatorsOf(kind)], ...measureTexts[measure] };
        }),
      })
    );
  },

  evaluateFacts: async (request, { journal }) => {
    const { criterion, facts, asOf, believedOn } = request.body;
    const rejection = barred(request);
    if (rejection !== undefined) return rejection;
    const checked = checkFacts(facts);
    if (checked.kind === 'refusal') return checked;
    const byCriterion = await inForceBy(journal, criterion, asOf, believedOn);
    const results = [...byCriterion].flatMap(([name, standards]) =>
      standards.map(({ standard }) => {
        const { outcome, reasons } = evaluateStandard(standard, checked.facts);
        const { standardId, place, title, document, grade } = standard;
        const missing = [...new Set(reasons.flatMap((reason) => reason.missing))];
        return { criterion: name, place, standardId, title, document, grade, outcome, reasons: reasons.map(reasonView), missing };
      }),
    );
    const without = [...byCriterion].map(([name, standards]) => ({
      criterion: name,
      districts: districts.filter((district) => !standards.some(({ standard }) => standard.place === district)),
    }));
    return request.answer(200, { asOf, results, without });
  },

  getStandard: async (request, { journal }) => {
    const rejection = barred(request);
    if (rejection !== undefined) return rejection;
    const { state: standard } = await journal.load(Standards, request.params.standardId);
    if (standard === undefined) return refuse('NOT_FOUND');
    const { state: line } = await journal.load(StandardLines, lineIdOf(standard.criterion, standard.place));
    return request.answer(200, believed(standard, line));
  },

  endStandard: commandOn({
    load: ({ body }: StandardAnswer<200> & { readonly body: EndStandard }, journal: Journal) =>
      journal.load(Standards, body.standardId),
  })(async (standard, input, context, { request, tools }) => {
    const line = await tools.journal.load(StandardLines, lineIdOf(standard.criterion, standard.place));
    return {
      decision: endStandard(line.state, input, standard, context),
      streams: [line],
      answer: (_, after) => request.answer(200, believed(standard, after(line).state)),
    };
  }),
};

/** The standards in force, by criterion; a criterion without standards has an empty entry if the caller asked for it. */
async function inForceBy(
  journal: Journal,
  criterion: Standard['criterion'] | undefined,
  asOf: string,
  believedOn: string | undefined,
): Promise<ReadonlyMap<Standard['criterion'], readonly InForce[]>> {
  const found = await standardsInForce(journal, await linesOf(journal, criterion), asOf, believedOn);
  const grouped = Map.groupBy(found, ({ standard }) => standard.criterion);
  return criterion === undefined || grouped.has(criterion) ? grouped : new Map([[criterion, []]]);
}

/** A standard, with the last belief about it. */
function believed(standard: Standard, line: StandardLine | undefined) {
  const belief = line?.beliefs.findLast(({ standardId }) => standardId === standard.standardId);
  return standardView({ standard, belief: belief ?? impossible('a standard is in no line') });
}
