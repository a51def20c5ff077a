import { mayEver } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import { desksDeciding } from '../../shared/approvals/decide-approval.ts';
import { waitingKey } from '../../shared/approvals/keys.ts';
import { ApprovalCard } from '../../shared/approvals/views.ts';
import { OVERDUE_SEATS } from '../../shared/consultations/seats.ts';
import type { CardPage, IndexQuery, Journal } from '../../shared/journal/journal.ts';
import { openSeatsKey, supervisedKey, through } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { deskKey, desksOf } from '../../shared/kernel/desk.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ListedCaseCard } from '../../shared/listed-cases/answers.ts';
import { awaitsDecision } from '../../shared/listed-cases/deadlines.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { deskInboxKey, OPEN_ENTRIES } from '../../shared/notifications/keys.ts';
import { type Me, MOST_COUNTED } from './answers.ts';

type Count = NonNullable<Me['figures']['openEntries']>;
type Part = Pick<IndexQuery, 'index' | 'pk' | 'from' | 'to' | 'newestFirst'>;
type Card = CardPage['cards'][number];

/**
 * What waits for the caller, as far as the caller may do something about it: each figure is a few queries of one page each, all at once, so
 * it costs the same however much there is.
 */
export async function figuresOf(actor: Actor, journal: Journal): Promise<Me['figures']> {
  const ifMay = <T>(action: Action, count: () => Promise<T>): Promise<T | undefined> =>
    mayEver(action, actor) ? count() : Promise.resolve(undefined);
  const [openEntries, approvalsToDecide, seats, listingsToDecide] = await Promise.all([
    ifMay('inbox.read', () => counted(journal, openEntriesOf(actor))),
    ifMay('approval.decide', () => counted(journal, approvalsOf(actor), (card) => isOfOther(card, actor))),
    ifMay('consultation.list', () => seatsOf(actor, journal)),
    ifMay('listed-case.decide', () => counted(journal, [openListings], isToDecide)),
  ]);
  return defined({
    openEntries,
    approvalsToDecide,
    openConsultations: seats?.open,
    overdueConsultations: seats?.overdue,
    listingsToDecide,
  });
}

function openEntriesOf(actor: Actor): readonly Part[] {
  return desksOf(actor).map((desk) => ({
    index: 'inbox',
    pk: deskInboxKey(desk),
    from: OPEN_ENTRIES,
    to: through(OPEN_ENTRIES),
  }));
}

function approvalsOf(actor: Actor): readonly Part[] {
  return desksDeciding(actor).map((desk) => ({ index: 'inbox', pk: waitingKey(deskKey(desk)) }));
}

/** A person's own question waits for another person. */
function isOfOther({ card }: Card, { subject }: Actor): boolean {
  return parseTolerantly(ApprovalCard, card).subject !== subject;
}

const openListings: Part = { index: 'inbox', pk: supervisedKey(ListedCases.name) };

const isToDecide = ({ card }: Card): boolean => awaitsDecision(parseTolerantly(ListedCaseCard, card));

/** The agency's open seats, those in which something has run out first. */
async function seatsOf({ agency }: Actor, journal: Journal): Promise<{ readonly open: Count; readonly overdue: Count }> {
  const pk = openSeatsKey('consultation', agency);
  const { cards, next } = await journal.find({ index: 'inbox', pk, newestFirst: true, limit: MOST_COUNTED });
  const overdue = cards.filter(({ sk }) => sk.startsWith(OVERDUE_SEATS)).length;
  return {
    open: { count: cards.length, more: next !== undefined },
    overdue: { count: overdue, more: next !== undefined && overdue === cards.length },
  };
}

/** How many entries the parts have together, of those that count. */
async function counted(journal: Journal, parts: readonly Part[], counts: (card: Card) => boolean = () => true): Promise<Count> {
  const pages = await Promise.all(parts.map((part) => journal.find({ ...part, limit: MOST_COUNTED })));
  const found = pages.flatMap(({ cards }) => cards.filter(counts)).length;
  return { count: Math.min(found, MOST_COUNTED), more: found > MOST_COUNTED || pages.some(({ next }) => next !== undefined) };
}
