import { markKey } from '../../shared/finding/marks.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { inFuture } from '../../shared/kernel/clock.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { ToldCard } from '../../shared/outlets/bodies.ts';
import { laterOf, type OpeningNews } from '../../shared/outlets/count-openings.ts';
import { Openings } from '../../shared/outlets/streams.ts';
import { openingChanges } from '../lookups/openings.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { severalUnderKey } from '../platform/several-under-key.ts';
import type { outletRoutes } from './routes.ts';

type CardRoutes = Pick<typeof outletRoutes, 'tellPhoneCards'>;
type TellCards = ApiRequest<CardRoutes['tellPhoneCards']>;

/** So many cards are taken at the same time. */
const LANES = 8;

interface Fault {
  readonly path: string;
  readonly rule: string;
}

/** A card as it was read. */
type ReadCard =
  | { readonly kind: 'news'; readonly news: OpeningNews }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

export const cardOperations: Operations<CardRoutes, ApiTools> = {
  /**
   * Each card is taken by itself, in an append of its own, so one that is refused holds up no other. A card that was told before changes
   * nothing: a request that comes again after it broke off does only what is not done yet, and gets the same answer.
   */
  tellPhoneCards: async (request, { journal, dataKeys }) => {
    const context = request.context();
    const secret = (await dataKeys()).finds;
    const read = request.body.cards.map((raw) => readCard(raw, secret, context));
    return severalUnderKey(request, journal, {
      prepare: async () => read.flatMap((card) => (card.kind === 'news' ? [card.news] : [])),
      work: async (news) =>
        (await isBusy(news, request, journal)) ? refuse('BUSY') : { answer: answerOf(request, read), isBusy: false },
      again: () => answerOf(request, read),
    });
  },
};

/** Takes the cards, those of one phone one after the other. @returns whether one of them could not be taken now */
async function isBusy(news: readonly OpeningNews[], request: TellCards, journal: Journal): Promise<boolean> {
  const context = request.context();
  let busy = false;
  await inParallel([...Map.groupBy(news, ({ key }) => key)], LANES, async ([key, cards]) => {
    const command = { ...request.command, id: hashOf([request.command.id, key]) };
    const became = await transact(
      journal,
      command,
      async () => {
        const opening = await journal.load(Openings, key);
        const told = latestOf(cards);
        return { kind: 'plan', changes: await openingChanges(journal, opening, { key, kind: 'phone-card', told }, context) };
      },
      // what is kept of the card tells that it was taken
      { remember: false },
    );
    busy ||= became.outcome === 'refused';
  });
  return busy;
}

/** The last opening of a card, among several that are told together. */
function latestOf(cards: readonly OpeningNews[]): OpeningNews['told'] {
  return cards.map(({ told }) => told).reduce((last, told) => laterOf(last, told), undefined);
}

function readCard(raw: unknown, secret: string, context: Context): ReadCard {
  const card = ToldCard.safeParse(raw);
  if (!card.success)
    return { kind: 'refused', faults: fieldErrors('body', card.error.issues).map(({ path, rule }) => ({ path, rule })) };
  const { phone, openedAt, at } = card.data;
  if (inFuture(at, context)) return refused('/at', 'must not lie in the future');
  const key = markKey(secret, 'phone', phone);
  if (key === undefined) return refused('/phone', 'must be a phone number, not a placeholder');
  const told = { owner: context.actor.agency, ownerKind: 'operator', outlet: openedAt, asOf: at } as const;
  return { kind: 'news', news: { key, kind: 'phone-card', told } };
}

function refused(path: string, rule: string): ReadCard {
  return { kind: 'refused', faults: [{ path, rule }] };
}

function answerOf(request: TellCards, read: readonly ReadCard[]) {
  const cards = read.map((card, at) => {
    const faults = card.kind === 'news' ? [] : card.faults;
    return {
      path: `/cards/${at}`,
      outcome: card.kind === 'news' ? ('taken' as const) : ('refused' as const),
      faults: [...faults],
    };
  });
  const taken = cards.filter(({ outcome }) => outcome === 'taken').length;
  return request.answer(200, { taken, refused: cards.length - taken, cards });
}
