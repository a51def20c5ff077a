import { createHash } from 'node:crypto';
import { createEvidenceStore, type EvidenceStore } from '../../functions/platform/evidence-store.ts';

/** The store of evidence in memory: its links are made as for S3 and lead nowhere; tests put what would have been uploaded. */
export interface MemoryEvidenceStore extends EvidenceStore {
  /** As if the bytes had been uploaded. @returns the version */
  put(fileId: string, bytes: Uint8Array | string): string;
}

export function createMemoryEvidenceStore(): MemoryEvidenceStore {
  const objects = new Map<string, { readonly bytes: Uint8Array; readonly versionId: string }>();
  const links = createEvidenceStore({
    ...{ bucket: 'evidence', host: 'evidence.s3.test', region: 'test-1' },
    credentials: { accessKeyId: 'tests', secretAccessKey: 'tests' },
  });
  return {
    uploadLink: links.uploadLink,
    openLink: links.openLink,
    put: (fileId, content) => {
      const versionId = `version-${objects.size + 1}`;
      objects.set(fileId, { bytes: typeof content === 'string' ? Buffer.from(content) : content, versionId });
      return versionId;
    },
    head: async (fileId) => {
      const found = objects.get(fileId);
      if (found === undefined) return undefined;
      const { bytes, versionId } = found;
      return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), versionId };
    },
    firstBytes: async ({ fileId }, count) => {
      const found = objects.get(fileId);
      if (found === undefined) throw new Error('there is no such file');
      return found.bytes.subarray(0, count);
    },
  };
}
