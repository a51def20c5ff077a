import { lifecycle } from '../kernel/lifecycle.ts';
import type { CaseFactType } from './case-facts.ts';
import type { CaseStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves a case in it. */
type CaseState = 'new' | CaseStatus;

/** The commands on a case. */
export type CaseCommand =
  | 'open'
  | 'joinAlert'
  | 'followAlert'
  | 'addPerson'
  | 'addLoss'
  | 'addEvidence'
  | 'noteMust'
  | 'correct'
  | 'withdrawItem'
  | 'partAlert'
  | 'file'
  | 'share'
  | 'revokeShare'
  | 'link'
  | 'merge'
  | 'absorb'
  | 'takeOverFiling';

/** Possible as long as agencies work the case. */
function worked<State extends 'open' | 'filed'>(state: State) {
  return {
    joinAlert: [state, 'case.alert-joined'],
    followAlert: [state, 'case.alert-put-right'],
    addPerson: [state, 'case.person-added'],
    addLoss: [state, 'case.loss-added'],
    addEvidence: [state, 'case.evidence-added'],
    noteMust: [state, 'case.must-done'],
    correct: [state, 'case.corrected'],
    withdrawItem: [state, 'case.item-withdrawn'],
    partAlert: [state, 'case.alert-left'],
    share: [state, 'case.shared'],
    revokeShare: [state, 'case.share-revoked'],
    link: [state, 'case.linked'],
    absorb: [state, 'case.absorbed'],
    merge: ['merged', 'case.merged'],
  } as const;
}

/** The life of a case (案件): opened, filed, and perhaps merged into another, under whose id it goes on. */
export const caseLifecycle = lifecycle<CaseState, CaseCommand, CaseFactType>(
  'case',
  'new',
  {
    new: { open: ['open', 'case.opened'] },
    open: {
      ...worked('open'),
      file: ['filed', 'case.filed'],
      takeOverFiling: ['filed', 'case.filing-taken-over'],
    },
    filed: worked('filed'),
    merged: {},
  },
  'CASE_STATE_FORBIDS',
);
