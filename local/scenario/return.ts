import { join } from 'node:path';
import type { CoordinationSetup } from './coordination.ts';
import { playMoneyBack } from './money-back.ts';
import { openRuns } from './runs.ts';
import { openStage } from './stage.ts';

/**
 * Plays the way back of the money: accounts of one fraud are frozen, a seller's objection is upheld, and two rounds of return pay three
 * victims. All of it goes through the public API; the scenario skips the weeks of the notice on the city's clock. Each run has a case of its own.
 */
export async function playReturnScenario(setup: CoordinationSetup): Promise<void> {
  const runs = openRuns({ file: join(setup.dataDir, 'return.json'), goesOnFor: 0 });
  const { run, note } = runs.begin(setup.clock.now());
  if (note !== undefined) setup.screen.say(note);
  const lines = await playMoneyBack(openStage({ ...setup, run: run.run }));
  setup.screen.say(`\n${lines.join('\n')}`);
  runs.finish(run);
}
