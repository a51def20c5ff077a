import { answerFor, marksAsked } from '../../shared/blacklist/check/answer-check.ts';
import { BlacklistChecks, checksId, noteCheck } from '../../shared/blacklist/check/check-log.ts';
import type { Mark } from '../../shared/blacklist/mark/mark-model.ts';
import { BlacklistMarks } from '../../shared/blacklist/mark/mark-register.ts';
import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import { carryOutUnkept } from '../../shared/http/carry-out.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { keyedHash } from '../../shared/kernel/canonical.ts';
import { markKeyOf, markKeysOf } from '../lookups/blacklist-marks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { DataKeys } from '../platform/secrets.ts';
import type { blacklistRoutes } from './routes.ts';

/**
 * Checks marks, and puts that on the record before the answer goes out. All registers come in one read. A check that comes again under its key
 * is made, and recorded, again: what is listed may have changed.
 */
export async function checkMarks(
  request: ApiRequest<typeof blacklistRoutes.checkMarks>,
  tools: ApiTools,
): Promise<StoredAnswer | Rejection> {
  const access = request.allowed();
  if (access.kind === 'refusal') return access;
  const { actor } = request;
  const asked = marksAsked(request.body.marks, actor);
  if (asked.kind === 'refusal') return asked;
  const { journal } = tools;
  const keys = await tools.dataKeys();
  const context = request.context();
  // a number can be guessed from a plain hash of the body
  const command = { ...request.command, inputHash: keyedHash(keys.blacklist, request.command.inputHash) };
  return carryOutUnkept({ ...request, command }, journal, async () => {
    const [registers, day] = await Promise.all([
      registersOf(asked.marks, keys, tools),
      journal.load(BlacklistChecks, checksId(actor, context.now)),
    ]);
    const items = asked.marks.map((mark, at) => answerFor(mark, at, registers[at] ?? [], context));
    const hits = items.filter(({ hit }) => hit).length;
    const noted = asked.marks.map((mark) => ({ kind: mark.kind, key: sealed(keys, mark) }));
    const decision = noteCheck(day.state, noted, { hits }, context);
    return planFrom(decision, [day], () => request.answer(200, { checkedAt: context.now, items }));
  });
}

/** So many characters tell one mark of a log from another. */
const SEALED = 22;

/** How a mark stands in the log: not as the key of its register, so that a reader of the log cannot follow it into the list. */
function sealed(keys: DataKeys, mark: Mark): string {
  return keyedHash(keys.blacklist, `check#${markKeyOf(keys, mark)}`).slice(0, SEALED);
}

/** What the blacklist has of each mark, in their order. */
async function registersOf(marks: readonly Mark[], keys: DataKeys, { journal }: ApiTools) {
  const ids = marks.map((mark) => markKeysOf(keys, mark));
  const loaded = await loadAll(journal, BlacklistMarks, [...new Set(ids.flat())]);
  const byId = new Map(loaded.map(({ id, state }) => [id, state]));
  return ids.map((own) => own.map((id) => byId.get(id)));
}
