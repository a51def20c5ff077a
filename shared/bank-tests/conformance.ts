import * as z from 'zod';
import { type Bank, BankMode } from '../banks/model.ts';
import { AgencyId, TestOrderId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { type Conformance, TestFault } from './model.ts';
import { registrationOf } from './run-test.ts';
import { TestScenario } from './scenario-names.ts';
import { requiredOf } from './scenarios.ts';

const ScenarioStanding = z.strictObject({
  scenario: TestScenario,
  outcome: z
    .enum(['not-run', 'running', 'passed', 'failed', 'outdated'])
    .describe(
      'Of the last run. `outdated`: passed, but with another endpoint, other keys or another algorithm than are registered now.',
    ),
  orderId: TestOrderId.optional().describe('The test order of the last run.'),
  startedAt: UtcInstant.optional(),
  faults: z.array(TestFault),
});

/** How a bank stands in its tests, and whether it may be switched live. */
export const ConformanceReport = z
  .strictObject({
    bankId: AgencyId,
    mode: BankMode,
    ready: z.boolean().describe('Every scenario that the bank needs is passed.'),
    scenarios: z
      .array(ScenarioStanding)
      .describe('The tests that the bank needs; without an endpoint it does not need those about pushes.'),
  })
  .meta({ id: 'ConformanceReport' });
export type ConformanceReport = z.infer<typeof ConformanceReport>;

/** The report of a bank's tests at `now` (ISO 8601 UTC). */
export function conformanceOf(bank: Bank, conformance: Conformance | undefined, now: string): ConformanceReport {
  const registration = registrationOf(bank);
  const scenarios = requiredOf(bank.endpoint !== undefined).map((scenario) => {
    const run = conformance?.runs.find((one) => one.scenario === scenario);
    if (run === undefined) return { scenario, outcome: 'not-run' as const, faults: [] };
    const { testOrderId: orderId, startedAt, dueAt, outcome, faults } = run;
    const told = { scenario, orderId, startedAt };
    if (outcome === undefined && now >= dueAt) return { ...told, outcome: 'failed' as const, faults: ['too-late' as const] };
    const outdated = outcome === 'passed' && run.registration !== registration;
    return { ...told, outcome: outdated ? ('outdated' as const) : (outcome ?? ('running' as const)), faults };
  });
  return {
    bankId: bank.bankId,
    mode: bank.mode ?? 'live',
    ready: scenarios.every(({ outcome }) => outcome === 'passed'),
    scenarios,
  };
}
