import * as z from 'zod';
import type { SharedCase } from '../../shared/cases/answers.ts';
import type { Case } from '../../shared/cases/model.ts';
import { CaseShares, Cases } from '../../shared/cases/streams.ts';
import { sharedCase } from '../../shared/cases/views.ts';
import { grantsInForce } from '../../shared/cases/visibility.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { sharedWithKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { CaseId, GrantId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfShown } from '../platform/paging.ts';
import type { Next } from '../platform/place.ts';

const ShareCard = z.object({ grantId: GrantId, caseId: CaseId });
type ShareCard = z.infer<typeof ShareCard>;

interface SharedPage {
  readonly kind: 'page';
  readonly items: readonly SharedCase[];
  readonly next: Next;
}

type ListCall = Call & { readonly query: { readonly limit: number; readonly cursor?: string | undefined } };

/**
 * The shares of other agencies with the caller, newest first. The index only finds the shares; the cases themselves, read at this moment,
 * decide what is shown. A cursor also rests on shares: on the one it went on from, and on those it leads to. If the first is over, or all
 * of the others are, there is no next page any more. A share with some people of the agency is not there for the others, nor is its place.
 */
export async function sharedWithCaller(call: ListCall, tools: ApiTools): Promise<SharedPage | Rejection> {
  const { journal } = tools;
  const { actor } = call;
  const access = call.allowed({ grants: [{ agency: actor.agency, persons: [], roles: [] }] });
  if (access.kind === 'refusal') return access;
  const now = tools.now();
  const part = { index: 'listing', pk: sharedWithKey(actor.agency), newestFirst: true } as const;
  const page = await pageOfShown(call, tools, part, async (cards) => {
    const shares = cards.map((card) => ({ card, share: parseTolerantly(ShareCard, card.card) }));
    const files = await filesOf(
      journal,
      shares.map(({ share }) => share),
    );
    return shares.flatMap(({ card, share: { grantId, caseId } }) => {
      const fraudCase = files.get(caseId);
      if (fraudCase === undefined || !isInForce(fraudCase, grantId, now)) return [];
      const shown = sharedCase(fraudCase, grantId, actor, now);
      return shown === undefined ? [] : [{ card, shown }];
    });
  });
  if (page.kind === 'refusal') return page;
  if (page.after !== undefined) {
    const over = page.items.length === 0 || !(await isShareInForce(journal, page.after, now));
    if (over) return refuse('NOT_FOUND');
  }
  return { kind: 'page', items: page.items, next: page.next };
}

async function filesOf(journal: Journal, cards: readonly ShareCard[]): Promise<ReadonlyMap<string, Case>> {
  const loaded = await loadAll(journal, Cases, [...new Set(cards.map(({ caseId }) => caseId))]);
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state]])));
}

function isInForce(fraudCase: Case | undefined, grantId: string, now: string): boolean {
  return fraudCase !== undefined && grantsInForce(fraudCase, now).some((grant) => grant.grantId === grantId);
}

/** @param stream `case-share#<grantId>` */
async function isShareInForce(journal: Journal, stream: string, now: string): Promise<boolean> {
  const grantId = stream.slice(streamKey(CaseShares.name, '').length);
  const { state: share } = await journal.load(CaseShares, grantId);
  if (share === undefined) return false;
  return isInForce((await journal.load(Cases, share.caseId)).state, grantId, now);
}
