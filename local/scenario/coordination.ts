import { playStaged, type StagedSetup } from './staged.ts';
import { playSupervisedCase, type SupervisedOutcome } from './supervised-case.ts';
import { playTwoCards, type TwoCardsOutcome } from './two-cards.ts';

/**
 * Plays how agencies work together: two-card cases under two standards and then one, and a big case under supervision. All of it goes
 * through the public API; the scenario skips the months on the city's clock.
 */
export function playCoordinationScenario(setup: StagedSetup): Promise<void> {
  return playStaged(setup, 'coordination', async (stage) => {
    const twoCards = await playTwoCards(stage);
    return summaryOf(twoCards, await playSupervisedCase(stage));
  });
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
