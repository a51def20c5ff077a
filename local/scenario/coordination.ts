import { join } from 'node:path';
import { openRuns } from './runs.ts';
import { openStage, type StageSetup } from './stage.ts';
import { playSupervisedCase, type SupervisedOutcome } from './supervised-case.ts';
import { playTwoCards, type TwoCardsOutcome } from './two-cards.ts';

export type CoordinationSetup = Omit<StageSetup, 'run'> & { readonly dataDir: string };

/**
 * Plays how agencies work together: two-card cases under two standards and then one, and a big case under supervision. All of it goes
 * through the public API; the scenario skips the months on the city's clock. Each run has cases of its own: one that was cut short is left
 * as it is, since its months go on passing without it.
 */
export async function playCoordinationScenario(setup: CoordinationSetup): Promise<void> {
  const runs = openRuns({ file: join(setup.dataDir, 'coordination.json'), goesOnFor: 0 });
  const { run, note } = runs.begin(setup.clock.now());
  if (note !== undefined) setup.screen.say(note);
  const stage = openStage({ ...setup, run: run.run });
  const twoCards = await playTwoCards(stage);
  const supervised = await playSupervisedCase(stage);
  setup.screen.say(`\n${summaryOf(twoCards, supervised).join('\n')}`);
  runs.finish(run);
}

function summaryOf(twoCards: TwoCardsOutcome, supervised: SupervisedOutcome): readonly string[] {
  return [
    `the same facts in 2022   ${twoCards.before}`,
    `what one standard moves  ${twoCards.flips} of ${twoCards.looked} recorded cases`,
    `the same facts now       ${twoCards.after}`,
    `reads by other agencies  ${twoCards.reads}, all on record`,
    `listed case              ${supervised.reference}, ${supervised.days} days, ${supervised.steps.join(' › ')}, aim ${supervised.aimReached ? 'reached' : 'not reached'}`,
  ];
}
