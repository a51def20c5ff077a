import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBanks } from '../../local/banks/start-banks.ts';
import { openStage } from '../../local/scenario/stage.ts';
import { playLearned } from '../../local/scenario/warning.ts';
import { seedBanks } from '../../local/seed/agencies.ts';
import { openTestCity, type TestCity } from '../support/city.ts';

/** A minute of the banks in a second. */
const SPEED = 60;

let world: TestCity;
let banks: Awaited<ReturnType<typeof startBanks>>;

beforeAll(async () => {
  world = await openTestCity(SPEED);
  const playing = ['jinghua', 'guanting', 'tanzhe'];
  const ofSeed = seedBanks
    .filter(({ bankId }) => playing.includes(bankId))
    .flatMap((bank) => world.city.clients.filter(({ agency }) => agency === bank.bankId).map((client) => ({ ...bank, client })));
  banks = await startBanks({ ...world.city, banks: ofSeed });
});

afterAll(async () => {
  await banks.stop();
  await world.close();
});

/** Plays a run. @param heard each line as it is said; what it throws cuts the run short */
const play = (run: number, heard: (line: string) => void) => {
  const screen = { say: heard, show: () => undefined, settle: () => undefined };
  return playLearned(openStage({ ...world.city, screen, signal: new AbortController().signal, run }));
};

test('what was learned stops money, warns an outlet and feeds a campaign, also after a run that was cut short', {
  timeout: 240_000,
}, async () => {
  const cutShort = (line: string): void => {
    if (line.includes('Wave 1:')) throw new Error('cut short');
  };
  await expect(play(1, cutShort)).rejects.toThrow('cut short');
  const said: string[] = [];
  const summary = (await play(2, (line) => said.push(line))).join('\n');
  const told = said.join('\n');
  expect(told).toContain('The duty officer of Haidian is told: ¥72,000.00 of earlier victims went to the listed account.');
  expect(told).toContain('第0002号网点 of tanzhe opened 6 of them; from 5 a month on, a notice is suggested.');
  expect(told).toContain('Packaged: 14 leads from the case, 6 from an order, 14 from the blacklist, 6 others.');
  expect(told).toMatch(/is the same as XS-\S+: it goes on, and serves 2 campaigns\./);
  expect(told).toContain('Of 5 that came back, 4 went elsewhere, and one is given up.');
  expect(summary).toMatch(
    /Collision: it stood \d+\.\d seconds after the bank's answer, and the duty officer had the notice .* jinghua stopped ¥72,000\.00/,
  );
  expect(summary).toMatch(/Outlet: 第0002号网点 of tanzhe, 6 accounts in \S+ \(figure 5\); notice M-HD-\S+, correction by/);
  expect(summary).toMatch(/Campaign: JQ-\S+, 40 leads in 3 waves to 7 targets: finished 39, given-up 1\./);
  expect(summary).toContain('What it found: verified 34, refuted 5; ');
  expect(summary).toMatch(/Found in two campaigns: 1 lead, which counts in JQ-\S+ too\./);
});
