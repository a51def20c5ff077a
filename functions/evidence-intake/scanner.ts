import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ScanOutcome } from '../../shared/evidence-files/model.ts';
import type { EvidenceStore } from '../platform/evidence-store.ts';

interface ToScan {
  readonly fileId: string;
  readonly versionId: string;
  readonly sizeBytes: number;
}

/** The hook for a virus scanner: a stage says which. */
export interface Scanner {
  /** Asks for a scan. @returns the outcome, if it is known at once; otherwise the scanner answers by a message, perhaps twice or never */
  scan(file: ToScan, now: string): Promise<ScanOutcome | undefined>;
}

/** No scanner is set up: the file says so. */
export const noScanner: Scanner = { scan: async () => 'not-scanned' };

/** The text by which scanners are tried out (EICAR). It does nothing. In two parts, so that this file is not taken for it. */
const TEST_MALWARE = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A scanner for places without one: it finds the test text at the beginning of a file, and nothing else. */
export function simulatedScanner(store: EvidenceStore): Scanner {
  return {
    scan: async (file, now) => {
      const bytes = await store.firstBytes(file, TEST_MALWARE.length, now);
      return Buffer.from(bytes).toString('latin1') === TEST_MALWARE ? 'infected' : 'clean';
    },
  };
}

/** A scanner of any make that takes its work from a queue and answers in the queue of the files (`docs/deploy.md`). */
export function queuedScanner(client: SQSClient, queueUrl: string, bucket: string): Scanner {
  return {
    scan: async ({ fileId, versionId, sizeBytes }) => {
      const message = { fileId, versionId, sizeBytes, bucket, key: `files/${fileId}` };
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
      return undefined;
    },
  };
}
