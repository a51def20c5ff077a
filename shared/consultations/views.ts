import { caseParts } from '../cases/model.ts';
import { partsVisible } from '../cases/visibility.ts';
import type { NamedFile } from '../evidence-files/model.ts';
import type { Actor } from '../kernel/context.ts';
import type { Fact } from '../kernel/decision.ts';
import { secondsSince } from '../kernel/time.ts';
import { readFact } from '../kernel/tolerant.ts';
import type { ConsultationEntry, ConsultationView, ExhibitView } from './answers.ts';
import type { Conclusion, Consultation, Exhibit, OpinionLine, Party } from './consultation.ts';
import { isOpen } from './consultation.ts';
import { ConsultationFact } from './consultation-facts.ts';
import { consultationLifecycle } from './consultation-lifecycle.ts';
import { nextConsultationMoment, ranOut } from './deadlines.ts';
import { type CasesKnown, contentOf, exists, mayKnow } from './evidence-visible.ts';
import { currentOpinions } from './give-opinion.ts';
import { answersTo } from './model.ts';
import type { Opinion } from './opinion.ts';
import { takesPart } from './standing.ts';

/**
 * A consultation as a party sees it: field by field, so that no new field shows by accident. Of the cases it shows only what grants in
 * force give the viewer at this moment.
 *
 * @param known texts of opinions, and what their authors had opened, by their numbers; the files of pieces of evidence, by the piece; the
 *   exhibits of which the viewer has opened files
 */
export function consultationView(
  consultation: Consultation,
  cases: CasesKnown,
  viewer: Actor,
  now: string,
  { texts = new Map(), files = new Map(), opened = [] }: KnownOf = {},
): ConsultationView {
  if (!takesPart(consultation, viewer.agency)) return { shows: 'invitation', ...invitation(consultation, viewer.agency) };
  const { bundleVersion } = consultation;
  const seen = exhibitsSeen(consultation.exhibits, cases, viewer, now);
  return {
    shows: 'all',
    ...invitation(consultation, viewer.agency),
    parties: consultation.parties,
    caseIds: consultation.caseIds,
    cases: consultation.caseIds.map((caseId) => caseNamed(caseId, cases, viewer, now)),
    proposalId: consultation.proposalId,
    meetingId: consultation.meetingId,
    round: consultation.round,
    bundle: {
      version: bundleVersion,
      exhibits: consultation.exhibits.map((exhibit) => exhibitNow(exhibit, cases, { files, opened }, { viewer, now })),
    },
    evidenceRequests: consultation.evidenceRequests,
    opinions: consultation.opinions.map((line) => ({
      ...line,
      outdated: isOutdated(consultation, line),
      ...textOf(texts.get(line.n), seen),
    })),
    deputy: consultation.deputy,
    conclusion: conclusionSeen(consultation.conclusion, seen),
    actions: consultation.actions,
    reason: consultation.reason,
    clocks: consultation.clocks,
  };
}

/** What is kept beside a consultation and its cases. */
interface KnownOf {
  readonly texts?: ReadonlyMap<number, SignedText>;
  readonly files?: FilesOf;
  readonly opened?: readonly number[];
}

type FilesOf = ReadonlyMap<string, readonly NamedFile[]>;

/** What stands beside the line of an opinion: its text, and the exhibits of which its author had opened files. */
type SignedText = Pick<Opinion, 'text' | 'opened'>;

/** The numbers of the exhibits that the viewer may see: of no other it is told that there are files to open. */
export function exhibitsSeen(exhibits: readonly Exhibit[], cases: CasesKnown, viewer: Actor, now: string): ReadonlySet<number> {
  return new Set(exhibits.filter((exhibit) => mayKnow(cases, exhibit, viewer, now)).map(({ n }) => n));
}

function textOf(signed: SignedText | undefined, seen: ReadonlySet<number>): Partial<SignedText> {
  return signed === undefined ? {} : { text: signed.text, ...openedSeen(signed, seen) };
}

/** What an author had opened, of what the viewer sees. */
export function openedSeen({ opened }: Pick<Opinion, 'opened'>, seen: ReadonlySet<number>): Pick<Opinion, 'opened'> {
  return opened === undefined ? {} : { opened: opened.filter((n) => seen.has(n)) };
}

/** The conclusion, which names what the parties did not open, of what the viewer sees. */
function conclusionSeen(conclusion: Conclusion | undefined, seen: ReadonlySet<number>): Conclusion | undefined {
  if (conclusion?.unopened === undefined) return conclusion;
  const unopened = conclusion.unopened.flatMap(({ agency, exhibits }) => {
    const shown = exhibits.filter((n) => seen.has(n));
    return shown.length === 0 ? [] : [{ agency, exhibits: shown }];
  });
  return { ...conclusion, unopened };
}

/** Whether the bundle has changed since the version that this opinion is on. */
export function isOutdated(
  consultation: Pick<Consultation, 'bundleVersion'>,
  { bundleVersion }: Pick<OpinionLine, 'bundleVersion'>,
) {
  return bundleVersion < consultation.bundleVersion;
}

function invitation(consultation: Consultation, viewer: string) {
  const { convener, status, parties, ...rest } = consultation;
  const { consultationId, reference, kind, title, convenedAt, questions } = rest;
  const touchedAt = touchedOf(consultation, viewer);
  return {
    ...{ consultationId, reference, state: status, kind, title, convener: convener.agency, convenedAt, touchedAt },
    questions: questions.map((question) => ({ ...question, answers: [...answersTo(question)] })),
    parties: parties.map(({ reason: _, ...party }) => party),
  };
}

