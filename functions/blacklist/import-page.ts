import type * as z from 'zod';
import type { ListMark } from '../../shared/blacklist/entry/bodies.ts';
import { clearedOf, confirmEntry } from '../../shared/blacklist/entry/confirm-entry.ts';
import { listMark, ownRow } from '../../shared/blacklist/entry/list-mark.ts';
import { BlacklistEntries } from '../../shared/blacklist/entry/streams.ts';
import type { ListPageFact } from '../../shared/blacklist/list/list-facts.ts';
import {
  type ListPage,
  ListRow,
  type NationalList,
  type PageOutcome,
  type RefusedRow,
} from '../../shared/blacklist/list/list-model.ts';
import { ListPages, NationalLists, pageIdOf } from '../../shared/blacklist/list/streams.ts';
import { type PageCame, pageRefusal, takePage } from '../../shared/blacklist/list/take-page.ts';
import { BlacklistMarks } from '../../shared/blacklist/mark/mark-register.ts';
import { type ApiRequest, isRejection, type Rejection } from '../../shared/http/api-request.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import type { Command, StoredAnswer } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import { type Plan, planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf, keyedHash } from '../../shared/kernel/canonical.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { markKeyOf } from '../lookups/blacklist-marks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { DataKeys } from '../platform/secrets.ts';
import { severalUnderKey } from '../platform/several-under-key.ts';
import type { blacklistRoutes } from './routes.ts';

type ImportCall = ApiRequest<typeof blacklistRoutes.importBlacklistPage>;

/** So many rows are taken at the same time. */
const LANES = 8;

/**
 * Takes a page of a national list: each row in an append of its own, then the page. A row tells by the state of its entry that it was taken, so
 * a page that comes again, after a crash too, takes no row twice; the same page again gets its first answer. If a row could not be taken now,
 * the page is not taken: BUSY.
 */
export async function importPage(request: ImportCall, tools: ApiTools): Promise<StoredAnswer | Rejection> {
  const access = request.allowed();
  if (access.kind === 'refusal') return access;
  const { journal } = tools;
  const keys = await tools.dataKeys();
  const came = cameIn(request, keys);
  const command = { ...request.command, inputHash: keyedHash(keys.blacklist, request.command.inputHash) };
  return severalUnderKey({ ...request, command }, journal, {
    prepare: async (): Promise<Loaded<ListPage, ListPageFact> | Rejection> => {
      const { list, page } = await placesOf(came, tools);
      return pageRefusal(list.state, came, page.state) ?? page;
    },
    work: async (page) => {
      const taken = page.state === undefined ? await rowsTaken(request, came, keys, tools) : { outcome: page.state, marks: 0 };
      if (taken.outcome.refused.some(({ code }) => code === 'BUSY')) return refuse('BUSY');
      const became = await pageTaken(request, came, taken, tools);
      return isRejection(became) ? became : { answer: became, isBusy: false };
    },
    again: () => answerOf(request, came, nothing, undefined),
  });
}

const nothing: PageOutcome = { listed: 0, confirmed: 0, refused: [] };

/** Takes the page itself, whose rows were taken. It tells that it was taken, so the command leaves no record. */
async function pageTaken(
  request: ImportCall,
  came: PageCame,
  { outcome, marks }: RowsTaken,
  tools: ApiTools,
): Promise<StoredAnswer | Rejection> {
  const command = { ...request.command, id: hashOf([request.command.id, 'page']) };
  const attempt = async (): Promise<Plan | Refusal<Fact>> => {
    const now = await placesOf(came, tools);
    const known = { before: now.page.state, outcome, marks, rows: request.body.rows.length, name: request.callerName };
    const decision = takePage(now.list.state, came, known, request.context());
    return planFrom(decision, [now.list, now.page], (after) =>
      answerOf(request, came, now.page.state ?? outcome, after(now.list).state),
    );
  };
  const became = await transact(tools.journal, command, attempt, { remember: false });
  if (became.outcome === 'refused') return became.refusal;
  return became.answer ?? impossible('a page was taken without an answer');
}

/** A number of a person can be guessed from a plain hash of the page. */
function cameIn({ params: { listId, page }, body }: ImportCall, { blacklist }: DataKeys): PageCame {
  const { version, pages, rows } = body;
  return { listId, page, version, pages, hash: keyedHash(blacklist, hashOf(rows)) };
}

