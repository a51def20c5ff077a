import type { Journal } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import { type Change, change, type Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { type OpeningNews, takeNews } from '../../shared/outlets/count-openings.ts';
import { type Outlet, outletIdOf, outletMonthId } from '../../shared/outlets/model.ts';
import type { CountedIn, Opening, OpeningFact, ToldOpening } from '../../shared/outlets/opening-model.ts';
import type { OutletFact } from '../../shared/outlets/outlet-facts.ts';
import { OutletMonths } from '../../shared/outlets/streams.ts';
import { countFor, monthsBefore, takeOff } from '../../shared/outlets/suggest-measure.ts';

/**
 * What news of an account or a phone card changes: of itself, and of the months of outlets for which it counted and counts now. They are
 * appended together, so that it never counts twice, or for two outlets.
 *
 * @param opening read before what the news follow from: so news that are older than what is kept meet a version that has changed
 */
export async function openingChanges(
  journal: Journal,
  opening: Loaded<Opening, OpeningFact>,
  news: OpeningNews,
  context: Context,
): Promise<readonly Change[]> {
  const { facts } = takeNews(opening.state, news, context);
  const [first, ...rest] = facts;
  if (first === undefined) return [];
  const after = applied(opening, facts).state;
  const off = facts.some(({ type }) => type === 'opening.taken-off') ? opening.state?.countedIn : undefined;
  const on = facts.some(({ type }) => type === 'opening.counted') ? after?.countedIn : undefined;
  return [
    change(opening, first, ...rest),
    ...(off === undefined ? [] : await takenOff(journal, off, opening.id, context)),
    ...(on === undefined || after?.told === undefined ? [] : await counted(journal, on, opening.id, after.told, context)),
  ];
}

async function takenOff(
  journal: Journal,
  { outletId, month }: CountedIn,
  key: string,
  context: Context,
): Promise<readonly Change[]> {
  const loaded = await journal.load(OutletMonths, outletMonthId(outletId, month));
  if (loaded.state === undefined) impossible('what counts for an outlet is counted there');
  return changed(loaded, takeOff(loaded.state, key, context));
}

async function counted(
  journal: Journal,
  { outletId, month }: CountedIn,
  key: string,
  told: ToldOpening,
  context: Context,
): Promise<readonly Change[]> {
  const [loaded, ...before] = await journal.loadMany(
    OutletMonths,
    [month, ...monthsBefore(month, context)].map((one) => outletMonthId(outletId, one)),
  );
  if (loaded === undefined) impossible('a stream that is asked for is read');
  const earlier = before.flatMap(({ state }) => state ?? []);
  return changed(loaded, countFor(loaded.state, { opening: key, outlet: outletOf(told), month }, earlier, context));
}

function changed(
  loaded: Parameters<typeof change<unknown, OutletFact>>[0],
  [first, ...rest]: readonly OutletFact[],
): readonly Change[] {
  return first === undefined ? [] : [change(loaded, first, ...rest)];
}

function outletOf({ owner, ownerKind, outlet }: ToldOpening): Outlet {
  const { outletId: number, name, district } = outlet;
  return {
    ...{ outletId: outletIdOf(owner, number), owner, ownerKind, number, name },
    ...(district === undefined ? {} : { district }),
  };
}
