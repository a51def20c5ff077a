import { playMorning } from './morning.ts';
import { playStaged, type StagedSetup } from './staged.ts';

/**
 * Plays a morning of warnings: three thousand clues, two providers, six people, and one person whose money is already on its way when the
 * police call. All of it goes through the public API.
 */
export function playWarningScenario(setup: StagedSetup): Promise<void> {
  return playStaged(setup, 'warning', playMorning);
}
