import * as z from 'zod';
import { evidenceFileLifecycle, openedIn } from '../../shared/evidence-files/file-lifecycle.ts';
import { AnnounceFile, OpenFile, WithdrawFile } from '../../shared/evidence-files/model.ts';
import { OpeningEntry } from '../../shared/evidence-files/openings.ts';
import { EvidenceFileView, FileToUpload, OpenedFile } from '../../shared/evidence-files/views.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { CaseId, CaseItemId, EvidenceFileId } from '../../shared/kernel/ids.ts';
import { onlyIn, statesFor } from '../../shared/kernel/lifecycle.ts';
import { announceExample, openExample, withdrawExample } from './examples.ts';

const OfPiece = z.strictObject({ caseId: CaseId, itemId: CaseItemId });
const Of = z.strictObject({ fileId: EvidenceFileId });
const tag = 'evidence files';

export const evidenceFileRoutes = defineRoutes({
  announceEvidenceFile: {
    method: 'POST',
    path: '/v1/cases/{caseId}/items/{itemId}/files',
    summary: 'Announce a file of a piece of evidence, and get the link for its upload',
    tag,
    access: { action: 'case.work' },
    params: OfPiece,
    body: AnnounceFile,
    answers: { 201: FileToUpload },
    refusals: [
      'EVIDENCE_FILE_TOO_LARGE',
      'EVIDENCE_FILE_TYPE_FORBIDDEN',
      'EVIDENCE_FILE_HASH_DIFFERS',
      'EVIDENCE_FILE_THERE',
      'EVIDENCE_FILES_FULL',
    ],
    example: announceExample,
  },
  listEvidenceFiles: {
    method: 'GET',
    path: '/v1/cases/{caseId}/items/{itemId}/files',
    summary: 'List the files of a piece of evidence, oldest first; a look by another agency is recorded',
    tag,
    access: { action: 'case.read' },
    params: OfPiece,
    answers: { 200: z.strictObject({ items: z.array(EvidenceFileView) }) },
    refusals: ['BUSY'],
  },
  getEvidenceFile: {
    method: 'GET',
    path: '/v1/evidence-files/{fileId}',
    summary: 'Read how a file stands; a look by another agency is recorded',
    tag,
    access: { action: 'case.read' },
    params: Of,
    answers: { 200: EvidenceFileView },
    refusals: ['BUSY'],
  },
  renewUpload: {
    method: 'POST',
    path: '/v1/evidence-files/{fileId}/upload',
    summary: 'Get another link for an upload that has not come',
    tag,
    access: { action: 'case.work' },
    during: statesFor(evidenceFileLifecycle, 'renew'),
    params: Of,
    ifMatch: true,
    answers: { 200: FileToUpload },
    refusals: ['EVIDENCE_FILE_STATE_FORBIDS'],
  },
  openEvidenceFile: {
    method: 'POST',
    path: '/v1/evidence-files/{fileId}/open',
    summary: 'Open a file: the opening is recorded, then the caller gets a link that only it can use, for a short time',
    tag,
    access: { action: 'case.read' },
    params: Of,
    during: onlyIn(evidenceFileLifecycle, openedIn),
    body: OpenFile,
    answers: { 200: OpenedFile },
    refusals: ['EVIDENCE_FILE_STATE_FORBIDS', 'EVIDENCE_FILE_NO_PREVIEW'],
    example: openExample,
  },
  withdrawEvidenceFile: {
    method: 'POST',
    path: '/v1/evidence-files/{fileId}/withdraw',
    summary: 'Withdraw a wrong file; the history keeps it',
    tag,
    access: { action: 'case.work' },
    during: statesFor(evidenceFileLifecycle, 'withdraw'),
    params: Of,
    ifMatch: true,
    body: WithdrawFile,
    answers: { 200: EvidenceFileView },
    refusals: ['EVIDENCE_FILE_STATE_FORBIDS'],
    example: withdrawExample,
  },
  listFileOpenings: {
    method: 'GET',
    path: '/v1/evidence-files/{fileId}/openings',
    summary: 'See who opened the file, when and how, oldest first',
    tag,
    access: { action: 'case.reads' },
    params: Of,
    query: PageQuery,
    answers: { 200: pageOf(OpeningEntry) },
    refusals: [],
  },
});
