import { lifecycle } from '../kernel/lifecycle.ts';
import type { EvidenceFileFactType } from './file-facts.ts';
import type { EvidenceFileStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves a file in it. */
type EvidenceFileState = 'new' | EvidenceFileStatus;

/** The commands on a file: of the agency that hands it in, of the function that looks at what arrived, of the scanner, or of time. */
export type EvidenceFileCommand =
  | 'announce'
  | 'renew'
  | 'recheck'
  | 'arrive'
  | 'askScan'
  | 'release'
  | 'reject'
  | 'lapse'
  | 'withdraw';

/** The states in which a file is opened. */
export const openedIn = ['available'] as const satisfies readonly EvidenceFileState[];

const withdraw = ['withdrawn', 'evidence-file.withdrawn'] as const;
const reject = ['rejected', 'evidence-file.rejected'] as const;
const arrive = ['scanning', 'evidence-file.arrived'] as const;
const renew = ['announced', 'evidence-file.link-renewed'] as const;

/**
 * 证据文件. Announced, uploaded, looked through, available. A file that lapsed may still arrive, and a scanner may find later that a file is
 * infected. The store itself takes no other bytes than those announced.
 */
export const evidenceFileLifecycle = lifecycle<EvidenceFileState, EvidenceFileCommand, EvidenceFileFactType>(
  'evidence-file',
  'new',
  {
    new: { announce: ['announced', 'evidence-file.announced'] },
    announced: {
      renew,
      recheck: ['announced', 'evidence-file.recheck-due'],
      arrive,
      reject,
      lapse: ['lapsed', 'evidence-file.lapsed'],
      withdraw,
    },
    scanning: {
      recheck: ['scanning', 'evidence-file.recheck-due'],
      askScan: ['scanning', 'evidence-file.scan-asked'],
      release: ['available', 'evidence-file.released'],
      reject,
      withdraw,
    },
    available: { reject, withdraw },
    lapsed: { renew, arrive, reject, withdraw },
    rejected: { withdraw },
    withdrawn: {},
  },
  'EVIDENCE_FILE_STATE_FORBIDS',
);
