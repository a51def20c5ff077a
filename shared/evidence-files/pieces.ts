import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { fact } from '../kernel/fact.ts';
import { CaseItemId, EvidenceFileId } from '../kernel/ids.ts';
import { impossible } from '../kernel/impossible.ts';
import { Sha256 } from '../kernel/people.ts';
import { NamedFile } from './model.ts';

/**
 * A file in the register: which, and of which content, so that the same content is not handed in twice; and what a consultation shows of it,
 * so that a bundle needs no read a file.
 */
const Held = NamedFile.extend({ sha256: Sha256 });

/** The files of one piece of evidence that are not withdrawn, oldest first. The register holds the bound on their number under any race. */
const EvidencePiece = z.strictObject({ itemId: CaseItemId, files: z.array(Held) });
export type EvidencePiece = z.infer<typeof EvidencePiece>;

export const EvidencePieceFact = z.discriminatedUnion('type', [
  fact('evidence-piece.file-added', { itemId: CaseItemId, file: Held }),
  fact('evidence-piece.file-left', { itemId: CaseItemId, fileId: EvidenceFileId }),
]);
export type EvidencePieceFact = z.infer<typeof EvidencePieceFact>;

/** The registers of files, by the id of the piece of evidence: that id stays when cases are merged. */
export const EvidencePieces: StreamType<EvidencePiece, EvidencePieceFact> = {
  name: 'evidence-piece',
  schemaVersion: 1,
  state: EvidencePiece,
  fact: EvidencePieceFact,
  evolve: (before, { type, data }) => {
    const files = before?.files ?? [];
    if (type === 'evidence-piece.file-added') return { itemId: data.itemId, files: [...files, data.file] };
    if (before === undefined) impossible(`${type} cannot be the first fact of a piece of evidence`);
    return { ...before, files: files.filter(({ fileId }) => fileId !== data.fileId) };
  },
  index: () => ({ entries: {}, card: {} }),
};
