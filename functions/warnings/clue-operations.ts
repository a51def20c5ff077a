import * as z from 'zod';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { unreadItem } from '../../shared/http/unread-item.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { plainPhone } from '../../shared/kernel/plain-text.ts';
import type { ClueTaken } from '../../shared/warnings/take-clue.ts';
import { type ClueOutcomeName, ClueReceipt } from '../../shared/warnings/views.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import { takingClue } from '../lookups/take-clue.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { isAnyBusy, severalUnderKey } from '../platform/several-under-key.ts';
import { readClue } from './clue-body.ts';
import { createPlaces, type Places } from './places.ts';
import type { warningRoutes } from './routes.ts';

/** So many persons' clues of a batch are taken at the same time. */
const LANES = 10;
/**
 * So long, in real milliseconds, a batch begins further clues: well within the function's time. What is left then is told as busy, and the same
 * request again takes it.
 */
const MOST_TIME = 20_000;

type ClueRoutes = Pick<typeof warningRoutes, 'receiveWarning' | 'receiveWarnings'>;

/** Clues are taken, one by one or many at once. */
export const clueOperations: Operations<ClueRoutes, ApiTools> = {
  receiveWarning: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const clue = await createPlaces(tools.journal).checked(request.body, request.actor.district);
    const attempt = takingClue(tools, clue, request.context(), (outcome, warning) =>
      request.answer(outcome === 'received' ? 201 : 200, receiptOf(outcome, warning, clue)),
    );
    return carryOut(request, tools.journal, attempt);
  },

  receiveWarnings: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const answered = (outcomes: readonly StoredAnswer[]) => {
      const told = outcomes.map(outcomeOf);
      const refused = told.filter(({ outcome }) => outcome === 'refused').length;
      const answer = request.answer(200, { taken: told.length - refused, refused, outcomes: told });
      return { answer, isBusy: isAnyBusy(told) };
    };
    return severalUnderKey(request, tools.journal, {
      prepare: async () => request.body,
      work: async ({ warnings }) => answered(await takeAll(request, tools, warnings)),
      again: () => answered([]).answer,
    });
  },
};

type BatchCall = Parameters<(typeof clueOperations)['receiveWarnings']>[0];

/** Takes the clues, those of one phone one after the other: they join one warning. */
async function takeAll(request: BatchCall, tools: ApiTools, warnings: readonly unknown[]): Promise<readonly StoredAnswer[]> {
  const outcomes: StoredAnswer[] = [];
  const places = createPlaces(tools.journal);
  const begun = performance.now();
  const byPhone = Map.groupBy(
    warnings.map((raw, at) => ({ raw, at })),
    ({ raw }) => phoneOf(raw),
  );
  await inParallel([...byPhone.values()], LANES, async (some) => {
    for (const { raw, at } of some) {
      const hasTime = performance.now() - begun < MOST_TIME;
      outcomes[at] = hasTime ? await takeOne(request, tools, places, raw, at) : request.problem(refuse('BUSY'));
    }
  });
  return outcomes;
}

/** Takes one clue of a batch. The warning itself tells that a clue was taken before, so the command leaves no record. */
async function takeOne(request: BatchCall, tools: ApiTools, places: Places, raw: unknown, at: number): Promise<StoredAnswer> {
  const read = readClue(raw);
  if (!read.success) return request.problem(unreadItem(`/warnings/${at}`, read.issues));
  const clue = await places.checked(read.data, request.actor.district);
  const attempt = takingClue(tools, clue, request.context(), (outcome, warning) => ({
    status: 200,
    body: receiptOf(outcome, warning, clue),
  }));
  const command = { ...request.command, id: hashOf([request.command.id, at]) };
  const became = await transact(tools.journal, command, attempt, { remember: false });
  if (became.outcome === 'refused') return request.problem(became.refusal);
  if (became.answer === undefined) throw new Error('a clue was taken without an answer');
  return became.answer;
}

function receiptOf(outcome: ClueOutcomeName, { warningId, reference, grade, receivedAt }: Warning, { notTaken }: ClueTaken) {
  const odd = notTaken === undefined ? {} : { notTaken: notTaken.map(({ path, rule }) => ({ path, rule })) };
  return { outcome, warningId, reference, grade, receivedAt, ...odd };
}

function outcomeOf({ status, body }: StoredAnswer) {
  return status < 300 ? ClueReceipt.parse(body) : ({ outcome: 'refused', problem: Problem.parse(body) } as const);
}

const Phoned = z.object({ person: z.object({ phone: z.string() }) });

/** By which clues of a batch are put together: the phone, or the clue itself where it has none that can be read. */
function phoneOf(raw: unknown): unknown {
  const phone = Phoned.safeParse(raw).data?.person.phone;
  return phone === undefined ? raw : plainPhone(phone);
}
