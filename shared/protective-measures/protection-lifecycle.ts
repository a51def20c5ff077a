import { lifecycle } from '../kernel/lifecycle.ts';
import type { ProtectionStatus } from './model.ts';
import type { ProtectionFactType } from './protection-facts.ts';

/** `new` is the state before the first fact; the journal never saves a measure in it. */
type ProtectionState = 'new' | ProtectionStatus;

/** The commands on a protective measure: of police, of the bank, or of time. */
export type ProtectionCommand =
  | 'request'
  | 'join'
  | 'confirm'
  | 'decline'
  | 'prolong'
  | 'declineLonger'
  | 'confirmLonger'
  | 'lift'
  | 'refuseLift'
  | 'confirmLift'
  | 'expire';

/** 保护性措施. Asked of the bank, in force, ended by its term or before it. A bank that said that it cannot may do it after all. */
export const protectionLifecycle = lifecycle<ProtectionState, ProtectionCommand, ProtectionFactType>(
  'protective-measure',
  'new',
  {
    //     command:  to              fact
    new: { request: ['requested', 'protective-measure.requested'] },
    requested: {
      join: ['requested', 'protective-measure.joined'],
      confirm: ['in-force', 'protective-measure.put-in-force'],
      decline: ['declined', 'protective-measure.declined'],
      lift: ['lifting', 'protective-measure.lift-ordered'],
      expire: ['expired', 'protective-measure.expired'],
    },
    'in-force': {
      join: ['in-force', 'protective-measure.joined'],
      prolong: ['in-force', 'protective-measure.prolonged'],
      declineLonger: ['in-force', 'protective-measure.prolonging-declined'],
      confirmLonger: ['in-force', 'protective-measure.prolonging-done'],
      lift: ['lifting', 'protective-measure.lift-ordered'],
      expire: ['expired', 'protective-measure.expired'],
    },
    declined: { confirm: ['in-force', 'protective-measure.put-in-force'] },
    lifting: {
      refuseLift: ['lifting', 'protective-measure.lift-refused'],
      confirmLift: ['lifted', 'protective-measure.lifted'],
      expire: ['expired', 'protective-measure.expired'],
    },
    lifted: {},
    expired: {},
  },
  'PROTECTION_STATE_FORBIDS',
);
