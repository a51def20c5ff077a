import { type Case, idsOfCase, lossFenOf } from '../../../shared/cases/model.ts';
import type { Command, Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { statesIn } from '../../../shared/journal/load-all.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { type AnyLoaded, type Change, fresh, idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom, restingOn } from '../../../shared/journal/transact.ts';
import type { Fact } from '../../../shared/kernel/decision.ts';
import { joinListings } from '../../../shared/listed-cases/join-listings.ts';
import { noteLoss } from '../../../shared/listed-cases/note-loss.ts';
import { noteReturns } from '../../../shared/listed-cases/note-returns.ts';
import { ListedCases } from '../../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../../shared/listed-cases/suggest.ts';
import { roundsOfKey } from '../../../shared/returns/keys.ts';
import { ReturnPayments, ReturnRounds } from '../../../shared/returns/streams.ts';
import { findCase } from '../../lookups/cases.ts';
import { caseToList, listingsOf, openListing } from '../../lookups/listings.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

type CaseGrew =
  | 'case.alert-joined'
  | 'case.alert-put-right'
  | 'case.person-added'
  | 'case.loss-added'
  | 'case.filed'
  | 'case.absorbed';

/**
 * The rule looks at the case as it stands now, so a fact that comes twice, or late, suggests nothing that a later one has not. The register
 * of the case's listings remembers each ground for good.
 */
export const suggestForListing: Reaction<FactOf<CaseGrew>, CoordinationTools> = {
  name: 'suggestForListing',
  does: 'suggests that the case be listed, if its facts give a ground that no listing of it had (挂牌督办)',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    await appendOnce(journal, commandOf('suggestForListing', recorded, context.now), async () => {
      const found = await findCase(journal, idOfStream(recorded.stream));
      if (found === undefined) throw new Error('a case has facts but no state');
      const { register, open } = await openListing(journal, found.fraudCase);
      const known = { register: register.state, fraudCase: caseToList(found.fraudCase) };
      const decision = suggestListing(open?.state, known, context);
      const listed = open ?? ('made' in decision ? fresh(ListedCases, decision.made) : undefined);
      const plan = planFrom(decision, listed === undefined ? [] : [listed, register]);
      // so that no listing opens for a case that is being merged into another: supervisors would not find it there
      return restingOn(plan, [found.loaded]);
    });
  },
};

type LossChanged =
  | 'case.alert-joined'
  | 'case.alert-put-right'
  | 'case.loss-added'
  | 'case.item-withdrawn'
  | 'case.alert-left'
  | 'case.absorbed';

/**
 * The listing takes notice of the loss as it stands now, so a fact that comes twice, or late, finds it noted. After a merger the listings
 * are joined first: then there is one to note it on.
 */
export const noteLossOnListing: Reaction<FactOf<LossChanged>, CoordinationTools> = {
  name: 'noteLossOnListing',
  does: 'notes on the open listing the present loss of the case, and whether more was reported as returned',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const context = contextOf(tools);
    await appendOnce(journal, commandOf('noteLossOnListing', recorded, context.now), async () => {
      const found = await findCase(journal, idOfStream(recorded.stream));
      if (found === undefined) throw new Error('a case has facts but no state');
      const { open } = await openListing(journal, found.fraudCase);
      if (open?.state === undefined) return { kind: 'plan', changes: [] };
      const plan = planFrom(noteLoss(open.state, lossFenOf(found.fraudCase), context), [open]);
      return restingOn(plan, [found.loaded]);
    });
  },
};

type ReturnsChanged = 'return-payment.done' | 'return-payment.found-paid' | 'return-payment.found-unpaid';

/**
 * The listing takes notice of all that banks have paid back so far, and not of the one sum: so a fact that comes twice, or late, finds it
 * noted, and what was paid before the case was listed counts as well.
 */
export const noteReturnOnListing: Reaction<FactOf<ReturnsChanged>, CoordinationTools> = {
  name: 'noteReturnOnListing',
  does: 'notes on the open listing of the case what banks have paid back to victims so far',
  react: async ({ recorded }, tools) => {
    const { state: payment } = await tools.journal.load(ReturnPayments, idOfStream(recorded.stream));
    if (payment === undefined) throw new Error('a payment has facts but no state');
    await noteReturnsOf(payment.caseId, commandOf('noteReturnOnListing', recorded, tools.now()), tools);
  },
};

