import { dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { evolveFile } from './evolve-file.ts';
import { EvidenceFileFact } from './file-facts.ts';
import { EvidenceFile } from './model.ts';
import { nextMoment } from './take-in.ts';

export { EvidenceOpenings } from './openings.ts';
export { EvidencePieces } from './pieces.ts';

/** Files by their id; found by the register of their piece of evidence, and by when Cordon has to look itself. */
export const EvidenceFiles: StreamType<EvidenceFile, EvidenceFileFact> = {
  name: 'evidence-file',
  schemaVersion: 1,
  state: EvidenceFile,
  fact: EvidenceFileFact,
  evolve: evolveFile,
  index: (file) => {
    const moment = nextMoment(file);
    return {
      entries: moment === undefined ? {} : { due: dueShard(file.fileId, moment) },
      card: { fileId: file.fileId, status: file.status },
    };
  },
};
