import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { evidenceFileLifecycle, openedIn } from './file-lifecycle.ts';
import { endingOf, previewOf } from './file-types.ts';
import type { EvidenceFile, OpenFile } from './model.ts';
import { type EvidenceOpeningsFact, openingNoted } from './openings.ts';

/**
 * Opens a file that is available. Who may see it is decided before: the case, its grants, and the bundle of a consultation.
 *
 * @returns `evidence-openings.noted`, or EVIDENCE_FILE_STATE_FORBIDS, EVIDENCE_FILE_NO_PREVIEW
 */
export function openFile(
  file: EvidenceFile,
  { as, consultationId }: OpenFile,
  context: Pick<Context, 'now' | 'actor'>,
): Decision<EvidenceOpeningsFact> {
  const { status, type } = file;
  if (!openedIn.some((open) => open === status)) return refuse(evidenceFileLifecycle.code, { state: status, command: 'open' });
  if (as === 'preview' && previewOf(type) === undefined) return refuse('EVIDENCE_FILE_NO_PREVIEW', { paths: ['/as'] });
  return accept(openingNoted(file, { as, consultationId }, context));
}

/** The form in which the bytes of an opened file go out. */
interface OpenedForm {
  /** For a browser a type of which it runs no script. */
  readonly contentType: string;
  /** Whether a browser shows it; otherwise it is saved. */
  readonly inline: boolean;
  /** The name under which the store has it saved: the file's id, with the ending of its type. */
  readonly savedAs: string;
}

/** The form in which the bytes of an opened file go out: to be shown, or saved. */
export function formOf({ fileId, type }: Pick<EvidenceFile, 'fileId' | 'type'>, as: OpenFile['as']): OpenedForm {
  const preview = as === 'preview' ? previewOf(type) : undefined;
  return { contentType: preview ?? type, inline: preview !== undefined, savedAs: `${fileId}.${endingOf(type)}` };
}
