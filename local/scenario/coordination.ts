import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { openStage, type StageSetup } from './stage.ts';
import { playSupervisedCase, type SupervisedOutcome } from './supervised-case.ts';
import { playTwoCards, type TwoCardsOutcome } from './two-cards.ts';

const Run = z.object({ run: z.int().positive() });

export type CoordinationSetup = Omit<StageSetup, 'run'> & { readonly dataDir: string };

/**
 * Plays how agencies work together: two-card cases under two standards and then one, and a big case under supervision. All of it
 * through the public API; the months that pass are skipped on the city's clock. Each run has cases of its own.
 */
export async function playCoordinationScenario(setup: CoordinationSetup): Promise<void> {
  const run = await nextRun(setup.dataDir);
  const stage = openStage({ ...setup, run });
  const twoCards = await playTwoCards(stage);
  const supervised = await playSupervisedCase(stage);
  setup.screen.say(`\n${summaryOf(twoCards, supervised).join('\n')}`);
}

async function nextRun(dataDir: string): Promise<number> {
  const file = join(dataDir, 'coordination.json');
  const last = await readFile(file, 'utf8').then(
    (text) => Run.parse(JSON.parse(text)).run,
    () => 0,
  );
  await writeFile(file, JSON.stringify({ run: last + 1 }));
  return last + 1;
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
