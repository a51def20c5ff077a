import * as z from 'zod';
import { scanOutcomes } from '../../shared/evidence-files/model.ts';
import { EvidenceFileId } from '../../shared/kernel/ids.ts';

const KEY_START = 'files/';

/** An event of the store: an object was made. */
const StoreEvent = z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) });
/** What the store says once, when its events are set up. */
const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });
/** Cordon has heard nothing, and looks itself. */
const Recheck = z.object({ kind: z.literal('recheck'), fileId: EvidenceFileId });
/** The answer of the scanner. */
const ScanResult = z.object({
  kind: z.literal('scan-result'),
  fileId: EvidenceFileId,
  versionId: z.string().min(1),
  outcome: z.enum(scanOutcomes).exclude(['not-scanned']),
});

/** What the function is told in one message. */
export type IntakeWork =
  | { readonly kind: 'look'; readonly fileId: string }
  | ({ readonly kind: 'scanned' } & Pick<z.infer<typeof ScanResult>, 'fileId' | 'versionId' | 'outcome'>);

/**
 * What a message of the queue asks for: files to look at, or a result to record. An object whose name is no file's is not Cordon's.
 *
 * @throws ZodError if the message is of none of these kinds
 */
export function workIn(body: string): readonly IntakeWork[] {
  const message: unknown = JSON.parse(body);
  if (TestEvent.safeParse(message).success) return [];
  const result = ScanResult.safeParse(message);
  if (result.success) {
    const { fileId, versionId, outcome } = result.data;
    return [{ kind: 'scanned', fileId, versionId, outcome }];
  }
  const recheck = Recheck.safeParse(message);
  if (recheck.success) return [{ kind: 'look', fileId: recheck.data.fileId }];
  return StoreEvent.parse(message).Records.flatMap(({ s3: { object } }) => {
    const id = EvidenceFileId.safeParse(object.key.startsWith(KEY_START) ? object.key.slice(KEY_START.length) : '');
    return id.success ? [{ kind: 'look' as const, fileId: id.data }] : [];
  });
}
