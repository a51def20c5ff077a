import type * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { termKind } from '../../shared/labels/coordination.ts';
import { lastDayOfTerm, TermKind } from '../../shared/terms/model.ts';
import { findCases } from '../lookups/cases.ts';
import { type TermCard, termsOf } from '../lookups/running-terms.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { tallied } from '../platform/dated-page.ts';
import type { clockRoutes, Term } from './routes.ts';
import { isAsked, pageOfTerms } from './terms-page.ts';

export const listOperations: Operations<Pick<typeof clockRoutes, 'listClocks' | 'getClocksSummary'>, ApiTools> = {
  listClocks: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfTerms(request, tools);
    if (page.kind === 'refusal') return page;
    const { actor } = request;
    const { now } = request.context();
    const names = await namesOf(page.terms, actor, tools.journal, now);
    return request.answer(200, { items: page.terms.map((term) => termView(term, actor, names, now)), ...page.next });
  },

  getClocksSummary: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const { terms, last } = await termsOf(actor, journal, { limit: MOST_COUNTED, to: query.dueBefore });
    const asked = terms.filter(isAsked(request));
    const { now } = request.context();
    return request.answer(200, {
      total: asked.length,
      ranOut: asked.filter(({ endsAt }) => endsAt <= now).length,
      waitsForMe: asked.filter(({ waitsFor }) => waitsFor === actor.agency).length,
      kinds: tallied(TermKind.options, asked, 'kind'),
      more: last !== undefined,
    });
  },
};

/** The most terms that a summary counts. */
const MOST_COUNTED = 1_000;

function termView(card: TermCard, { agency }: Actor, names: ReadonlyMap<string, string>, now: string): z.input<typeof Term> {
  const { termId, kind, endsAt, about, district, waitsFor, suspect, provisional } = card;
  const itemId = suspect?.itemId;
  const name = itemId === undefined ? undefined : names.get(itemId);
  return {
    ...{ termId, kind, label: termKind[kind], endsAt, ranOut: endsAt <= now, about, waitsForMe: waitsFor === agency },
    ...{ lastDay: lastDayOfTerm(card), district, waitsFor, provisional },
    ...(itemId === undefined ? {} : { person: { itemId, name } }),
  };
}

/** As many cases as are read at once. */
const AT_ONCE = 100;

/**
 * The names of the suspects that the terms are about, of the cases that are the caller's own. A look at another agency's case is recorded,
 * so a list takes none.
 */
async function namesOf(
  terms: readonly TermCard[],
  actor: Actor,
  journal: Journal,
  now: string,
): Promise<ReadonlyMap<string, string>> {
  if (actor.agencyKind !== 'police') return new Map();
  const caseIds = [...new Set(terms.flatMap(({ suspect }) => suspect?.caseIds ?? []))];
  const found = await Promise.all(chunks(caseIds, AT_ONCE).map((ids) => findCases(journal, ids)));
  const own = found
    .flatMap(({ found: cases }) => cases.map(({ fraudCase }) => fraudCase))
    .filter((one) => isOwn(one, actor, now));
  return new Map(own.flatMap(({ persons }) => persons.map(({ itemId, name }) => [itemId, name] as const)));
}

function isOwn(fraudCase: Case, actor: Actor, now: string): boolean {
  const access = decideAccess('case.read', actor, caseThing(fraudCase, now));
  return access.outcome === 'allowed' && access.fields === 'full';
}
