import type { CaseEvidence } from '../cases/model.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { EvidenceFileFact } from './file-facts.ts';
import { evidenceFileLifecycle } from './file-lifecycle.ts';
import { allowedTypes, isAllowedType, isRunName } from './file-types.ts';
import type { AnnounceFile, EvidenceFile, WithdrawFile } from './model.ts';
import type { EvidencePiece, EvidencePieceFact } from './pieces.ts';

/** The piece of evidence that the file belongs to, as the case and its register have it. */
interface KnownPiece {
  readonly caseId: string;
  readonly evidence: Pick<CaseEvidence, 'itemId' | 'sha256'>;
  readonly piece: EvidencePiece | undefined;
}

/**
 * Announces a file of a piece of evidence (登记证据文件): its name, its size, its SHA-256 and its type, fixed before a byte is uploaded. If
 * the list of evidence has a hash for the piece, the first file must have it.
 *
 * @returns `evidence-file.announced` and `evidence-piece.file-added`, or EVIDENCE_FILE_TOO_LARGE with the `most` bytes,
 *   EVIDENCE_FILE_TYPE_FORBIDDEN with the `allowed` types (also for a name by which a computer would run the file), EVIDENCE_FILE_HASH_DIFFERS, EVIDENCE_FILE_THERE with its `fileId`,
 *   EVIDENCE_FILES_FULL
 */
export function announceFile(
  input: AnnounceFile,
  { caseId, evidence, piece }: KnownPiece,
  context: Context,
): Created<EvidenceFileFact | EvidencePieceFact> {
  const { now, actor, newId, policy } = context;
  const { name, sizeBytes, sha256, type } = input;
  const most = policy.amount('evidence-file.largest', now);
  if (sizeBytes > most) return refuse('EVIDENCE_FILE_TOO_LARGE', { paths: ['/sizeBytes'], most });
  if (!isAllowedType(type)) return refuse('EVIDENCE_FILE_TYPE_FORBIDDEN', { paths: ['/type'], allowed: allowedTypes });
  if (isRunName(name)) return refuse('EVIDENCE_FILE_TYPE_FORBIDDEN', { paths: ['/name'], allowed: allowedTypes });
  const files = piece?.files ?? [];
  const same = files.find((file) => file.sha256 === sha256);
  if (same !== undefined) return refuse('EVIDENCE_FILE_THERE', { paths: ['/sha256'], fileId: same.fileId });
  if (files.length === 0 && evidence.sha256 !== undefined && evidence.sha256 !== sha256)
    return refuse('EVIDENCE_FILE_HASH_DIFFERS', { paths: ['/sha256'] });
  const limit = policy.amount('evidence-file.per-piece', now);
  if (files.length >= limit) return refuse('EVIDENCE_FILES_FULL', { limit });
  const fileId = newId('fil');
  const { agency, subject } = actor;
  const { itemId } = evidence;
  const file = { fileId, caseId, itemId, ...input, announcedBy: { agency, subject }, ...linkFrom(context) };
  return create<EvidenceFileFact | EvidencePieceFact>(
    fileId,
    { type: 'evidence-file.announced', data: { at: now, file } },
    { type: 'evidence-piece.file-added', data: { at: now, itemId, file: { fileId, sha256, name, type, sizeBytes } } },
  );
}

/**
 * Gives another link for an upload that has not come.
 *
 * @returns `evidence-file.link-renewed`, or EVIDENCE_FILE_STATE_FORBIDS
 */
export function renewLink({ status }: EvidenceFile, context: Context): Decision<EvidenceFileFact> {
  const refusal = evidenceFileLifecycle.refusal(status, 'renew');
  return refusal ?? accept({ type: 'evidence-file.link-renewed', data: { at: context.now, ...linkFrom(context) } });
}

/** Until when an upload may begin with a link that is given now, and when Cordon looks itself. ISO 8601, UTC. */
function linkFrom({ now, policy }: Context): { readonly linkUntil: string; readonly recheckAt: string } {
  const linkUntil = plus(now, policy.amount('evidence-file.upload-link', now));
  return { linkUntil, recheckAt: plus(linkUntil, policy.amount('evidence-file.recheck', now)) };
}

/**
 * Withdraws a wrong file: it is not opened any more, and makes room for another. The store keeps the bytes for as long as they are locked.
 *
 * @returns `evidence-file.withdrawn` and `evidence-piece.file-left`, or EVIDENCE_FILE_STATE_FORBIDS
 */
export function withdrawFile(
  { status, fileId, itemId }: EvidenceFile,
  { reason }: WithdrawFile,
  { now, actor }: Context,
): Decision<EvidenceFileFact | EvidencePieceFact> {
  const refusal = evidenceFileLifecycle.refusal(status, 'withdraw');
  const by = { agency: actor.agency, subject: actor.subject };
  return (
    refusal ??
    accept<EvidenceFileFact | EvidencePieceFact>(
      { type: 'evidence-file.withdrawn', data: { at: now, by, reason } },
      { type: 'evidence-piece.file-left', data: { at: now, itemId, fileId } },
    )
  );
}
