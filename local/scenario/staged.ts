import { join } from 'node:path';
import { openRuns } from './runs.ts';
import { openStage, type Stage, type StageSetup } from './stage.ts';

export type StagedSetup = Omit<StageSetup, 'run'> & { readonly dataDir: string };

/**
 * Plays a scenario on the stage, and prints the lines of its summary. Each run has cases of its own: one that was cut short is left as it is,
 * since its months go on passing without it.
 *
 * @param name of the file in which its runs are kept
 */
export async function playStaged(
  setup: StagedSetup,
  name: string,
  play: (stage: Stage) => Promise<readonly string[]>,
): Promise<void> {
  const runs = openRuns({ file: join(setup.dataDir, `${name}.json`), goesOnFor: 0 });
  const { run, note } = runs.begin(setup.clock.now());
  if (note !== undefined) setup.screen.say(note);
  const lines = await play(openStage({ ...setup, run: run.run }));
  setup.screen.say(`\n${lines.join('\n')}`);
  runs.finish(run);
}
