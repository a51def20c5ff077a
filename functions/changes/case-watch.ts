import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { saysCaseOfAlert } from '../../shared/cases/pointers.ts';
import { caseView } from '../../shared/cases/views.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import type { Rejection } from '../../shared/http/api-request.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { factsOfAlert, factsOfCase } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { plus } from '../../shared/kernel/time.ts';
import { moneyOf } from '../lookups/case-money.ts';
import { type FoundCase, findCase } from '../lookups/cases.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { factsFrom, RECENT } from './fact-log.ts';
import { watchLog } from './log-watch.ts';
import type { Look, Watch } from './watch.ts';

/** So many alarms of a case are watched, the newest: each costs a query a look. */
const MOST_ALARMS = 40;

type Tools = Pick<ApiTools, 'journal' | 'now'>;

/**
 * Watches a case: for those who hold it by the facts of the case, its listing and its alarms; for an agency that it is shared with by what it
 * is shown, so that no change of another part shows.
 */
export function watchCase(tools: Tools, actor: Actor, caseId: string): Watch {
  const file = openFile(tools, actor, caseId);
  const own = watchLog(tools, {
    logs: file.logs,
    seen: async (facts) => {
      const refusal = facts.length > 0 ? await file.read() : file.refusal();
      return refusal ?? { kind: 'seen', facts: facts.filter(({ stream }) => !saysCaseOfAlert(stream)) };
    },
  });
  const shared = watchShown(tools, actor, file);
  const chosen = (): Watch => (file.isHeld() ? own : shared);
  return {
    first: async (since) => (await file.read()) ?? chosen().first(since),
    again: () => chosen().again(),
  };
}

/** A case as one turn knows it. */
interface CaseFile {
  /** Reads it anew. @returns the refusal if there is no such case for this reader */
  read(): Promise<Rejection | undefined>;
  /** NOT_FOUND if the reader may not know of it at this moment: a share ends by time, too. */
  refusal(): Rejection | undefined;
  found(): FoundCase | undefined;
  isHeld(): boolean;
  readonly logs: () => readonly string[];
}

function openFile({ journal, now }: Tools, actor: Actor, caseId: string): CaseFile {
  let found: FoundCase | undefined;
  const refusal = (): Rejection | undefined => {
    const isKnown =
      found !== undefined && decideAccess('case.read', actor, caseThing(found.fraudCase, now())).outcome === 'allowed';
    return isKnown ? undefined : refuse('NOT_FOUND');
  };
  return {
    read: async () => {
      found = await findCase(journal, caseId);
      return refusal();
    },
    refusal,
    found: () => found,
    isHeld: () => found !== undefined && holdsCase(found.fraudCase, actor),
    logs: () => {
      const alarms = found?.fraudCase.alerts ?? [];
      const newest = alarms.toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)).slice(0, MOST_ALARMS);
      const own = found === undefined ? [] : [factsOfCase(found.fraudCase.caseId)];
      return [...own, ...newest.map(({ alertId }) => factsOfAlert(alertId))];
    },
  };
}

const ShownPosition = z.object({ shown: z.string() });

/** Watches what a reader of parts is shown. The logs only say when to look again; what they say is not told. */
function watchShown({ journal, now }: Tools, actor: Actor, file: CaseFile): Watch {
  let before: string | undefined;
  let shown = '';
  let read = new Set<string>();

  const look = async (): Promise<Look | Rejection> => {
    const refusal = await file.read();
    const found = file.found();
    if (refusal !== undefined || found === undefined) return refusal ?? refuse('NOT_FOUND');
    const { loaded, fraudCase } = found;
    const at = now();
    const seesMoney = partsVisible(fraudCase, actor, at).includes('money');
    const money = seesMoney ? await moneyOf(journal, fraudCase, at) : undefined;
    const view = caseView(fraudCase, { actor, now: at, version: loaded.version, asked: fraudCase.caseId, money });
    shown = tagOf(undefined, view);
    const isChanged = before !== undefined && shown !== before;
    return {
      kind: 'look',
      changed: isChanged ? [{ kind: 'case', id: fraudCase.caseId }] : [],
      position: { shown },
    };
  };
  const news = async (): Promise<boolean> => {
    const facts = await factsFrom(journal, file.logs(), plus(now(), -RECENT));
    const isNew = facts === undefined || facts.some(({ sk }) => !read.has(sk));
    read = new Set([...read, ...(facts ?? []).map(({ sk }) => sk)]);
    return isNew;
  };

  return {
    first: async (since) => {
      before = since === undefined ? undefined : ShownPosition.safeParse(since).data?.shown;
      if (since !== undefined && before === undefined) return refuse('READ_ANEW');
      await news();
      return look();
    },
    again: async () => {
      if (await news()) return look();
      return file.refusal() ?? { kind: 'look', changed: [], position: { shown } };
    },
  };
}
