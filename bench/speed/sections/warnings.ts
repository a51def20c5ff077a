import { createUndo } from '../../../local/undo.ts';
import type { Section } from '../run.ts';
import { claims, SIZES } from '../warnings/claims.ts';
import { crowd } from '../warnings/crowd.ts';
import { playDay } from '../warnings/day.ts';
import { openWarningCity } from '../warnings/warning-city.ts';

/** The stock of the crowd begins behind that of the claims; it claims some of its 10,000, or as many as there are. */
const FIRST_OF_CROWD = 2 * Math.max(...SIZES);
const [SOME_OF_CROWD, ALL_OF_CROWD] = [2_000, 10_000] as const;

/**
 * Warnings from the clue to their end over a day, claims by twenty people at once, and claims while more and more are open. What must not be is
 * held to none: lost, handed out twice, past a term without a step.
 */
export const warnings: Section = async (run) => {
  const undo = createUndo();
  run.undo.add(undo.run);
  const tell = (line: string): void => void process.stderr.write(`warnings: ${line}\n`);
  try {
    const world = await openWarningCity(undo, run.signal);
    const day = await playDay(world, run.options.warnings, tell);
    tell('twenty people claim …');
    const byCrowd = await crowd(world, FIRST_OF_CROWD, run.options.long ? ALL_OF_CROWD : SOME_OF_CROWD);
    return [...day, ...byCrowd, ...(await claims(world, tell))];
  } finally {
    await undo.run();
  }
};