async function placesOf({ listId, version, page }: PageCame, { journal }: ApiTools) {
  const [list, pageLoaded] = await Promise.all([
    journal.load(NationalLists, listId),
    journal.load(ListPages, pageIdOf(listId, version, page)),
  ]);
  return { list, page: pageLoaded };
}

function answerOf(
  request: ImportCall,
  { listId, version, page, pages }: PageCame,
  { listed, confirmed, refused }: PageOutcome | ListPage,
  list: NationalList | undefined,
): StoredAnswer {
  const isCurrent = list?.version === version;
  return request.answer(200, {
    ...{ listId, version, page, pages, listed, confirmed, refused },
    taken: isCurrent ? list.taken : pages,
    complete: !isCurrent || list.completedAt !== undefined,
    held: isCurrent && list.heldAt !== undefined,
  });
}

/** What became of the rows, and how many marks they have that no other page of the version had: two rows may have one mark. */
interface RowsTaken {
  readonly outcome: PageOutcome;
  readonly marks: number;
}

async function rowsTaken(request: ImportCall, came: PageCame, keys: DataKeys, tools: ApiTools): Promise<RowsTaken> {
  const refused: RefusedRow[] = [];
  const marks = new Set<string>();
  const counts = { listed: 0, confirmed: 0 };
  const context = request.context();
  await inParallel([...request.body.rows.entries()], LANES, async ([row, raw]) => {
    const read = ListRow.safeParse(raw);
    if (!read.success) {
      const errors = fieldErrors('body', read.error.issues).map(({ path, rule }) => ({ path, rule }));
      refused.push({ row, code: 'INPUT_INVALID', errors });
      return;
    }
    const command = { ...request.command, name: 'importRow', id: `${request.command.id}/${row}` };
    const taken = await rowTaken(read.data, came, { keys, tools, command, context, name: request.callerName });
    if (taken.kind === 'refusal') refused.push({ row, code: taken.code });
    else {
      counts[taken.became] += 1;
      if (!taken.isOnOtherPage) marks.add(taken.markKey);
    }
  });
  return { outcome: { ...counts, refused: refused.toSorted((a, b) => a.row - b.row) }, marks: marks.size };
}

interface RowTools {
  readonly keys: DataKeys;
  readonly tools: ApiTools;
  readonly command: Command;
  readonly context: Context;
  readonly name: string;
}

interface RowTaken {
  readonly kind: 'taken';
  readonly became: 'listed' | 'confirmed';
  readonly markKey: string;
  /** Another page of the same version had the mark before. */
  readonly isOnOtherPage: boolean;
}

/** Lists the mark of a row, or notes that this version has it too. */
async function rowTaken(
  { mark, number }: z.infer<typeof ListRow>,
  { listId, version, page }: PageCame,
  { keys, tools: { journal }, command, context, name }: RowTools,
): Promise<RowTaken | Refusal<Fact>> {
  const markKey = markKeyOf(keys, mark);
  let taken: RowTaken = { kind: 'taken', became: 'listed', markKey, isOnOtherPage: false };
  const attempt = async (): Promise<Plan | Refusal<Fact>> => {
    const register = await journal.load(BlacklistMarks, markKey);
    const cleared = clearedOf(register.state, listId);
    if (cleared !== undefined) return cleared;
    const row = ownRow(register.state, { agency: context.actor.agency, list: listId }, context.now);
    const entry = row === undefined ? undefined : await journal.load(BlacklistEntries, row.entryId);
    const before = entry?.state?.list;
    const isOnOtherPage = before?.version === version && (before.page ?? page) !== page;
    taken = { kind: 'taken', became: entry?.state === undefined ? 'listed' : 'confirmed', markKey, isOnOtherPage };
    if (entry?.state !== undefined && (before?.version ?? version) < version)
      return planFrom(confirmEntry(entry.state, { version, page }, { register: register.state }, context), [entry, register]);
    const list = { listId, version, page, ...(number === undefined ? {} : { number }) };
    const evidence = [{ findingText: listId, paper: number ?? `${listId}-${version}` }];
    const input: ListMark = { mark, ground: 'national-list', reason: listId, evidence };
    const known = { markKey, register: register.state, entry: entry?.state, name, list };
    const decision = listMark(input, known, context);
    if (decision.kind === 'refusal') return decision;
    return planFrom(decision, [entry ?? fresh(BlacklistEntries, decision.made), register]);
  };
  // the entry tells that the row was taken
  const done = await transact(journal, command, attempt, { remember: false });
  return done.outcome === 'refused' ? done.refusal : taken;
}
