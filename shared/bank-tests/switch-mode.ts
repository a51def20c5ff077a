import type { Bank, BankFact, SwitchMode } from '../banks/model.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { conformanceOf } from './conformance.ts';
import type { Conformance } from './model.ts';

/**
 * Switches a bank live, or back to testing. Live only if the bank passed the last run of every test it needs with its present registration.
 *
 * @returns `bank.mode-switched`, no fact if it is so already, or CONFORMANCE_NOT_PASSED with the missing scenarios
 */
export function switchMode(
  bank: Bank,
  { mode, reason }: SwitchMode,
  conformance: Conformance | undefined,
  { now }: Pick<Context, 'now'>,
): Decision<BankFact> {
  if ((bank.mode ?? 'live') === mode) return accept();
  const lacking = conformanceOf(bank, conformance, now).scenarios.filter(({ outcome }) => outcome !== 'passed');
  if (mode === 'live' && lacking.length > 0)
    return refuse('CONFORMANCE_NOT_PASSED', { scenarios: lacking.map(({ scenario }) => scenario) });
  return accept({ type: 'bank.mode-switched', data: { bankId: bank.bankId, at: now, mode, reason } });
}
