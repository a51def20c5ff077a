import { beijingMonth } from '../kernel/beijing.ts';
import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { outletIdOf } from './model.ts';
import type { CountedIn, LinkedBy, Opening, OpeningFact, ToldOpening } from './opening-model.ts';

/** So many findings of an account or a card are kept, the earliest: the first that stands decides where it counts. */
const MAX_LINKS = 50;

/** What is news of an account or a phone card. */
export interface OpeningNews extends Pick<Opening, 'key' | 'kind'> {
  readonly told?: ToldOpening | undefined;
  /** Of these sources, since when each links it to fraud; undefined: it does not, or not any more. The others stay as they are. */
  readonly links?: readonly { readonly source: string; readonly since: string | undefined }[];
}

/**
 * Takes what is new of an account or a card: where it was opened, and what links it to fraud. It counts once, for its outlet, in the month
 * in Beijing of the first finding that stands. The same news again changes nothing, and news may come in any order.
 *
 * @returns `opening.told`, `opening.linked`, `opening.taken-off`, `opening.counted`, each if it changes something
 */
export function takeNews(before: Opening | undefined, news: OpeningNews, { now }: Pick<Context, 'now'>): Decision<OpeningFact> {
  const { key, kind } = news;
  const told = laterOf(before?.told, news.told);
  const known = before?.linkedBy ?? [];
  const linkedBy = withLinks(known, news.links ?? []);
  const isNews = told !== undefined && hashOf(told) !== hashOf(before?.told ?? {});
  const place = placeOf({ told, linkedBy });
  const counted = before?.countedIn;
  const stays = place?.outletId === counted?.outletId && place?.month === counted?.month;
  return accept<OpeningFact>(
    ...(isNews ? [{ type: 'opening.told' as const, data: { at: now, key, kind, told } }] : []),
    ...(hashOf(known) === hashOf(linkedBy) ? [] : [{ type: 'opening.linked' as const, data: { at: now, key, kind, linkedBy } }]),
    ...(stays || counted === undefined ? [] : [{ type: 'opening.taken-off' as const, data: { at: now, ...counted } }]),
    ...(stays || place === undefined ? [] : [{ type: 'opening.counted' as const, data: { at: now, ...place } }]),
  );
}

/** Where it counts: for its outlet, in the month of the first finding that stands; undefined while its outlet is unknown or nothing links it. */
export function placeOf({ told, linkedBy }: Pick<Opening, 'told' | 'linkedBy'>): CountedIn | undefined {
  const [first] = linkedBy.map(({ since }) => since).toSorted();
  if (told === undefined || first === undefined) return undefined;
  return { outletId: outletIdOf(told.owner, told.outlet.outletId), month: beijingMonth(first) };
}

/** The later word; of two of one moment always the same one, whichever came first. */
export function laterOf(known: ToldOpening | undefined, told: ToldOpening | undefined): ToldOpening | undefined {
  if (known === undefined || told === undefined) return told ?? known;
  if (told.asOf !== known.asOf) return told.asOf > known.asOf ? told : known;
  return hashOf(told) > hashOf(known) ? told : known;
}

/** The findings with these, one a source, the earliest first. */
function withLinks(known: readonly LinkedBy[], news: NonNullable<OpeningNews['links']>): LinkedBy[] {
  const said = new Set(news.map(({ source }) => source));
  const links = news.flatMap(({ source, since }) => (since === undefined ? [] : [{ source, since }]));
  return [...known.filter(({ source }) => !said.has(source)), ...links].toSorted(inOrder).slice(0, MAX_LINKS);
}

function inOrder(a: LinkedBy, b: LinkedBy): number {
  const [left, right] = [`${a.since}#${a.source}`, `${b.since}#${b.source}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
