import { reactions } from '../../functions/relay/reactions.ts';

/** `docs/reactions.md`, from the table that drives the relay. */
export function reactionsDocument(): string {
  const all = Object.entries(reactions);
  const acting = all.filter(([, list]) => list.length > 0);
  const silent = all.filter(([, list]) => list.length === 0);
  const does = new Map(all.flatMap(([, list]) => list.map((reaction) => [reaction.name, reaction.does] as const)));
  return [
    '# What facts cause',
    '',
    "The relay (`functions/relay`) follows the table's stream and does what this table says, in this order. It is the only place where",
    'a fact causes a side effect. The stream is at-least-once, so every reaction may come twice and then does nothing more.',
    '',
    'This page is made from `functions/relay/reactions.ts` by `npm run docs`.',
    '',
    '| fact | reactions |',
    '|---|---|',
    ...acting.map(([type, list]) => `| \`${type}\` | ${list.map(({ name }) => name).join(' · ')} |`),
    '',
    'Besides facts, a task token that is kept beside an order whose stop is answered already is answered at once (`answerIdleTask`).',
    '',
    '## Reactions',
    '',
    '| reaction | what it does |',
    '|---|---|',
    ...[...does].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, sentence]) => `| ${name} | ${sentence} |`),
    '',
    '## Facts that cause nothing',
    '',
    `${silent.map(([type]) => `\`${type}\``).join(' · ')}`,
    '',
  ].join('\n');
}
