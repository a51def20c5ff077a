import type { Schemas } from '../api/client.ts';
import { type Case, caseKey } from './use-case.ts';

/** A piece of evidence, as the list of a case has it. */
export type Piece = NonNullable<Case['evidence']>[number];
export type EvidenceFile = Schemas['EvidenceFile'];

/** The key of the files of a piece of evidence. */
export const filesKey = (caseId: string, itemId: string) => [...caseKey(caseId), 'files', itemId] as const;

/** Whether the bytes are there to be opened; the API has the last word. */
export const isThere = ({ arrivedAt, rejected, withdrawn }: EvidenceFile): boolean =>
  arrivedAt !== undefined && rejected === undefined && withdrawn === undefined;
