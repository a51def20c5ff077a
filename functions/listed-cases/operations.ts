import type { Action } from '../../shared/access/policy.ts';
import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';
import type { Matter } from '../../shared/approvals/model.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { lossFenOf } from '../../shared/cases/model.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Decided, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { ListedCaseView } from '../../shared/listed-cases/answers.ts';
import { approvalOfGrant, granterRefusal } from '../../shared/listed-cases/approval.ts';
import type {
  DeclineExtension,
  DelistCase,
  ExtendListing,
  HandOverListing,
  RequestExtension,
} from '../../shared/listed-cases/bodies.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { declineExtension, extendListing, requestExtension } from '../../shared/listed-cases/extend-listing.ts';
import { handOverListing } from '../../shared/listed-cases/hand-over-listing.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import type { ResponsibleUnits } from '../../shared/listed-cases/level.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { Approved, CaseAtHand, ListedCase, ListingApproval } from '../../shared/listed-cases/model.ts';
import { listingMatter } from '../../shared/listed-cases/questions.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { handOverRefusal, isResponsible, type Supervised, supervisionRefusal } from '../../shared/listed-cases/supervision.ts';
import { listedCaseView } from '../../shared/listed-cases/views.ts';
import { delistCase, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { approvalNamed, grantIn, tryGate, withApproval } from '../lookups/approvals.ts';
import { findCase } from '../lookups/cases.ts';
import { caseToList, type LoadedListing, listingsOf, openListing } from '../lookups/listings.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { listedCaseListOperations } from './list-operations.ts';
import type { listedCaseRoutes } from './routes.ts';

interface ListingCall<Status> extends Call {
  answer(status: Status, view: ListedCaseView, version: number): StoredAnswer;
}

const listing: Target<ListingCall<200> & { readonly params: { readonly listedCaseId: string } }, ListedCase, ListedCaseFact> = {
  load: ({ params }, journal) => journal.load(ListedCases, params.listedCaseId),
  thing: listedCaseThing,
  closed: (listed, { actor }) => closedOnListing(listed, actor),
  answer: answered(200),
};
const onListing = commandOn(listing);

/** The actions that the deciders refuse this caller because of who supervises the listing and who works its case. */
function closedOnListing(listed: Supervised, actor: Actor): readonly Action[] {
  const refusals: readonly (readonly [Action, Refusal | undefined])[] = [
    ['listed-case.extend', supervisionRefusal(listed, actor.agency, 'EXTENSION_BY_RESPONSIBLE_UNIT')],
    ['listed-case.delist', supervisionRefusal(listed, actor.agency, 'DELISTING_BY_RESPONSIBLE_UNIT')],
    ['listed-case.hand-over', handOverRefusal(listed, actor)],
  ];
  const decides: readonly Action[] =
    listed.units !== undefined && isResponsible(listed.units, actor.agency) ? ['listed-case.decide'] : [];
  return [...decides, ...refusals.flatMap(([action, refusal]) => (refusal === undefined ? [] : [action]))];
}

/** The answer with a listing as it is now. */
function answered<Status>(status: Status) {
  return (request: ListingCall<Status>, { state, version }: Present<ListedCase>): StoredAnswer =>
    request.answer(status, listedCaseView(state, version, request.context()), version);
}

export const listedCaseOperations: Operations<typeof listedCaseRoutes, ApiTools> = {
  ...listedCaseListOperations,
  proposeListing: createOn({ type: ListedCases, answer: answered(201) })(async (input, context, { request, tools }) => {
    const { journal } = tools;
    const found = await findCase(journal, input.caseId);
    if (found === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(caseThing(found.fraudCase, context.now));
    if (access.kind === 'refusal') return access;
    const { register, open } = await openListing(journal, found.fraudCase);
    const district = open?.state?.district ?? found.fraudCase.district;
    const known = { register: register.state, fraudCase: caseToList(found.fraudCase) };
    const proposed = proposeListing(open?.state, input, known, context);
    const decision = await ifRegistered(journal, proposed, unitsNamed(input, { district }));
    return { decision, goesOn: open, streams: [register], rests: [found.loaded] };
  }),

  getListedCase: readOn(listing),
  approveListing: onListing(withCase(approveListing, unitsNamed, { act: listingMatter, rests: (body) => body })),
  rejectListing: onListing(withCase(rejectListing)),
  reportProgress: onListing(withCase(reportProgress)),
  requestExtension: onListing(
    withCase((listed, input: RequestExtension, _, context) => requestExtension(listed, input, context)),
  ),
  declineExtension: onListing(
    withCase((listed, input: DeclineExtension, _, context) => declineExtension(listed, input, context)),
  ),
  extendListing: onListing(
    withCase<ExtendListing>(extendListing, nothingNamed, {
      act: ({ listedCaseId }, { months }) => ({ gate: 'extension', listedCaseId, months }),
      rests: (body) => body,
    }),
  ),
  handOverListing: onListing(withCase(handOverListing, supervisorNamed)),
  delistCase: onListing(
    withCase<DelistCase>(delistCase, nothingNamed, {
      act: ({ listedCaseId }) => ({ gate: 'delisting', listedCaseId }),
      rests: (body) => body,
    }),
  ),
};

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

/**
 * The step that puts this decider to a listing and the register of its case. It rests on the case as it is then: where that is merged with
 * another at the same moment, it is decided again. An approval that opens its gate is used up with it.
 */
function withCase<Body>(
  decide: (
    listed: ListedCase,
    input: Body,
    known: CaseAtHand & Approved,
    context: Context,
  ) => Decision<ListedCaseFact | CaseListingFact>,
  named: (body: Body, listed: ListedCase) => readonly Named[] = nothingNamed,
  gated?: Gated<Body>,
) {
  return async (
    listed: ListedCase,
    body: Body,
    context: Context,
    { loaded, tools: { journal } }: { readonly loaded: LoadedListing; readonly tools: ApiTools },
  ): Promise<Decided<ListedCase>> => {
    const rests = gated?.rests(body) ?? {};
    const [{ fraudCase, register, besides, known }, approval] = await Promise.all([
      caseAtHand(journal, listed, loaded),
      approvalNamed(journal, rests),
    ]);
    const opened = tryGate(approval, gated?.act(listed, body), rests, context);
    const granted = grantIn(opened);
    const unfit = granted === undefined ? undefined : granterRefusal(listed, rests.units, known.agencies, granted);
    const opening = unfit ?? opened;
    const decided = decide(listed, body, { ...known, approval: approvalIn(opening, rests) }, context);
    const checked = await ifRegistered(journal, decided, named(body, listed));
    return {
      decision: withApproval<Fact>(checked, opening),
      streams: [...register, ...(approval === undefined ? [] : [approval])],
      rests: [fraudCase, ...besides],
    };
  };
}

/** The approval as the listing keeps it, if its gate opened. */
function approvalIn(opening: ReturnType<typeof tryGate>, { approvalId }: Rests): ListingApproval | undefined {
  const granted = grantIn(opening);
  return granted === undefined || approvalId === undefined ? undefined : approvalOfGrant(granted, approvalId);
}

/** The case that the listing belongs to now, the register in which it is open, if it is, and the other open listings there. */
async function caseAtHand(journal: Journal, { caseId }: ListedCase, listed: LoadedListing) {
  const found = (await findCase(journal, caseId)) ?? impossible('a listing has no case');
  const { open } = await listingsOf(journal, found.fraudCase, listed);
  const besides = open.flatMap((one) => (one.listing.id === listed.id ? [] : [one.listing]));
  return {
    fraudCase: found.loaded,
    register: open.flatMap((one) => (one.listing.id === listed.id ? [one.register] : [])),
    besides,
    known: {
      lossFen: lossFenOf(found.fraudCase),
      agencies: found.fraudCase.agencies,
      lead: found.fraudCase.agency,
      besides: besides.flatMap(({ state }) => (state === undefined ? [] : [state])),
    } satisfies CaseAtHand,
  };
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
