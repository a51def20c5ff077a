import type { CaseEvidence } from '../../shared/cases/model.ts';
import type { EvidenceFileFact } from '../../shared/evidence-files/file-facts.ts';
import { evidenceFileThing } from '../../shared/evidence-files/kind.ts';
import type { EvidenceFile } from '../../shared/evidence-files/model.ts';
import { EvidenceFiles } from '../../shared/evidence-files/streams.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Reach } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { type FoundCase, findCase } from './cases.ts';
import { type CaseCall, caseOf, closedOnCase, type OpenedCase } from './opened-case.ts';

export type FileCall = Call & { readonly params: { readonly fileId: string } };

/** The file that a path names. Its case decides who may do what with it: `fileOf` says which, and that the case holds it. */
export const fileNamed: Reach<FileCall, EvidenceFile, EvidenceFileFact> = {
  load: ({ params }, journal) => journal.load(EvidenceFiles, params.fileId),
  thing: async (file, request, journal) => {
    const found = await findCase(journal, file.caseId);
    return evidenceFileThing(found?.fraudCase, file, request.actor, request.context().now);
  },
};

/** A file that the caller may do this with, with its case, and the moment of that decision. */
interface FoundFile {
  readonly kind: 'file';
  readonly file: EvidenceFile;
  readonly loaded: Loaded<EvidenceFile, EvidenceFileFact>;
  readonly found: FoundCase;
  readonly context: Context;
}

/**
 * The file, if its case still holds its piece of evidence and the caller may do this now.
 *
 * @returns it, or NOT_FOUND, the refusal of access
 */
export async function fileOf(request: FileCall, journal: Journal): Promise<FoundFile | Rejection> {
  const loaded = await journal.load(EvidenceFiles, request.params.fileId);
  const file = loaded.state;
  const found = file === undefined ? undefined : await findCase(journal, file.caseId);
  if (file === undefined || found === undefined || evidenceIn(found, file.itemId) === undefined) return refuse('NOT_FOUND');
  const context = request.context();
  const access = request.allowed(evidenceFileThing(found.fraudCase, file, context.actor, context.now));
  if (access.kind === 'refusal') return access;
  request.closes(closedOnCase(found.fraudCase, request));
  return { kind: 'file', file, loaded, found, context };
}

/** A piece of evidence that the caller may do this with. */
type OpenedPiece = OpenedCase & { readonly evidence: CaseEvidence };

/** The piece of evidence that a path names, if the caller may see that part of the case. @returns it, or NOT_FOUND, the refusal of access */
export async function pieceOf(
  request: CaseCall & { readonly params: { readonly itemId: string } },
  journal: Journal,
): Promise<OpenedPiece | Rejection> {
  const { itemId, caseId } = request.params;
  const found = await findCase(journal, caseId);
  const evidence = found === undefined ? undefined : evidenceIn(found, itemId);
  if (found === undefined || evidence === undefined) {
    // the caller learns of the case as usual, and never which pieces it has
    const asked = await caseOf(request, journal);
    return asked.kind === 'refusal' ? asked : refuse('NOT_FOUND');
  }
  const context = request.context();
  const access = request.allowed(evidenceFileThing(found.fraudCase, { itemId }, context.actor, context.now));
  return access.kind === 'refusal' ? access : { kind: 'case', ...found, evidence, context };
}

function evidenceIn({ fraudCase }: FoundCase, itemId: string): CaseEvidence | undefined {
  return fraudCase.evidence.find((piece) => piece.itemId === itemId);
}
