import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { CardPage } from '../../shared/journal/journal.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { takeWarning } from '../../shared/warnings/hand-work.ts';
import { heldKey, placeOf, toDoKey } from '../../shared/warnings/keys.ts';
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
import { waitingIn } from './waiting.ts';

type DeskRoutes = Pick<typeof warningRoutes, 'nextWarning' | 'listWarnings' | 'listToDo' | 'listHeld' | 'getDesk'>;

/** The work of a level and area: the next warning, what waits, what the caller holds. */
export const deskOperations: Operations<DeskRoutes, ApiTools> = {
  nextWarning: async (request, tools) => {
    const asked = areaOf(request, request.body);
    if (asked.kind === 'refusal') return asked;
    const { journal } = tools;
    const next = waitingIn(journal, asked.area, tools.now(), request.command.id);
    return carryOut(request, journal, async (failed) => {
      const context = request.context();
      const full = failed === 0 ? await loadRefusal(journal, context) : undefined;
      if (full !== undefined) return full;
      for (let stream = await next(); stream !== undefined; stream = await next()) {
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
    const held = page.items.filter(
      ({ state: { lease } }) => lease?.agency === agency && lease.subject === subject && lease.until > now,
    );
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
    const now = tools.now();
    const [{ cards, more }, held] = await Promise.all([
      cardsCounted(tools, { windows: [{ partitions: [partition] }] }),
      heldBy(tools.journal, request.actor, now),
    ]);
    const entries = entriesOf(cards, now);
    const [oldest] = entries.map(({ receivedAt }) => receivedAt).toSorted();
    return request.answer(200, {
      ...{ level: area.level, total: entries.length, more },
      overdue: entries.filter(({ overdue }) => overdue).length,
      postponed: cards.filter(({ sk }) => placeOf(sk).since > now).length,
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
