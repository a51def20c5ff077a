import * as z from 'zod';
import type { EvidenceFileFact } from '../../shared/evidence-files/file-facts.ts';
import type { EvidenceFile } from '../../shared/evidence-files/model.ts';
import { EvidenceFiles } from '../../shared/evidence-files/streams.ts';
import { askScan, type Held, recordScan, takeIn, wantsScan } from '../../shared/evidence-files/take-in.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept, type Decision } from '../../shared/kernel/decision.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { appendOnce } from '../platform/append-once.ts';
import type { EvidenceStore } from '../platform/evidence-store.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { type IntakeWork, workIn } from './messages.ts';
import type { Scanner } from './scanner.ts';
import { TELLING_BYTES, typeByContent } from './type-by-content.ts';

export interface IntakeTools extends Platform {
  readonly store: EvidenceStore;
  readonly scanner: Scanner;
}

/** A batch as SQS hands it to a function. */
const Batch = z.object({ Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })) });

interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The function over a batch of its queue, message by message; the answer names those that are to come again. */
export function createIntake(tools: IntakeTools): (event: unknown) => Promise<BatchAnswer> {
  return async (event) => {
    const { Records } = Batch.parse(event);
    const failed: { readonly itemIdentifier: string }[] = [];
    for (const { messageId, body } of Records) {
      try {
        for (const work of workIn(body)) await (work.kind === 'look' ? look(tools, work.fileId) : noteScan(tools, work));
      } catch (error) {
        tools.log.error('a file of evidence was not looked at', errorFields(error));
        failed.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures: failed };
  };
}

/**
 * Looks at what the store has of the file, and has it scanned. It reads store and file as they are by now, so the order of messages does
 * not matter, and the same message again changes nothing.
 */
async function look(tools: IntakeTools, fileId: string): Promise<void> {
  const { state: file } = await tools.journal.load(EvidenceFiles, fileId);
  if (file === undefined) return;
  const held = await heldOf(tools, file);
  await append(tools, fileId, (state, context) => takeIn(state, held, context));
  const { state: arrived } = await tools.journal.load(EvidenceFiles, fileId);
  if (arrived?.arrival === undefined || !wantsScan(arrived)) return;
  const { versionId } = arrived.arrival;
  const outcome = await tools.scanner.scan({ fileId, versionId, sizeBytes: arrived.sizeBytes }, tools.now());
  // it was asked before this is noted: asked twice is better than never
  if (outcome === undefined) await append(tools, fileId, askScan);
  else await append(tools, fileId, (state, context) => recordScan(state, { versionId, outcome }, context));
}

/** What the store has of the file: its size and hash, and the type that its first bytes show. */
async function heldOf({ store, now }: IntakeTools, { fileId, status }: EvidenceFile): Promise<Held | undefined> {
  // a file that was taken in stays as it is
  if (status !== 'announced' && status !== 'lapsed') return undefined;
  const stored = await store.head(fileId, now());
  if (stored === undefined) return undefined;
  const { versionId } = stored;
  const bytes = await store.firstBytes({ fileId, versionId }, TELLING_BYTES, now());
  return { ...stored, found: await typeByContent(bytes) };
}

async function noteScan(tools: IntakeTools, { fileId, ...result }: Extract<IntakeWork, { kind: 'scanned' }>): Promise<void> {
  await append(tools, fileId, (state, context) => recordScan(state, result, context));
}

type Step = (file: EvidenceFile, context: Context) => Decision<EvidenceFileFact>;

/** Appends what the decider says of the file as it is now. Its state tells whether it was done before. */
async function append(tools: IntakeTools, fileId: string, step: Step): Promise<void> {
  const context = contextOf(tools);
  const correlationId = tools.newId('cor');
  const command = {
    ...{ name: 'evidence-intake.note', id: `evidence-intake/${fileId}/${correlationId}`, inputHash: hashOf(fileId) },
    ...{ actor: systemActor, correlationId, now: context.now },
  };
  await appendOnce(
    tools.journal,
    command,
    async () => {
      const loaded = await tools.journal.load(EvidenceFiles, fileId);
      return planFrom(loaded.state === undefined ? accept() : step(loaded.state, context), [loaded]);
    },
    { remember: false },
  );
}
