import type { ApiTools } from '../platform/api-tools.ts';
import type { EvidenceStore } from '../platform/evidence-store.ts';

/** The tools of the operations on files of evidence. */
export interface EvidenceTools extends ApiTools {
  readonly store: EvidenceStore;
}
