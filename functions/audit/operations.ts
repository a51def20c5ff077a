import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import { AccessRequests } from '../../shared/access-requests/streams.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { CaseReads, Cases } from '../../shared/cases/streams.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { evidenceIsCut, exhibitsIn, factShown, hasUnknownParts } from '../../shared/consultations/views.ts';
import { EvidenceFiles, EvidenceOpenings } from '../../shared/evidence-files/streams.ts';
import type { Call, Operation } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { type Position, sealOf } from '../../shared/http/cursor.ts';
import type { FactPage, Journal, RecordedFact, StoredAnswer } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { type AnyLoaded, type StreamType, streamKey } from '../../shared/journal/stream.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import { districts } from '../../shared/kernel/context.ts';
import { type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { meetingThing } from '../../shared/meetings/kind.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { impactThing } from '../../shared/standards/kinds.ts';
import { alarmsOf, withAlarm } from '../lookups/alarm-references.ts';
import { looked } from '../lookups/case-looks.ts';
import { findCase, findCases } from '../lookups/cases.ts';
import { evidenceLooked } from '../lookups/evidence-looks.ts';
import { auditedKinds } from '../lookups/kinds.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { placeOf } from '../platform/place.ts';
import type { auditRoutes } from './routes.ts';

/** The facts of a stream in order, and whether their chain of hashes is whole. For callers who may see the thing in full. */
const readAudit: Operation<typeof auditRoutes.getAudit, ApiTools> = async (request, tools) => {
  const { journal } = tools;
  const key = (await tools.dataKeys()).cursors;
  return carryOut(request, journal, async () => {
    const found = await streamOf(journal, request.params.stream, request);
    if (found === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(found.thing);
    if (access.kind === 'refusal') return access;
    if (found.partiesOnly !== undefined && !seesAll(found.partiesOnly, request, found.thing)) return refuse('NOT_FOUND');
    const place = await placeOf(request, tools, request.params);
    if (place.kind === 'refusal') return place;
    const position = place.after ?? start;
    const after = Number(position['after']);
    const seal = position['seal'];
    if (!Number.isSafeInteger(after) || (after > 0 && seal === undefined)) return refuse('CURSOR_INVALID');
    const stream = streamKey(found.loaded.type.name, found.loaded.id);
    const page = await journal.facts(stream, { after, limit: request.query.limit });
    const last = page.facts.at(-1);
    const ends = page.next === undefined || last === undefined;
    const next = place.next(ends ? undefined : { after: String(page.next), seal: sealOf(key, last.hash) });
    const follows = (hash: string) => after === 0 || sealOf(key, hash) === seal;
    const hashes = found.cut?.(page.facts) !== true;
    const answer = request.answer(200, {
      stream: request.params.stream,
      verified: isWhole(page, { after, follows }, found.loaded),
      items: page.facts.map((fact) => ({ ...entryOf(fact, hashes), data: found.shown?.(fact) ?? fact.data })),
      ...next,
    });
    return found.looked?.(page.facts, answer) ?? { kind: 'plan', changes: [], answer };
  });
};

/**
 * Whether the facts of a page follow from each other and from earlier ones, and the stream ends where its state says, with the fact it
 * says: a cut-off end shows on the last page.
 *
 * @param follows whether the page before ended with this hash
 */
function isWhole(
  { facts, next }: FactPage,
  { after, follows }: { readonly after: number; readonly follows: (hash: string) => boolean },
  { version, lastHash }: AnyLoaded,
): boolean {
  const [first, last] = [facts[0], facts.at(-1)];
  if (last?.seq === version && last.hash !== lastHash) return false;
  if (first !== undefined && !follows(first.previousHash)) return false;
  return (
    verifyChain(facts, after === 0 ? undefined : first?.previousHash).intact &&
    (next !== undefined || (last?.seq ?? after) >= version)
  );
}

/** Before the first fact. */
const start: Position = { after: '0' };

interface Found {
  readonly loaded: AnyLoaded;
  readonly thing: Thing;
  /** The action that reads the thing in full, if that needs more than the right to audit its kind. */
  readonly partiesOnly?: Action;
  /** The part of a fact's data that is shown, if not all is. */
  readonly shown?: (fact: RecordedFact) => unknown;
  /**
   * Whether anything in the stream is hidden from the caller. Then the audit also leaves out hashes, because a caller could test guesses of
   * the hidden part against them.
   */
  readonly cut?: (facts: readonly RecordedFact[]) => boolean;
  /** The record of the look, before the answer goes out: facts of a case, or evidence of one, are a look at the case. */
  readonly looked?: (facts: readonly RecordedFact[], answer: StoredAnswer) => Promise<Plan>;
}

/** The stream that an id names, if there is one. */
async function streamOf(journal: Journal, named: string, call: Call): Promise<Found | undefined> {
  const kind = auditedKinds.find(({ starts }) => named.startsWith(starts));
  if (kind === undefined) return undefined;
  const id = named.slice(named.indexOf(':') + 1);
  if (kind.reader !== undefined) {
    const { stream, reader } = kind;
    const loaded = await journal.load(readOnly(stream, reader.members()), id);
    const { state: there } = loaded;
    if (reader.alarm === undefined) return found(loaded, (state) => reader.thing(state));
    // a look at no thing of an alarm takes as long as one at a hidden thing
    const alertId = there === undefined ? id : reader.alarm(there);
    const alarms = await alarmsOf(journal, [alertId]);
    return found(loaded, (state) => withAlarm(reader.thing(state), alarms.get(alertId)));
  }
  return further[kind.stream]?.(journal, id, call);
}

/** The kinds whose readers follow from more than the stream, or see only a part of it. */
const further: Readonly<Record<string, (journal: Journal, id: string, call: Call) => Promise<Found | undefined>>> = {
  [Cases.name]: caseStream,
  [CaseReads.name]: readsStream,
  [EvidenceFiles.name]: (journal, fileId, call) => fileStream(journal, fileId, EvidenceFiles, call),
  [EvidenceOpenings.name]: (journal, fileId, call) => fileStream(journal, fileId, EvidenceOpenings, call),
  [AccessRequests.name]: accessRequestStream,
  [Consultations.name]: consultationStream,
  [Meetings.name]: meetingStream,
  proposal: proposalStream,
};

/** A case's own facts, merged into another since or not; the case that goes on decides who may see them. */
async function caseStream(journal: Journal, caseId: string, call: Call): Promise<Found | undefined> {
  const goesOn = await findCase(journal, caseId);
  if (goesOn === undefined) return undefined;
  return {
    loaded: await journal.load(Cases, caseId),
    thing: caseThing(goesOn.fraudCase, goesOn.fraudCase.touchedAt),
    looked: (_, answer) => looked(journal, goesOn, 'audit', call.context(), answer),
  };
}

/** The looks that other agencies took at a case: for those who may list them. Before the first look the chain is empty, and whole. */
async function readsStream(journal: Journal, caseId: string): Promise<Found | undefined> {
  const goesOn = await findCase(journal, caseId);
  if (goesOn === undefined) return undefined;
  const loaded = await journal.load(CaseReads, caseId);
  return { loaded, thing: caseThing(goesOn.fraudCase, goesOn.fraudCase.touchedAt), partiesOnly: 'case.reads' };
}

/** The facts of a file of evidence, or its openings: for the police of the case that it belongs to now. */
async function fileStream<State, F extends Fact>(
  journal: Journal,
  fileId: string,
  type: StreamType<State, F>,
  call: Call,
): Promise<Found | undefined> {
  const { state: file } = await journal.load(EvidenceFiles, fileId);
  const goesOn = file === undefined ? undefined : await findCase(journal, file.caseId);
  if (goesOn === undefined) return undefined;
  return {
    loaded: await journal.load(type, fileId),
    thing: caseThing(goesOn.fraudCase, goesOn.fraudCase.touchedAt),
    partiesOnly: 'case.reads',
    looked: (_, answer) => looked(journal, goesOn, 'audit', call.context(), answer),
  };
}

/** The facts of a request to see more of a case: for the police that answer for the case now, as they read the request itself. */
async function accessRequestStream(journal: Journal, id: string): Promise<Found | undefined> {
  const loaded = await journal.load(AccessRequests, id);
  const goesOn = loaded.state && (await findCase(journal, loaded.state.caseId));
  if (goesOn === undefined) return undefined;
  const { district, agencies } = goesOn.fraudCase;
  return { loaded, thing: { district, agencies } };
}

async function consultationStream(journal: Journal, id: string, call: Call): Promise<Found | undefined> {
  const loaded = await journal.load(Consultations, id);
  const { state } = loaded;
  if (state === undefined) return undefined;
  const cases = await findCases(journal, state.caseIds);
  const context = call.context();
  return {
    loaded,
    thing: consultationThing(state),
    partiesOnly: 'consultation.read',
    shown: (fact) => factShown(fact, state.exhibits, cases.files, context.actor, context.now),
    // A fact that was recorded since the state was read may name evidence that the state does not know of.
    cut: (facts) =>
      facts.some(hasUnknownParts) ||
      evidenceIsCut([...state.exhibits, ...facts.flatMap(exhibitsIn)], cases.files, context.actor, context.now),
    looked: (facts, answer) => evidenceLooked(journal, cases, id, facts.flatMap(exhibitsIn), context, answer),
  };
}

const Proposed = readOnly('proposal', z.object({ proposedBy: z.string(), districts: z.array(z.enum(districts)) }));

/** A proposal's history, its answers and their reasons: for the proposer, the keepers of the standards, and the districts asked. */
async function proposalStream(journal: Journal, id: string, { actor }: Call): Promise<Found | undefined> {
  const loaded = await journal.load(Proposed, id);
  if (loaded.state === undefined) return undefined;
  const thing = impactThing(loaded.state, actor.district);
  const concerned = decideAccess('proposal.audit', actor, thing).outcome === 'allowed';
  return { loaded, thing: { ...thing, ...(concerned ? { parties: [actor.agency] } : {}) }, partiesOnly: 'proposal.audit' };
}

async function meetingStream(journal: Journal, id: string): Promise<Found | undefined> {
  const meeting = found(await journal.load(Meetings, id), meetingThing);
  return meeting === undefined ? undefined : { ...meeting, partiesOnly: 'meeting.read' };
}

/** Whether the caller may see all of the thing by this action. */
function seesAll(action: Action, { actor }: Call, thing: Thing): boolean {
  const access = decideAccess(action, actor, thing);
  return access.outcome === 'allowed' && access.fields === 'full';
}

function found<State>(
  loaded: AnyLoaded & { readonly state: State | undefined },
  thingOf: (state: State) => Thing,
): Found | undefined {
  return loaded.state === undefined ? undefined : { loaded, thing: thingOf(loaded.state) };
}

function entryOf({ seq, type, data, at, actor, command, correlationId, previousHash, hash }: RecordedFact, hashes: boolean) {
  const by = { agency: actor.agency, agencyKind: actor.agencyKind, subject: actor.subject, roles: [...actor.roles] };
  const entry = { seq, type, data, at, by, command: { ...command }, correlationId };
  return hashes ? { ...entry, previousHash, hash } : entry;
}

export const auditOperations: Operations<typeof auditRoutes, ApiTools> = { getAudit: readAudit };
