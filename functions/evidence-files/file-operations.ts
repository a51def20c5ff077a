import { readNoted } from '../../shared/cases/case-reads.ts';
import { announceFile, renewLink, withdrawFile } from '../../shared/evidence-files/hand-in.ts';
import type { AnnounceFile } from '../../shared/evidence-files/model.ts';
import { OpeningEntry } from '../../shared/evidence-files/openings.ts';
import { EvidenceFiles, EvidenceOpenings, EvidencePieces } from '../../shared/evidence-files/streams.ts';
import { EvidenceFileView, evidenceFileView } from '../../shared/evidence-files/views.ts';
import { type ApiRequest, type Call, isRejection, type Rejection } from '../../shared/http/api-request.ts';
import { carryOut, isReplay } from '../../shared/http/carry-out.ts';
import { commandOn, createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { allLooked } from '../lookups/case-looks.ts';
import { fileNamed, fileOf, pieceOf } from '../lookups/evidence-files.ts';
import { numberedPlaceOf } from '../platform/place.ts';
import type { evidenceFileRoutes } from './file-routes.ts';
import { openEvidenceFile } from './open-file.ts';
import type { EvidenceTools } from './tools.ts';

/** Commands on a file also rest on its case, which holds the file's piece of evidence at that moment. */
const onFile = commandOn(fileNamed);

/** The files of pieces of evidence: announced, uploaded past Cordon, listed, withdrawn. */
export const evidenceFileOperations: Operations<typeof evidenceFileRoutes, EvidenceTools> = {
  announceEvidenceFile: withLink(
    pieceOf,
    createOn({ type: EvidenceFiles })<ApiRequest<typeof evidenceFileRoutes.announceEvidenceFile>, EvidenceTools>(
      async (input: AnnounceFile, context, { request, tools }) => {
        const found = await pieceOf(request, tools.journal);
        if (found.kind === 'refusal') return found;
        const { fraudCase, evidence, loaded } = found;
        const piece = await tools.journal.load(EvidencePieces, evidence.itemId);
        const decision = announceFile(input, { caseId: fraudCase.caseId, evidence, piece: piece.state }, context);
        if (decision.kind === 'refusal') return decision;
        return {
          decision,
          streams: [piece],
          rests: [loaded],
          answer: ({ state, version }) => request.answer(201, evidenceFileView(state, fraudCase.caseId, version), version),
        };
      },
    ),
  ),

  listEvidenceFiles: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await pieceOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, evidence, loaded, context } = found;
      const { itemId } = evidence;
      const piece = await journal.load(EvidencePieces, itemId);
      const files = await journal.loadMany(
        EvidenceFiles,
        (piece.state?.files ?? []).map(({ fileId }) => fileId),
      );
      const items = files.flatMap(({ state, version }) =>
        state === undefined ? [] : [evidenceFileView(state, fraudCase.caseId, version)],
      );
      const read = readNoted(fraudCase, { what: 'file', itemId }, context);
      return allLooked(journal, [{ loaded, read }], request.answer(200, { items }));
    }),

  getEvidenceFile: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const one = await fileOf(request, journal);
      if (one.kind === 'refusal') return one;
      const { file, found, context } = one;
      const view = evidenceFileView(file, found.fraudCase.caseId, one.loaded.version);
      const read = readNoted(found.fraudCase, { what: 'file', itemId: file.itemId, fileId: file.fileId }, context);
      return allLooked(journal, [{ loaded: found.loaded, read }], request.answer(200, view, tagOf(view.version, view)));
    }),

  renewUpload: withLink(
    fileOf,
    onFile<ApiRequest<typeof evidenceFileRoutes.renewUpload>, EvidenceTools>(async (file, _none, context, { request, tools }) => {
      const one = await fileOf(request, tools.journal);
      if (one.kind === 'refusal') return one;
      const decision = renewLink(file, context);
      if (decision.kind === 'refusal') return decision;
      const { loaded, fraudCase } = one.found;
      return {
        decision,
        rests: [loaded],
        answer: ({ state, version }) => request.answer(200, evidenceFileView(state, fraudCase.caseId, version), version),
      };
    }),
  ),

  openEvidenceFile,

  withdrawEvidenceFile: onFile<ApiRequest<typeof evidenceFileRoutes.withdrawEvidenceFile>, EvidenceTools>(
    async (file, input, context, { request, tools }) => {
      const one = await fileOf(request, tools.journal);
      if (one.kind === 'refusal') return one;
      const { loaded, fraudCase } = one.found;
      return {
        decision: withdrawFile(file, input, context),
        streams: [await tools.journal.load(EvidencePieces, file.itemId)],
        rests: [loaded],
        answer: ({ state, version }) => request.answer(200, evidenceFileView(state, fraudCase.caseId, version), version),
      };
    },
  ),

  listFileOpenings: async (request, tools) => {
    const one = await fileOf(request, tools.journal);
    if (one.kind === 'refusal') return one;
    const place = await numberedPlaceOf(request, tools, request.params, 'at', 0);
    if (place.kind === 'refusal') return place;
    const stream = streamKey(EvidenceOpenings.name, one.file.fileId);
    const page = await tools.journal.facts(stream, { after: place.at, limit: request.query.limit });
    const items = page.facts.map(({ data }) => parseTolerantly(OpeningEntry, data));
    return request.answer(200, { items, ...place.next(page.next) });
  },
};

/**
 * The operation, with the link by which the bytes of the file go up. The journal keeps the answer without it, so a replay gets a link of its
 * own: until the first one ends, while the upload has not come and the caller may still bring it.
 *
 * @param mayStill whether the caller may still bring files there
 */
function withLink<C extends Call>(
  mayStill: (request: C, journal: Journal) => Promise<object>,
  operation: (request: C, tools: EvidenceTools) => Promise<StoredAnswer | Rejection>,
) {
  const lifeLeft = async (request: C, fileId: string, { journal }: EvidenceTools): Promise<number> => {
    const [found, { state: file }] = await Promise.all([mayStill(request, journal), journal.load(EvidenceFiles, fileId)]);
    if (isRejection(found) || file?.status !== 'announced') return 0;
    return Math.max(0, epoch(file.linkUntil) - epoch(request.context().now));
  };
  return async (request: C, tools: EvidenceTools): Promise<StoredAnswer | Rejection> => {
    const answer = await operation(request, tools);
    if (isRejection(answer)) return answer;
    const { now, policy } = request.context();
    const file = parseTolerantly(EvidenceFileView, answer.body);
    const lifeMs = isReplay(answer)
      ? await lifeLeft(request, file.fileId, tools)
      : policy.amount('evidence-file.upload-link', now);
    if (lifeMs === 0) return { ...answer, body: file };
    return { ...answer, body: { ...file, upload: await tools.store.uploadLink(file, now, lifeMs) } };
  };
}