/** When it last changed; for an agency that was only asked, when its visible part did: the convening, and the answers to the invitation. */
function touchedOf(consultation: Consultation, agency: string): string {
  if (takesPart(consultation, agency)) return consultation.touchedAt;
  const answers = consultation.parties.flatMap(({ answeredAt }) => answeredAt ?? []);
  return answers.reduce((latest, at) => (at > latest ? at : latest), consultation.convenedAt);
}

/** The names of a case, as far as the viewer may see any of it: an agency that knows no part of it does not learn its reference here. */
function caseNamed(caseId: string, cases: CasesKnown, viewer: Actor, now: string) {
  const fraudCase = cases.get(caseId);
  const parts = fraudCase === undefined ? [] : partsVisible(fraudCase, viewer, now);
  return {
    caseId,
    reference: parts.length === 0 ? undefined : fraudCase?.reference,
    title: parts.includes('summary') ? fraudCase?.title : undefined,
    withheld: caseParts.filter((part) => !parts.includes(part)),
  };
}

/** An exhibit as it stands at this moment, with its content; it says so if its case no longer holds it. */
function exhibitNow(
  exhibit: Exhibit,
  cases: CasesKnown,
  { files, opened }: Required<Pick<KnownOf, 'files' | 'opened'>>,
  { viewer, now }: { readonly viewer: Actor; readonly now: string },
): ExhibitView {
  const view = exhibitView(exhibit, mayKnow(cases, exhibit, viewer, now));
  if (!view.visible) return view;
  if (!exists(cases, exhibit)) return { ...view, withdrawn: true };
  const named = exhibit.part === 'evidence' && exhibit.item !== undefined ? files.get(exhibit.item) : undefined;
  return {
    ...view,
    content: contentOf(cases.get(exhibit.caseId), exhibit),
    ...(named === undefined ? {} : { files: [...named] }),
    ...(opened.includes(exhibit.n) ? { opened: true } : {}),
  };
}

function exhibitView(exhibit: Exhibit, visible: boolean): ExhibitView {
  if (visible) return { visible, ...exhibit };
  const { n, part, by, since, until } = exhibit;
  return { visible, n, part, by, since, until };
}

/** A consultation in the list of an agency that has a seat in it; an agency that was only asked learns nothing of what goes on there. */
export function consultationEntry(consultation: Consultation, agency: string, now: string): ConsultationEntry {
  const { status, title, kind, consultationId, reference, convener, convenedAt, questions, parties } = consultation;
  const touchedAt = touchedOf(consultation, agency);
  const answer = answerOf(parties, agency);
  const inside = answer === 'accepted';
  const requests = consultation.evidenceRequests.filter((request) => request.status === 'open' && status === 'deliberating');
  const actions = consultation.actions.filter(({ done }) => done === undefined && isOpen(status));
  const asked = parties.filter((party) => party.answer === 'invited' && consultationLifecycle.allows(status, 'accept'));
  const over = ranOut(consultation, agency, now);
  const said = new Set(
    currentOpinions(consultation.opinions).flatMap(({ by, question }) => (by.agency === agency ? [question] : [])),
  );
  return {
    ...{ consultationId, reference, state: status, kind, title, convener: convener.agency, convenedAt, touchedAt, answer },
    openSeconds: isOpen(status) ? secondsSince(convenedAt, now) : 0,
    untouchedSeconds: secondsSince(touchedAt, now),
    overdue: over.length,
    overdueSince: over[0]?.dueAt,
    nextAt: inside ? nextConsultationMoment(consultation) : undefined,
    awaits: {
      answer: asked.some((party) => party.agency === agency),
      evidence: requests.filter(({ from }) => from === agency).length,
      opinions: inside && status === 'deliberating' ? questions.length - said.size : 0,
      actions: actions.filter(({ owner }) => owner === agency).length,
      clocks: over.filter(({ what }) => what === 'clock').length,
    },
  };
}

function answerOf(parties: readonly Party[], agency: string): Party['answer'] {
  return parties.find((party) => party.agency === agency)?.answer ?? 'declined';
}

/** The evidence that a fact of a consultation names. */
export function exhibitsIn({ type, data }: Fact): readonly Exhibit[] {
  const fact = readFact(ConsultationFact, { type, data });
  return fact?.type === 'consultation.bundle-changed' ? fact.data.added : [];
}

/** Whether the viewer does not see some of this evidence in full at this moment. */
export function evidenceIsCut(exhibits: readonly Exhibit[], cases: CasesKnown, viewer: Actor, now: string): boolean {
  return exhibits.some((exhibit) => !mayKnow(cases, exhibit, viewer, now));
}

/** Whether a later release recorded something in the fact that this one cannot read, so that it cannot tell who may see it either. */
export function hasUnknownParts({ type, data }: Fact): boolean {
  return !ConsultationFact.safeParse({ type, data }).success;
}

/**
 * A fact of a consultation as its audit shows it to a party: of evidence, what grants in force give the viewer at this moment; of what only a
 * later release can read, nothing.
 *
 * @param exhibits all of the consultation
 */
export function factShown(
  { type, data }: Fact,
  exhibits: readonly Exhibit[],
  cases: CasesKnown,
  viewer: Actor,
  now: string,
): unknown {
  const fact = readFact(ConsultationFact, { type, data });
  if (fact === undefined) return {};
  if (fact.type === 'consultation.concluded') {
    const conclusion = conclusionSeen(fact.data.conclusion, exhibitsSeen(exhibits, cases, viewer, now));
    return { ...fact.data, conclusion };
  }
  if (fact.type !== 'consultation.bundle-changed') return hasUnknownParts({ type, data }) ? fact.data : data;
  return { ...fact.data, added: fact.data.added.map((exhibit) => exhibitView(exhibit, mayKnow(cases, exhibit, viewer, now))) };
}
