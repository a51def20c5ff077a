import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { listingKey, through } from '../../shared/journal/keys.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { takeWarning } from '../../shared/warnings/hand-work.ts';
import { type Area, heldKey, rankOf, toDoKey } from '../../shared/warnings/keys.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { WarningCard, warningEntry, warningView } from '../../shared/warnings/views.ts';
import { warningGrades } from '../../shared/warnings/warning-model.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, datedAsked, datedPage, tallied } from '../platform/dated-page.ts';
import { pageOfIndex, pageOfStates } from '../platform/paging.ts';
import { cardsCounted } from '../platform/partitions-page.ts';
import { areaOf, levelsOf } from './area.ts';
import { heldBy, loadLimit, loadRefusal } from './load.ts';
import type { warningRoutes } from './routes.ts';

type DeskRoutes = Pick<typeof warningRoutes, 'nextWarning' | 'listWarnings' | 'listToDo' | 'listHeld' | 'getDesk'>;

/** So many of the most urgent warnings are read at a time. */
const HEAD = 25;
/** The most pages of them that one request reads: behind so many that others took this instant, it finds none. */
const MOST_PAGES = 8;

/** The work of a level and area: the next warning, what waits, what the caller holds. */
export const deskOperations: Operations<DeskRoutes, ApiTools> = {
  nextWarning: async (request, tools) => {
    const asked = areaOf(request, request.body);
    if (asked.kind === 'refusal') return asked;
    const { journal } = tools;
    const passed = new Set<string>();
    return carryOut(request, journal, async () => {
      const context = request.context();
      const full = await loadRefusal(journal, context);
      if (full !== undefined) return full;
      for await (const stream of waiting(journal, asked.area, context.now)) {
        if (passed.has(stream)) continue;
        // another attempt of this request begins behind what another person took meanwhile
        passed.add(stream);
        const loaded = await journal.load(Warnings, idOfStream(stream));
        const decision =
          loaded.state === undefined ? refuse('NOT_FOUND') : takeWarning(loaded.state, request.callerName, context);
        // the index is a moment behind: another person has it, or it moved on
        if (decision.kind === 'refusal' || decision.facts.length === 0) continue;
        return planFrom(decision, [loaded], (after) => {
          const { state, version } = after(loaded);
          const warning = state ?? impossible('a warning was taken and left no state');
          return request.answer(200, { warning: warningView(warning, version, context.now) });
        });
      }
      return { kind: 'plan', changes: [], answer: request.answer(200, {}) };
    });
  },

  listWarnings: async (request, tools) => {
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { status, grade } = request.query;
    const page = await datedPage(request, tools, asked.period, {
      pksOf: (month) => asked.districts.map((district) => listingKey('warning', district, month)),
      keep: cardsWith(WarningCard, { status, grade }),
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: entriesOf(page.cards, tools.now()), ...page.next });
  },

  listToDo: async (request, tools) => {
    const asked = areaOf(request, request.query);
    if (asked.kind === 'refusal') return asked;
    const page = await pageOfIndex(request, tools, { index: 'inbox', pk: toDoKey(asked.area) });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: entriesOf(page.cards, tools.now()), ...page.next });
  },

  listHeld: async (request, tools) => {
    const access = request.allowed(ownThing(request.actor));
    if (access.kind === 'refusal') return access;
    const { agency, subject } = request.actor;
    const page = await pageOfStates(request, tools, Warnings, { index: 'inbox', pk: heldKey(agency, subject) });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const held = page.items.filter(({ state: { lease } }) => lease?.agency === agency && lease.subject === subject);
    return request.answer(200, {
      items: held.map(({ state, version }) => warningView(state, version, now)),
      ...page.next,
    });
  },

  getDesk: async (request, tools) => {
    const asked = areaOf(request, request.query);
    if (asked.kind === 'refusal') return asked;
    const { area } = asked;
    const partition = { index: 'inbox', pk: toDoKey(area) } as const;
    const [{ cards, more }, held] = await Promise.all([
      cardsCounted(tools, { windows: [{ partitions: [partition] }] }),
      heldBy(tools.journal, request.actor),
    ]);
    const now = tools.now();
    const entries = entriesOf(cards, now);
    const [oldest] = entries.map(({ receivedAt }) => receivedAt).toSorted();
    return request.answer(200, {
      ...{ level: area.level, total: entries.length, more },
      overdue: entries.filter(({ overdue }) => overdue).length,
      postponed: cards.filter(({ sk }) => (sk.split('#')[1] ?? '') > now).length,
      grades: tallied(warningGrades, entries, 'grade'),
      ...(oldest === undefined ? {} : { oldest }),
      ...{ held, limit: loadLimit(request.context()), levels: [...levelsOf(request.actor)] },
    });
  },
};

/** Where an actor works who names no area: for the access policy. */
function ownThing({ agency, district }: Context['actor']) {
  return { agencies: [agency], ...(district === undefined ? {} : { district }) };
}

function entriesOf(cards: CardPage['cards'], now: string) {
  return cards.map(({ card }) => warningEntry(parseTolerantly(WarningCard, card), now));
}

/** The warnings that wait in an area and may be contacted now, the gravest first, of a grade the one that waits longest. */
async function* waiting(journal: Journal, area: Area, now: string): AsyncGenerator<string> {
  const pk = toDoKey(area);
  for (const grade of warningGrades) {
    const rank = rankOf(grade);
    const part = { index: 'inbox', pk, from: `${rank}#`, to: through(`${rank}#${now}`), limit: HEAD } as const;
    let pages = 0;
    for await (const cards of pagesOf(journal, part)) {
      for (const { stream } of cards) yield stream;
      pages += 1;
      if (pages === MOST_PAGES) break;
    }
  }
}
