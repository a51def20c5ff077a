import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { EvidenceFileFact } from './file-facts.ts';
import { evidenceFileLifecycle } from './file-lifecycle.ts';
import { isContentOf } from './file-types.ts';
import type { EvidenceFile, ScanOutcome } from './model.ts';

/** A file as the store holds it. */
export interface Held {
  readonly sizeBytes: number;
  /** SHA-256 in hex, as the store calculated it. */
  readonly sha256: string;
  readonly versionId: string;
  /** The type that the first bytes show. */
  readonly found: string;
}

/**
 * Takes in what the store holds of a file, or that it holds nothing. The word of it comes twice, late or never, so a file that was taken in
 * before stays as it is.
 *
 * @param held absent if the store holds nothing
 * @returns `evidence-file.arrived`; `evidence-file.rejected` if size, hash or type differ from those announced; `evidence-file.lapsed` if
 *   nothing is there and Cordon looked because the link is over; no fact if nothing changes
 */
export function takeIn(file: EvidenceFile, held: Held | undefined, { now }: Context): Decision<EvidenceFileFact> {
  const { status, rechecking, sizeBytes, sha256, type } = file;
  if (held === undefined) {
    const over = status === 'announced' && rechecking;
    return over ? accept({ type: 'evidence-file.lapsed', data: { at: now } }) : accept();
  }
  if (!evidenceFileLifecycle.allows(status, 'arrive')) return accept();
  const { versionId, found } = held;
  if (held.sizeBytes !== sizeBytes || held.sha256 !== sha256)
    return accept({ type: 'evidence-file.rejected', data: { at: now, reason: 'content-differs' } });
  if (!isContentOf(type, found))
    return accept({ type: 'evidence-file.rejected', data: { at: now, reason: 'type-differs', found } });
  return accept({ type: 'evidence-file.arrived', data: { at: now, arrival: { versionId, found } } });
}

/** Whether the scanner is to be asked now: the file has arrived, and it was not asked since, or gave no answer. */
export function wantsScan({ status, scanAsked, rechecking }: EvidenceFile): boolean {
  return status === 'scanning' && (scanAsked === undefined || rechecking);
}

/**
 * Notes that the scanner was asked. After as many questions as the policy says (`evidence-file.scan-asks`) a person has to look.
 *
 * @returns `evidence-file.scan-asked`, or no fact if it need not be
 */
export function askScan(file: EvidenceFile, { now, policy }: Context): Decision<EvidenceFileFact> {
  if (!wantsScan(file)) return accept();
  const times = (file.scanAsked?.times ?? 0) + 1;
  const last = times >= policy.amount('evidence-file.scan-asks', now);
  const recheckAt = last ? undefined : plus(now, policy.amount('evidence-file.scan-patience', now));
  return accept({ type: 'evidence-file.scan-asked', data: { at: now, ...(recheckAt === undefined ? {} : { recheckAt }) } });
}

/**
 * Records what the scanner says, or that there is none. The answer may come twice; a later one that says `infected` closes an available file.
 *
 * @param versionId the version that was scanned; an answer about another is passed over
 * @returns `evidence-file.released`, `evidence-file.rejected`, or no fact
 */
export function recordScan(
  { status, arrival }: EvidenceFile,
  { versionId, outcome }: { readonly versionId: string; readonly outcome: ScanOutcome },
  { now }: Context,
): Decision<EvidenceFileFact> {
  if (arrival === undefined || arrival.versionId !== versionId) return accept();
  if (outcome === 'infected') {
    const open = status === 'scanning' || status === 'available';
    return open ? accept({ type: 'evidence-file.rejected', data: { at: now, reason: 'infected' } }) : accept();
  }
  return status === 'scanning' ? accept({ type: 'evidence-file.released', data: { at: now, scan: outcome } }) : accept();
}

/** The moment at which Cordon has to look itself: ISO 8601, UTC. Undefined if it has not to. */
export function nextMoment({ recheckAt }: EvidenceFile): string | undefined {
  return recheckAt;
}

/** Notes, once, that Cordon has to look itself. @returns `evidence-file.recheck-due` */
export function advanceFile(file: EvidenceFile, { now }: Context): readonly EvidenceFileFact[] {
  const moment = nextMoment(file);
  return moment === undefined || now < moment ? [] : [{ type: 'evidence-file.recheck-due', data: { at: now } }];
}
