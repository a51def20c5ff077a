import * as z from 'zod';
import { caseThing } from '../cases/kinds.ts';
import type { Case } from '../cases/model.ts';
import { partsVisible } from '../cases/visibility.ts';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { Actor } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import type { EvidenceFile } from './model.ts';
import { EvidenceFiles } from './streams.ts';
import { advanceFile } from './take-in.ts';

/**
 * The members of a file that decide who may see it: those of its case, if the case still holds the piece of evidence and the actor may see
 * the part `evidence` of it; otherwise nothing, so that the file is hidden.
 */
export function evidenceFileThing(
  fraudCase: Case | undefined,
  { itemId }: Pick<EvidenceFile, 'itemId'>,
  actor: Actor,
  now: string,
): Thing {
  const there = fraudCase?.evidence.some((piece) => piece.itemId === itemId) === true;
  return there && partsVisible(fraudCase, actor, now).includes('evidence') ? caseThing(fraudCase, now) : {};
}

/** Who may read its history, its case says. */
export const auditedFile: AuditedKind = { stream: 'evidence-file', starts: 'fil_' };

/** The openings of a file. */
export const auditedOpenings: AuditedKind = { stream: 'evidence-openings', starts: 'evidence-openings:fil_' };

/** The agency that handed it in is told how it fares. */
export const toldFile: ToldKind<{ readonly announcedBy: { readonly agency: string } }> = {
  stream: 'evidence-file',
  members: () => z.object({ announcedBy: z.object({ agency: z.string() }) }),
  about: ({ announcedBy }) => ({ agencies: [announcedBy.agency] }),
};

export const dueFile: DueKind<EvidenceFile> = { type: EvidenceFiles, due: advanceFile };
