import { evolver } from '../kernel/evolver.ts';
import type { EvidenceFileFact } from './file-facts.ts';
import { evidenceFileLifecycle } from './file-lifecycle.ts';
import type { EvidenceFile, EvidenceFileStatus } from './model.ts';

/** The file after a fact. */
export const evolveFile = evolver<EvidenceFileStatus, EvidenceFile, EvidenceFileFact, 'evidence-file.announced'>(
  evidenceFileLifecycle,
  {
    births: { 'evidence-file.announced': ({ at, file }) => ({ ...file, announcedAt: at, rechecking: false }) },
    steps: {
      'evidence-file.link-renewed': (file, { linkUntil, recheckAt }) => ({ ...looksAt(file, recheckAt), linkUntil }),
      'evidence-file.recheck-due': (file) => ({ ...looksAt(file), rechecking: true }),
      'evidence-file.arrived': (file, { at, arrival }) => ({ ...looksAt(file), arrival: { at, ...arrival } }),
      'evidence-file.scan-asked': (file, { at, recheckAt }) => ({
        ...looksAt(file, recheckAt),
        scanAsked: { at, times: (file.scanAsked?.times ?? 0) + 1 },
      }),
      'evidence-file.released': (file, { scan }) => ({ ...looksAt(file), scan }),
      'evidence-file.rejected': (file, { at, reason }) => ({
        ...looksAt(file),
        rejected: { at, reason },
        ...(reason === 'infected' ? { scan: 'infected' as const } : {}),
      }),
      'evidence-file.lapsed': (file) => looksAt(file),
      'evidence-file.withdrawn': (file, { at, by, reason }) => ({ ...looksAt(file), withdrawn: { at, by, reason } }),
    },
  },
);

/** The file of which Cordon has heard again: it looks itself at this moment, if at any. */
function looksAt({ recheckAt: _, ...file }: EvidenceFile, moment?: string): EvidenceFile {
  return { ...file, rechecking: false, ...(moment === undefined ? {} : { recheckAt: moment }) };
}
