import { playMoneyBack } from './money-back.ts';
import { playStaged, type StagedSetup } from './staged.ts';

/**
 * Plays the way back of the money: accounts of one fraud at several banks are frozen, a seller's objection is upheld, and two rounds of
 * return pay three victims, by each of the three rules. All of it goes through the public API; the scenario skips the weeks of the notice on
 * the city's clock.
 */
export function playReturnScenario(setup: StagedSetup): Promise<void> {
  return playStaged(setup, 'return', playMoneyBack);
}
