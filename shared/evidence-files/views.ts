import * as z from 'zod';
import { CaseId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { familyOf, fileFamilies, previewOf } from './file-types.ts';
import { EvidenceFile, OpenedAs } from './model.ts';

const { fileId, itemId, name, sizeBytes, sha256, type, announcedBy, announcedAt, linkUntil, scan, rejected, withdrawn } =
  EvidenceFile.shape;

/** A file as those see it who may see its piece of evidence. */
export const EvidenceFileView = z
  .strictObject({
    ...{ fileId, caseId: CaseId, itemId, name, sizeBytes, sha256, type },
    state: EvidenceFile.shape.status,
    family: z.enum(fileFamilies).optional().describe('What kind of file it is.'),
    preview: z.boolean().describe('Whether a browser can show it: pictures, PDF, text.'),
    announcedBy: announcedBy.shape.agency,
    announcedAt,
    arrivedAt: UtcInstant.optional(),
    scan,
    rejected,
    withdrawn: withdrawn.unwrap().omit({ by: true }).optional(),
    version: z.int().positive(),
  })
  .meta({ id: 'EvidenceFile' });
export type EvidenceFileView = z.infer<typeof EvidenceFileView>;

const Headers = z.record(z.string(), z.string());

/** How the bytes go up: to the store, not to Cordon. */
export const UploadLink = z
  .strictObject({
    method: z.string().describe('`PUT`.'),
    url: z.string(),
    headers: Headers.describe('To be sent as they are: the store compares them with what was announced.'),
    expiresAt: linkUntil,
  })
  .meta({ id: 'UploadLink' });

/** A file with the link for its upload. */
export const FileToUpload = z.strictObject({
  ...EvidenceFileView.shape,
  upload: UploadLink.optional().describe(
    'Absent only in a replay: once the upload has come, its time is over, or the caller may not bring the file any more.',
  ),
});

/** How the bytes of an opened file come down. */
export const OpenedFile = z
  .strictObject({
    fileId,
    name,
    as: OpenedAs,
    contentType: z.string(),
    sizeBytes,
    sha256,
    method: z.string().describe('`GET`.'),
    url: z.string(),
    headers: Headers.describe('To be sent as they are: the address without them opens nothing.'),
    expiresAt: UtcInstant,
  })
  .meta({ id: 'OpenedFile' });
export type OpenedFile = z.infer<typeof OpenedFile>;

/** The file as it stands. @param caseId the case that it belongs to now */
export function evidenceFileView(file: EvidenceFile, caseId: string, version: number): EvidenceFileView {
  const { arrival, withdrawn: gone } = file;
  return {
    ...{ fileId: file.fileId, caseId, itemId: file.itemId, name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    ...{ type: file.type, state: file.status, family: familyOf(file.type), preview: previewOf(file.type) !== undefined },
    ...{ announcedBy: file.announcedBy.agency, announcedAt: file.announcedAt, arrivedAt: arrival?.at, scan: file.scan },
    ...{ rejected: file.rejected, withdrawn: gone === undefined ? undefined : { at: gone.at, reason: gone.reason }, version },
  };
}