/** The same where a listing is new: money may have come back before. */
export const noteReturnsOnNewListing: Reaction<FactOf<'listed-case.suggested' | 'listed-case.proposed'>, CoordinationTools> = {
  name: 'noteReturnsOnNewListing',
  does: 'notes on a new listing what banks have paid back to victims before',
  react: ({ fact, recorded }, tools) =>
    noteReturnsOf(fact.data.caseId, commandOf('noteReturnsOnNewListing', recorded, tools.now()), tools),
};

/** The same where cases become one: the listing that goes on has the returns of all. */
export const noteReturnsOnMerger: Reaction<FactOf<'case.absorbed'>, CoordinationTools> = {
  name: 'noteReturnsOnMerger',
  does: 'notes on the listing that goes on what banks have paid back to victims of the merged cases',
  react: ({ recorded }, tools) =>
    noteReturnsOf(idOfStream(recorded.stream), commandOf('noteReturnsOnMerger', recorded, tools.now()), tools),
};

async function noteReturnsOf(caseId: string, command: Command, tools: CoordinationTools): Promise<void> {
  const { journal } = tools;
  await appendOnce(journal, command, async () => {
    const found = await findCase(journal, caseId);
    if (found === undefined) throw new Error('a listing or a payment has no case');
    const { open } = await openListing(journal, found.fraudCase);
    if (open?.state === undefined) return { kind: 'plan', changes: [] };
    const plan = planFrom(noteReturns(open.state, await paidBackIn(journal, found.fraudCase), contextOf(tools)), [open]);
    return restingOn(plan, [found.loaded]);
  });
}

/** What banks have paid on all rounds of the case, and of the cases that were merged into it. */
async function paidBackIn(journal: Journal, fraudCase: Case): Promise<number> {
  const ofEach = idsOfCase(fraudCase).map((id) => statesIn(journal, ReturnRounds, { index: 'file', pk: roundsOfKey(id) }));
  const rounds = (await Promise.all(ofEach)).flat();
  return rounds.reduce((sum, { payments }) => sum + payments.paidFen, 0);
}

/**
 * Two cases that are one now have one listing. This reads the open listings anew each time, so a fact that comes twice, or after another
 * merger, finds the rest to do. It rests on the case as it is, so that none is opened or merged unseen meanwhile.
 */
export const joinOpenListings: Reaction<FactOf<'case.absorbed'>, CoordinationTools> = {
  name: 'joinOpenListings',
  does: 'makes one listing of the open ones of the merged cases: it goes on with the case, the others end and name it (并案)',
  react: async ({ recorded }, tools) => {
    let step = 0;
    while (await joinSome(recorded, step, tools)) step += 1;
  },
};

/**
 * As many as one append takes. Each step is a command of its own; it skips a step that an earlier delivery of the fact took.
 *
 * @returns whether there may be more to join
 */
async function joinSome(recorded: RecordedFact, step: number, tools: CoordinationTools): Promise<boolean> {
  const { journal } = tools;
  const context = contextOf(tools);
  const name = step === 0 ? 'joinOpenListings' : `joinOpenListings/${step}`;
  const became = await appendOnce(journal, commandOf(name, recorded, context.now), async () => {
    const found = await findCase(journal, idOfStream(recorded.stream));
    if (found === undefined) throw new Error('a case has facts but no state');
    const { registers, open } = await listingsOf(journal, found.fraudCase);
    const held = open.flatMap(({ register, listing }) =>
      register.state === undefined || listing.state === undefined ? [] : [{ register: register.state, open: listing.state }],
    );
    const joined = joinListings(held, caseToList(found.fraudCase), context);
    const listings = open.map(({ listing }) => listing);
    const changes = [...changesOf(listings, joined.listings), ...changesOf(registers, joined.registers)];
    return { kind: 'plan', changes, requires: [found.loaded], result: joined.more };
  });
  return became.outcome === 'replayed' || became.result === true;
}

/** The changes of these facts, told apart by the id of their stream. */
function changesOf(streams: readonly AnyLoaded[], facts: ReadonlyMap<string, readonly Fact[]>): readonly Change[] {
  return streams.flatMap((loaded) => splitFacts([loaded], facts.get(loaded.id) ?? []));
}
