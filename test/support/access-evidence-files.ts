import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { hour } from './samples.ts';

const owners = ['haidian', 'city'] as const;
/** The prosecutors see the list of evidence; they open files and hand in none. */
const readers = { yes: [...owners, 'prosecutor'], forbidden: [] } as const;
const forOwners = { yes: owners, forbidden: ['prosecutor'] } as const;
const bytes = Buffer.from('text');

/** Files of evidence: for those who see the list of evidence. Requests to see more: for the agency that asked and the police of the case. */
export const evidenceFileAccess: AccessPart = {
  rows: {
    announceEvidenceFile: forOwners,
    listEvidenceFiles: readers,
    getEvidenceFile: readers,
    renewUpload: forOwners,
    openEvidenceFile: readers,
    withdrawEvidenceFile: forOwners,
    listFileOpenings: forOwners,
    // those who know nothing of the case are told that there is none
    askAccess: {
      yes: [...owners, 'prosecutor'],
      forbidden: ['bankA', 'bankB', 'operator', 'provider', 'partner', 'administrator', 'clerk', 'pretender'],
    },
    listAccessRequests: {
      yes: [...owners, 'prosecutor'],
      forbidden: ['bankA', 'bankB', 'operator', 'provider', 'partner', 'administrator', 'clerk', 'pretender'],
    },
    getAccessRequest: readers,
    grantAccess: forOwners,
    declineAccess: forOwners,
    // the prosecutors asked; the police of the case may see it, and not withdraw it
    withdrawAccess: { yes: ['prosecutor'], forbidden: owners },
  },

  prepare: async (api, ids) => {
    const made = async (
      path: string,
      body: object,
      name: string,
      actor: (typeof actors)['haidian' | 'prosecutor'] = actors.haidian,
    ) => z.string().parse((await api.call(actor, 'POST', path, { body })).body[name]);
    const { caseId } = z.object({ caseId: z.string() }).parse({ ...ids });
    const evidence = { kind: 'evidence', category: 'document', title: 'e', obtainedAt: '2026-11-22T01:00:00Z' };
    const itemId = await made(`/v1/cases/${caseId}/items`, evidence, 'itemId');
    const share = { agency: actors.prosecutor.agency, parts: ['evidence'], purpose: 'p', until: hour(24) };
    await made(`/v1/cases/${caseId}/shares`, share, 'grantId');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { name: 'a.txt', sizeBytes: bytes.length, sha256, type: 'text/plain' };
    const fileId = await made(`/v1/cases/${caseId}/items/${itemId}/files`, file, 'fileId');
    api.store.put(fileId, bytes);
    const asked = { parts: ['persons'], reason: 'r' };
    const accessRequestId = await made(`/v1/cases/${caseId}/access-requests`, asked, 'accessRequestId', actors.prosecutor);
    return { itemId, fileId, accessRequestId };
  },

  calls: () => ({
    announceEvidenceFile: { body: { name: 'b.txt', sizeBytes: 3_000_000_000, sha256: 'b'.repeat(64), type: 'text/plain' } },
    openEvidenceFile: { body: {} },
    withdrawEvidenceFile: { body: { reason: 'r' }, headers: { 'if-match': '"99"' } },
    renewUpload: { headers: { 'if-match': '"99"' } },
    askAccess: { body: { parts: ['persons'], reason: 'r' } },
    // refused for the version, once they are let in, so that the request stays for the next caller
    grantAccess: { body: { until: hour(24) }, headers: { 'if-match': '"99"' } },
    declineAccess: { body: { reason: 'r' }, headers: { 'if-match': '"99"' } },
    withdrawAccess: { headers: { 'if-match': '"99"' } },
  }),
};
