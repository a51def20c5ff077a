import { thingOfOrder } from '../../shared/bank-questions/kind.ts';
import { outflowOf } from '../../shared/bank-questions/statement/follow-lines.ts';
import { BankQuestions, Watches, WatchLines } from '../../shared/bank-questions/streams.ts';
import { contentId, lineIdOf } from '../../shared/bank-questions/watch/line-id.ts';
import type { WatchedLine, WatchLine } from '../../shared/bank-questions/watch/model.ts';
import { tellLines } from '../../shared/bank-questions/watch/run-watch.ts';
import type { ApiRequest, Operation } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { followOnOrder } from '../account-questions/follow-on-order.ts';
import { orOfTest, tellOfTest } from '../bank-questions/of-test.ts';
import { signedOf } from '../bank-questions/signed-of.ts';
import { readStatementLine } from '../lookups/statement-lines.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankLineRoutes } from './routes.ts';

type TellLines = (typeof bankLineRoutes)['tellWatchLines'];

/** The bank of a watched account tells new lines: each counts once, and what left the account is followed at once. */
export const tellWatchLines = orOfTest<ApiRequest<TellLines>>(tellReal, tellTest);

/** Of a test only how many lines came. */
function tellTest(request: ApiRequest<TellLines>, tools: ApiTools): ReturnType<Operation<TellLines, ApiTools>> {
  const { watchId } = request.params;
  const lines = request.body.lines.map((raw, i) => readStatementLine(raw, { page: 1, line: i + 1 }));
  const told = { word: 'lines' as const, lines: lines.length, unread: lines.filter(({ unread }) => unread !== undefined).length };
  return tellOfTest(request, tools, { id: watchId, told }, () =>
    request.answer(200, {
      watchId,
      lines: noted(
        lines,
        lines.map(() => 'taken'),
      ),
    }),
  );
}

async function tellReal(request: ApiRequest<TellLines>, { journal }: ApiTools): ReturnType<Operation<TellLines, ApiTools>> {
  const { watchId } = request.params;
  const asked = await journal.load(Watches, watchId);
  if (asked.state === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(thingOfOrder(asked.state));
  if (access.kind === 'refusal') return access;
  const { orderId, instructionId } = asked.state;
  const signed = await signedOf(request, journal, asked.state);
  if (signed.kind === 'refusal') return signed;
  const lines = request.body.lines.map((raw, i): WatchedLine => {
    const { page: _, line: __, ...line } = readStatementLine(raw, { page: 1, line: i + 1 });
    return line;
  });
  return carryOut(request, journal, async () => {
    const context = request.context();
    const [watch, question, sorted] = await Promise.all([
      journal.load(Watches, watchId),
      journal.load(BankQuestions, instructionId),
      sortedOut(journal, watchId, lines, context),
    ]);
    if (watch.state === undefined) return refuse('NOT_FOUND');
    const outgoing = sorted.kept.map(({ line }) => line).filter((line) => isWorthFollowing(line, context));
    const followed = await followOnOrder(journal, orderId, outgoing.map(outflowOf), context);
    const taken = followed.kind === 'refusal' ? 0 : followed.outcomes.filter(({ outcome }) => outcome === 'taken').length;
    const told = { lines: sorted.kept, followedLines: taken, signature: signed.signature };
    const decision = tellLines(watch.state, told, { question: question.state }, context);
    if (decision.kind === 'refusal') return decision;
    // what the order cannot take is kept with the watch all the same
    const ofOrder = followed.kind === 'refusal' ? [] : followed.facts;
    const order = followed.kind === 'refusal' ? [] : [followed.order];
    const plan = planFrom(accept<Fact>(...decision.facts, ...ofOrder), [watch, question, ...order], () =>
      request.answer(200, { watchId, lines: noted(lines, sorted.outcomes) }),
    );
    if (plan.kind === 'refusal') return plan;
    const kept = sorted.kept.map((line) =>
      change(fresh(WatchLines, line.lineId), { type: 'watch-line.kept', data: { at: context.now, line } }),
    );
    return { ...plan, changes: [...plan.changes, ...kept] };
  });
}

/** What became of each line: it is new, or was told before. */
type LineOutcome = 'taken' | 'known';

/**
 * The lines that are new, each once. A line whose serial is known and which says something else is another line, and marked: a serial may be
 * a slip, and no line of a bank is lost.
 */
async function sortedOut(
  journal: Journal,
  watchId: string,
  lines: readonly WatchedLine[],
  { now }: Pick<Context, 'now'>,
): Promise<{ readonly kept: readonly WatchLine[]; readonly outcomes: readonly LineOutcome[] }> {
  const ids = lines.flatMap((line) => [lineIdOf(watchId, line), contentId(watchId, line)]);
  const loaded = await loadAll(journal, WatchLines, [...new Set(ids)]);
  const known = new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state.line] as const])));
  const kept: WatchLine[] = [];
  const outcomes = lines.map((line): LineOutcome => {
    const first = lineIdOf(watchId, line);
    const before = known.get(first);
    const lineId = before === undefined ? first : contentId(watchId, line);
    const isKnown = before !== undefined && canonicalJson(before) === canonicalJson(line);
    if (isKnown || known.has(lineId)) return 'known';
    known.set(lineId, line);
    kept.push({ watchId, lineId, toldAt: now, line, ...(before === undefined ? {} : { contests: true }) });
    return 'taken';
  });
  return { kept, outcomes };
}

/** Whether a line took enough out of the account (policy `trace.min-amount`). */
function isWorthFollowing({ direction, amountFen = 0 }: WatchedLine, { now, policy }: Context): boolean {
  return direction === 'out' && amountFen >= policy.amount('trace.min-amount', now);
}

function noted(lines: readonly Pick<WatchedLine, 'unread'>[], outcomes: readonly LineOutcome[]) {
  return lines.map(({ unread }, i) => {
    const path = `/lines/${i}`;
    const faults = (unread?.faults ?? []).map((fault) => ({ path: `${path}${fault.path}`, rule: fault.rule }));
    return { path, outcome: outcomes[i] ?? 'known', faults };
  });
}
