import { playCampaign } from './campaign.ts';
import { playCollision } from './collision.ts';
import { playMorning } from './morning.ts';
import { playOutlet } from './outlet.ts';
import type { Stage } from './stage.ts';
import { playStaged, type StagedSetup } from './staged.ts';

/**
 * Plays a morning of warnings, and what is learned after it: three thousand clues, two providers, six people, one person whose money is
 * already on its way when the police call; then a collision with the blacklist, an outlet that is noticed, a campaign of forty leads. All of
 * it goes through the public API.
 */
export function playWarningScenario(setup: StagedSetup): Promise<void> {
  return playStaged(setup, 'warning', async (stage) => [...(await playMorning(stage)), ...(await playLearned(stage))]);
}

/** What is learned of frauds, and used against the next: a collision, an outlet, a campaign. @returns the lines of the summary */
export async function playLearned(stage: Stage): Promise<readonly string[]> {
  const collision = await playCollision(stage);
  const outlet = await playOutlet(stage);
  const campaign = await playCampaign(stage, { collision, outlet });
  return [collision.line, outlet.line, ...campaign];
}
