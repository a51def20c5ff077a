import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { Matter } from '../../shared/approvals/model.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { lossFenOf } from '../../shared/cases/model.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { type AnyLoaded, fresh } from '../../shared/journal/stream.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { ListedCaseCard, type ListedCaseView } from '../../shared/listed-cases/answers.ts';
import { approvalOfGrant, granterRefusal } from '../../shared/listed-cases/approval.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { declineExtension, extendListing, requestExtension } from '../../shared/listed-cases/extend-listing.ts';
import { handOverListing } from '../../shared/listed-cases/hand-over-listing.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import type { ResponsibleUnits } from '../../shared/listed-cases/level.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type {
  ApproveListing,
  CaseAtHand,
  DelistCase,
  ExtendListing,
  HandOverListing,
  ListedCase,
  ListingApproval,
} from '../../shared/listed-cases/model.ts';
import { listingMatter } from '../../shared/listed-cases/questions.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { listedCaseEntry, listedCaseView } from '../../shared/listed-cases/views.ts';
import { delistCase, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { approvalNamed, grantIn, tryGate, withApproval } from '../lookups/approvals.ts';
import { caseloadOf } from '../lookups/caseload.ts';
import { findCase } from '../lookups/cases.ts';
import { caseToList, listedCaseIdOf, listingsOf, placeOf } from '../lookups/listings.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { listedCaseRoutes } from './routes.ts';

export const listedCaseOperations: Operations<typeof listedCaseRoutes, ApiTools> = {
  proposeListing: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await findCase(journal, request.body.caseId);
      if (found === undefined) return refuse('NOT_FOUND');
      const context = request.context();
      const access = request.allowed(caseThing(found.fraudCase, context.now));
      if (access.kind === 'refusal') return access;
      const { register, open } = await placeOf(journal, found.fraudCase);
      const district = open?.state?.district ?? found.fraudCase.district;
      const known = { register: register.state, open: open?.state };
      const proposed = proposeListing(known, caseToList(found.fraudCase), request.body, context);
      const decision = await ifRegistered(journal, proposed, unitsNamed(request.body, { district }));
      const listed = open ?? fresh(ListedCases, listedCaseIdOf(decision.facts) ?? '');
      const plan = planFrom(decision, [listed, register], (after) => {
        const { state = noState(), version } = after(listed);
        return request.answer(201, listedCaseView(state, version, context), version);
      });
      return resting(plan, found.loaded);
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

  approveListing: commandOn(
    (listed, { approvalId: _, approval: __, ...input }: ApproveListing, context, known, approval) =>
      approveListing(listed, { ...input, approval }, context, known),
    unitsNamed,
    { act: listingMatter, rests: (body) => body },
  ),
  rejectListing: commandOn(rejectListing),
  reportProgress: commandOn(reportProgress),
  requestExtension: commandOn(requestExtension),
  declineExtension: commandOn(declineExtension),
  extendListing: commandOn(
    (listed, { approvalId: _, approval: __, ...input }: ExtendListing, context, _known, approval) =>
      extendListing(listed, { ...input, approval }, context),
    nothingNamed,
    { act: ({ listedCaseId }, { months }) => ({ gate: 'extension', listedCaseId, months }), rests: (body) => body },
  ),
  handOverListing: commandOn(handOverListing, supervisorNamed),
  delistCase: commandOn(
    (listed, { approvalId: _, approval: __, ...input }: DelistCase, context, _known, approval) =>
      delistCase(listed, approval === undefined ? input : { ...input, approval }, context),
    nothingNamed,
    { act: ({ listedCaseId }) => ({ gate: 'delisting', listedCaseId }), rests: (body) => body },
  ),
};

type Decide<Body> = (
  listed: ListedCase,
  input: Body,
  context: Context,
  known: CaseAtHand,
  approval: ListingApproval | undefined,
) => Decision<ListedCaseFact | CaseListingFact>;

/** The grounds of the step that a body names, and the units that it would make responsible. */
interface Rests {
  readonly approvalId?: string | undefined;
  readonly units?: ResponsibleUnits | undefined;
}

/** For a step behind a gate: its content, which its approval has to be for. */
interface Gated<Body> {
  readonly act: (listed: ListedCase, body: Body) => Matter | undefined;
  readonly rests: (body: Body) => Rests;
}

interface ListedCaseCall<Body> extends Call {
  readonly params: { readonly listedCaseId: string };
  readonly body: Body;
  answer(status: 200, view: ListedCaseView, version: number): StoredAnswer;
}

/**
 * The operation that runs this decider on a listed case and the register of its case, in one transaction. It rests on the case at that
 * moment: if another command merges the case meanwhile, it decides again. An approval that opens its gate is used up with it.
 */
function commandOn<Body>(
  decide: Decide<Body>,
  named: (body: Body, listed: ListedCase) => readonly Named[] = nothingNamed,
  gated?: Gated<Body>,
) {
  return async (request: ListedCaseCall<Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const listed = await journal.load(ListedCases, request.params.listedCaseId);
      if (listed.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(listedCaseThing(listed.state));
      if (access.kind === 'refusal') return access;
      const stale = staleness(request, listed.version);
      if (stale !== undefined) return stale;
      const { body } = request;
      const rests = gated?.rests(body) ?? {};
      const [{ fraudCase, register, besides, known }, approval] = await Promise.all([
        caseAtHand(journal, listed.state),
        approvalNamed(journal, rests),
      ]);
      const context = request.context();
      const opened = tryGate(approval, gated?.act(listed.state, body), rests, context);
      const granted = grantIn(opened);
      const unfit = granted === undefined ? undefined : granterRefusal(listed.state, rests.units, known.agencies, granted);
      const opening = unfit ?? opened;
      const decided = decide(listed.state, body, context, known, approvalIn(opening, rests));
      const checked = await ifRegistered(journal, decided, named(body, listed.state));
      const streams = [listed, ...register, ...(approval === undefined ? [] : [approval])];
      const plan = planFrom(withApproval<Fact>(checked, opening), streams, (after) => {
        const { state = noState(), version } = after(listed);
        return request.answer(200, listedCaseView(state, version, context), version);
      });
      return resting(plan, fraudCase, ...besides);
    });
}

/** The approval as the listing keeps it, if its gate opened. */
function approvalIn(opening: ReturnType<typeof tryGate>, { approvalId }: Rests): ListingApproval | undefined {
  const granted = grantIn(opening);
  return granted === undefined || approvalId === undefined ? undefined : approvalOfGrant(granted, approvalId);
}

/** The case that the listing belongs to now, the register in which it is open, if it is, and the other open listings there. */
async function caseAtHand(journal: Journal, { caseId, listedCaseId }: ListedCase) {
  const found = await findCase(journal, caseId);
  if (found === undefined) throw new Error('a listing has no case');
  const { open } = await listingsOf(journal, found.fraudCase);
  const besides = open.flatMap(({ listing }) => (listing.id === listedCaseId ? [] : [listing]));
  return {
    fraudCase: found.loaded,
    register: open.flatMap((one) => (one.listing.id === listedCaseId ? [one.register] : [])),
    besides,
    known: {
      lossFen: lossFenOf(found.fraudCase),
      agencies: found.fraudCase.agencies,
      lead: found.fraudCase.agency,
      besides: besides.flatMap(({ state }) => (state === undefined ? [] : [state])),
    } satisfies CaseAtHand,
  };
}

/** The plan, which holds only while these streams stay as they are. */
function resting(plan: Plan | Refusal<Fact>, ...requires: readonly AnyLoaded[]): Plan | Refusal<Fact> {
  return plan.kind === 'refusal' ? plan : { ...plan, requires };
}

function nothingNamed(): readonly Named[] {
  return [];
}

/** The units that a body names (两级责任): one of the bureau, one of the listing's district, which finds it there, and the cyber police. */
function unitsNamed(
  { units }: { readonly units?: ResponsibleUnits | undefined },
  { district }: Pick<ListedCase, 'district'>,
): readonly Named[] {
  if (units === undefined) return [];
  const kinds = whoMay('listed-case.report', 'party');
  return [
    { agency: units.bureau, path: '/units/bureau', kinds, of: 'city' },
    { agency: units.district, path: '/units/district', kinds, of: district },
    { agency: units.cyber, path: '/units/cyber', kinds },
  ];
}

/** The future supervisor: an agency that could have listed the case. */
function supervisorNamed({ to }: HandOverListing): readonly Named[] {
  return [{ agency: to, path: '/to', kinds: whoMay('listed-case.decide', 'city'), of: 'city' }];
}
