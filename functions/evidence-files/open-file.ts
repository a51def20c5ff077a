import { readNoted } from '../../shared/cases/case-reads.ts';
import { isSameCase } from '../../shared/cases/gates.ts';
import {
  type ConsultationOpenings,
  type ConsultationOpeningsFact,
  ConsultationOpeningsOf,
  exhibitsShowing,
  noteOpening,
  openingsId,
} from '../../shared/consultations/openings.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { EvidenceFile, OpenedAs } from '../../shared/evidence-files/model.ts';
import { formOf, openFile } from '../../shared/evidence-files/open-file.ts';
import { EvidenceOpenings } from '../../shared/evidence-files/streams.ts';
import type { OpenedFile } from '../../shared/evidence-files/views.ts';
import type { Operation, Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { AnyLoaded, Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { allLooked } from '../lookups/case-looks.ts';
import { fileOf } from '../lookups/evidence-files.ts';
import type { EvidenceStore } from '../platform/evidence-store.ts';
import type { evidenceFileRoutes } from './file-routes.ts';
import type { EvidenceTools } from './tools.ts';

type Found = Exclude<Awaited<ReturnType<typeof fileOf>>, Rejection>;

/**
 * Opens a file: the opening is recorded, at the file, at the case of another agency, and in the consultation; only then the link goes out. It
 * is recorded only if the file, its case and the consultation are still as they were read. A retry is another opening, so no answer is kept:
 * it would keep a link, too.
 */
export const openEvidenceFile: Operation<typeof evidenceFileRoutes.openEvidenceFile, EvidenceTools> = async (request, tools) => {
  const { journal, store } = tools;
  return carryOut({ ...request, hasKey: false }, journal, async () => {
    const one = await fileOf(request, journal);
    if (one.kind === 'refusal') return one;
    const { file, found, loaded, context } = one;
    const { as, consultationId } = request.body;
    const there = consultationId === undefined ? undefined : await openedThere(journal, one, consultationId);
    if (there?.kind === 'refusal') return there;
    const decision = openFile(file, request.body, context);
    if (decision.kind === 'refusal') return decision;
    const answer = request.answer(200, await opened(file, as, store, context));
    const { fileId, itemId } = file;
    const read = readNoted(found.fraudCase, { what: 'file', itemId, fileId, as, consultationId }, context);
    const plan = await allLooked(journal, [{ loaded: found.loaded, read }], answer);
    const openings = await journal.load(EvidenceOpenings, fileId);
    return {
      ...plan,
      changes: [
        ...plan.changes,
        ...splitFacts([openings], decision.facts),
        ...(there === undefined ? [] : splitFacts([there.openings], there.facts)),
      ],
      requires: [found.loaded, loaded, ...(there === undefined ? [] : [there.consultation])],
    };
  });
};

/** The answer: how the bytes come down, and as which type. It alone holds the file's name; addresses end up in logs. */
async function opened(file: EvidenceFile, as: OpenedAs, store: EvidenceStore, { policy, now }: Context): Promise<OpenedFile> {
  const { fileId, name, sizeBytes, sha256, arrival } = file;
  if (arrival === undefined) impossible('an available file has not arrived');
  const form = formOf(file, as);
  const lifeMs = policy.amount('evidence-file.open-link', now);
  const link = await store.openLink({ fileId, versionId: arrival.versionId, ...form }, now, lifeMs);
  return { ...{ fileId, name, as, contentType: form.contentType, sizeBytes, sha256 }, ...link, headers: { ...link.headers } };
}

/** The opening as the consultation notes it. */
interface There {
  readonly kind: 'there';
  readonly consultation: AnyLoaded;
  readonly openings: Loaded<ConsultationOpenings, ConsultationOpeningsFact>;
  readonly facts: readonly ConsultationOpeningsFact[];
}

/**
 * What the consultation notes of it. The caller's agency must take part, and the bundle must show the piece of evidence now; a grant lets
 * the caller see it, as everywhere.
 *
 * @returns it, or NOT_FOUND for the consultation
 */
async function openedThere(
  journal: Journal,
  { file, found, context }: Found,
  consultationId: string,
): Promise<There | Rejection> {
  const { agency, subject } = context.actor;
  const [consultation, openings] = await Promise.all([
    journal.load(Consultations, consultationId),
    journal.load(ConsultationOpeningsOf, openingsId(consultationId, agency)),
  ]);
  const { state } = consultation;
  const takes = state !== undefined && takesPart(state, agency);
  const exhibits = takes ? exhibitsShowing(state, file.itemId, (caseId) => isSameCase(found.fraudCase, caseId)) : [];
  if (exhibits.length === 0) return refuse('NOT_FOUND', { paths: ['/consultationId'] });
  const facts = noteOpening(
    openings.state,
    { consultationId, agency, exhibits },
    { fileId: file.fileId, subject, at: context.now },
  );
  return { kind: 'there', consultation, openings, facts };
}
