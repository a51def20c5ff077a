import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { ListedCaseCard, type ListedCaseView } from '../../shared/listed-cases/answers.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { ListedCase, ResponsibleUnits } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { listedCaseEntry, listedCaseView } from '../../shared/listed-cases/views.ts';
import { delistCase, extendListing, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { caseThing } from '../lib/case-thing.ts';
import { caseloadOf } from '../lib/caseload.ts';
import { findCase } from '../lib/cases.ts';
import { caseToList, listedCaseIdOf, listingsOf } from '../lib/listings.ts';
import { ifRegistered } from '../lib/named-agencies.ts';
import { pageOfIndex } from '../lib/paging.ts';
import { listedCaseThing } from '../lib/things.ts';
import type { listedCaseRoutes } from './routes.ts';

export const listedCaseOperations: Operations<typeof listedCaseRoutes, ApiTools> = {
  proposeListing: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await findCase(journal, request.body.caseId);
      if (found === undefined) return refuse('NOT_FOUND');
      const context = request.context();
      const access = request.allowed(caseThing(found.file, context.now));
      if (access.kind === 'refusal') return access;
      const { register, open } = await listingsOf(journal, found.file);
      const known = { register: register.state, open: open?.state };
      const proposed = proposeListing(known, caseToList(found.file), request.body, context);
      const decision = await ifRegistered(journal, proposed, unitsNamed(request.body));
      const listed = open ?? fresh(ListedCases, listedCaseIdOf(decision.facts) ?? '');
      return settle(decision, [listed, register], (after) => {
        const { state = never(), version } = after(listed);
        return request.answer(201, listedCaseView(state, version, context), version);
      });
    }),

  listListedCases: async (request, tools) => {
    const part = caseloadOf(request, ListedCases.name);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, part);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => listedCaseEntry(ListedCaseCard.parse(card), now));
    return request.answer(200, { items, ...page.next });
  },

  getListedCase: async (request, { journal }) => {
    const { state, version } = await journal.load(ListedCases, request.params.listedCaseId);
    if (state === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(listedCaseThing(state));
    if (access.kind === 'refusal') return access;
    return request.answer(200, listedCaseView(state, version, request.context()), version);
  },

  approveListing: commandOn(approveListing, unitsNamed),
  rejectListing: commandOn(rejectListing),
  reportProgress: commandOn(reportProgress),
  extendListing: commandOn(extendListing),
  delistCase: commandOn(delistCase),
};

type Decide<Body> = (listed: ListedCase, input: Body, context: Context) => Decision<ListedCaseFact | CaseListingFact>;

interface ListedCaseCall<Body> extends Call {
  readonly params: { readonly listedCaseId: string };
  readonly body: Body;
  answer(status: 200, view: ListedCaseView, version: number): StoredAnswer;
}

/** The operation that puts this decider to a listed case and the register of its case, in one transaction. */
function commandOn<Body>(decide: Decide<Body>, named: (body: Body) => readonly Named[] = () => []) {
  return async (request: ListedCaseCall<Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const listed = await journal.load(ListedCases, request.params.listedCaseId);
      if (listed.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(listedCaseThing(listed.state));
      if (access.kind === 'refusal') return access;
      const stale = staleness(request, listed.version);
      if (stale !== undefined) return stale;
      const register = await journal.load(CaseListings, listed.state.caseId);
      const context = request.context();
      const decision = await ifRegistered(journal, decide(listed.state, request.body, context), named(request.body));
      return settle(decision, [listed, register], (after) => {
        const { state = never(), version } = after(listed);
        return request.answer(200, listedCaseView(state, version, context), version);
      });
    });
}

/** The units that a body names (两级责任): one of the bureau, one of a district, and the cyber police. */
function unitsNamed({ units }: { readonly units?: ResponsibleUnits | undefined }): readonly Named[] {
  if (units === undefined) return [];
  const kinds = whoMay('listed-case.report', 'own-agency');
  return [
    { agency: units.bureau, path: '/units/bureau', kinds, of: 'city' },
    { agency: units.district, path: '/units/district', kinds, of: 'any-district' },
    { agency: units.cyber, path: '/units/cyber', kinds },
  ];
}

function never(): never {
  throw new Error('a listing was decided on and left no state');
}
