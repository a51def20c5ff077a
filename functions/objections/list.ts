import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { objectionsAtKey, objectionsRaisedKey } from '../../shared/objections/keys.ts';
import { Objections } from '../../shared/objections/streams.ts';
import { ObjectionCard, objectionEntry } from '../../shared/objections/views.ts';
import { caseloadPage } from '../lookups/caseload.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { Page } from '../platform/paging.ts';
import { pageOfWindows } from '../platform/partitions-page.ts';
import type { objectionRoutes } from './routes.ts';

type ListCall = ApiRequest<typeof objectionRoutes.listObjections>;

/** The objections that concern the caller: those to review, those that its agency raised or at its accounts, those put to it. */
export async function listObjections(request: ListCall, tools: ApiTools): Promise<StoredAnswer | Rejection> {
  const { actor } = request;
  const own = actor.agencyKind === 'bank' || (actor.agencyKind === 'police' && request.query.mine !== undefined);
  const page = own ? await ownPage(request, tools) : await caseloadPage(request, tools, Objections.name, put(request), true);
  if (page.kind === 'refusal') return page;
  const now = tools.now();
  const reader = own ? { agency: actor.agency } : 'reviewer';
  const items = page.cards.map(({ card }) => objectionEntry(parseTolerantly(ObjectionCard, card), now, reader));
  return request.answer(200, { items, ...page.next });
}

/** A procuratorate has those that wait for its answer; of those that are over, those that were put to it. */
function put({ actor, query: { state } }: ListCall): ((card: object) => boolean) | undefined {
  if (actor.agencyKind !== 'procuratorate') return undefined;
  return (card) => {
    const { supervised, supervisionOpen } = parseTolerantly(ObjectionCard, card);
    return (state === 'open' ? supervisionOpen : supervised) === true;
  };
}

/** Those at the accounts of a bank, or that a police agency raised: the newest first. */
async function ownPage(request: ListCall, tools: ApiTools): Promise<Page | Rejection> {
  const { actor, query } = request;
  const access = request.allowed(actor.district === undefined ? {} : { district: actor.district });
  if (access.kind === 'refusal') return access;
  const isBank = actor.agencyKind === 'bank';
  const unfit = (['district', 'dueBefore', 'from', 'to'] as const).find((name) => query[name] !== undefined);
  if (unfit !== undefined) return invalid({ in: 'query', path: `/${unfit}`, rule: 'is only for lists of a district' });
  const isOver = (status: string) => status === 'rejected' || status === 'closed' || status === 'withdrawn';
  const partition = isBank
    ? ({ index: 'file', pk: objectionsAtKey(actor.agency) } as const)
    : ({ index: 'attention', pk: objectionsRaisedKey(actor.agency) } as const);
  return pageOfWindows(request, tools, {
    windows: [{ partitions: [partition] }],
    filter: { state: query.state },
    keep: ({ card }) => isOver(parseTolerantly(ObjectionCard, card).status) === (query.state === 'closed'),
  });
}
