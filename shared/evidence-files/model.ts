import * as z from 'zod';
import { AgencyId, CaseId, CaseItemId, ConsultationId, EvidenceFileId } from '../kernel/ids.ts';
import { prose, Sha256, text } from '../kernel/people.ts';
import { inOneLine } from '../kernel/tidy.ts';
import { UtcInstant } from '../kernel/time.ts';

/**
 * Where a file stands: announced, with a link for its upload; arrived and being looked through; available; rejected for what is in it;
 * lapsed, because the upload never came; withdrawn.
 */
export const evidenceFileStatuses = ['announced', 'scanning', 'available', 'rejected', 'lapsed', 'withdrawn'] as const;
export type EvidenceFileStatus = (typeof evidenceFileStatuses)[number];

/** Whether a scanner has looked for malware: it found none, it found some, or no scanner is set up. */
export const scanOutcomes = ['clean', 'infected', 'not-scanned'] as const;
export const ScanOutcome = z.enum(scanOutcomes);
export type ScanOutcome = z.infer<typeof ScanOutcome>;

/** Why a file is rejected. `type-differs`: its first bytes are of another type · `content-differs`: the store holds another content. */
export const fileRejections = ['type-differs', 'content-differs', 'infected'] as const;

/** How a file is opened: as it was handed in, to be saved, or as a page that a browser shows. */
export const openedAs = ['original', 'preview'] as const;
export const OpenedAs = z.enum(openedAs);
export type OpenedAs = z.infer<typeof OpenedAs>;

/** The end of a path in a name, from any system, is the name. */
function lastOfPath(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

const Name = text(200, (name) => inOneLine(lastOfPath(name))).describe('Kept as it is, for those who open the file; no path.');
const Type = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'must be a media type without parameters, such as application/pdf');

/** Announces a file (证据文件) of a piece of evidence: what will be uploaded, down to its last bit. */
export const AnnounceFile = z.strictObject({
  name: Name,
  sizeBytes: z.int().positive(),
  sha256: Sha256,
  type: Type.describe('One of the allowed media types; the first bytes must be of it.'),
});
export type AnnounceFile = z.infer<typeof AnnounceFile>;

/** A file as a bundle names it: to open it, and to say what it is. Files announced by an earlier release have only their id. */
export const NamedFile = z.strictObject({
  fileId: EvidenceFileId,
  ...AnnounceFile.pick({ name: true, type: true, sizeBytes: true }).partial().shape,
});
export type NamedFile = z.infer<typeof NamedFile>;

/** Opens a file: as it is, or to be shown. */
export const OpenFile = z.strictObject({
  as: OpenedAs.default('original'),
  consultationId: ConsultationId.optional().describe('The consultation in which it is opened: it is noted there for opinions.'),
});
export type OpenFile = z.infer<typeof OpenFile>;

export const WithdrawFile = z.strictObject({ reason: prose(200) });
export type WithdrawFile = z.infer<typeof WithdrawFile>;

const Person = z.strictObject({ agency: AgencyId, subject: z.string() });

/** The file in the store: which version of it, and what its first bytes show. */
export const Arrival = z.strictObject({ at: UtcInstant, versionId: z.string(), found: z.string() });

/** A file of a piece of evidence (证据文件). Its bytes lie in the store under its id; a file never changes. */
export const EvidenceFile = z.strictObject({
  fileId: EvidenceFileId,
  status: z.enum(evidenceFileStatuses),
  /** The case in which it was announced; that case may have been merged into another since. */
  caseId: CaseId,
  itemId: CaseItemId,
  ...AnnounceFile.shape,
  announcedBy: Person,
  announcedAt: UtcInstant,
  /** Until when an upload may begin. */
  linkUntil: UtcInstant,
  /** When Cordon looks itself, if it has heard nothing of the upload or of the scan. */
  recheckAt: UtcInstant.optional(),
  /** Whether that moment has come, since the last link or the last question to the scanner. */
  rechecking: z.boolean(),
  arrival: Arrival.optional(),
  /** When the scanner was last asked, and how often. */
  scanAsked: z.strictObject({ at: UtcInstant, times: z.int().positive() }).optional(),
  scan: ScanOutcome.optional(),
  rejected: z.strictObject({ at: UtcInstant, reason: z.enum(fileRejections) }).optional(),
  withdrawn: z.strictObject({ at: UtcInstant, by: Person, reason: z.string() }).optional(),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;
