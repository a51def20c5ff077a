import { KnownFact } from '../../functions/relay/facts.ts';
import { notices } from '../../functions/relay/notices.ts';
import { reactions } from '../../functions/relay/reaction-tables.ts';
import { recheckFile, recheckingFacts } from '../../functions/relay/reactions/evidence-files.ts';
import { namingFacts, tellFinding } from '../../functions/relay/reactions/finding.ts';
import { freezePathReactions } from '../../functions/relay/reactions/freeze-path-table.ts';
import { linkingFacts, proposeLinksOfOrder } from '../../functions/relay/reactions/link-proposals.ts';
import { settleDoes } from '../../functions/relay/reactions/settle.ts';
import { countInStatistics } from '../../functions/relay/reactions/statistics.ts';
import { settledBy, settlements } from '../../functions/relay/settlements.ts';
import { countedFacts } from '../../shared/freezes/stats/figures.ts';

/** The types of all facts that the relay knows. */
export const factTypes = KnownFact.options.flatMap((kind) => kind.options.map(({ shape }) => shape.type.value));

/** `docs/reactions.md`, from the table that drives the relay. */
export function reactionsDocument(): string {
  const acting = Object.entries(reactions);
  const counted = new Set<string>(countedFacts);
  const silent = factTypes.filter(
    (type) => !(type in reactions) && !(type in notices) && !counted.has(type) && !settledBy.has(type),
  );
  const does = new Map(acting.flatMap(([, list]) => list.map((reaction) => [reaction.name, reaction.does] as const)));
  return [
    '# What facts cause',
    '',
    "The relay (`functions/relay`) follows the table's stream and does what this table says, in this order. It is the only place where",
    'a fact causes a side effect. The stream is at-least-once, so every reaction may come twice and then does nothing more. It is two',
    'functions that read the stream apart from each other: `Relay` for the freeze path, on which the clocks hang, and `Coordination` for what',
    'agencies do together and for who is told of any fact; neither is held up by the other.',
    '',
    'This page is made from `functions/relay/reaction-tables.ts` by `npm run docs`.',
    '',
    '| fact | reactions | of |',
    '|---|---|---|',
    ...acting.map(([type, list]) => `| \`${type}\` | ${list.map(({ name }) => name).join(' · ')} | ${functionOf(type)} |`),
    '',
    'Besides facts, a task token that is kept beside an order whose stop is answered already is answered at once (`answerIdleTask`).',
    '',
    '## Reactions',
    '',
    '| reaction | what it does |',
    '|---|---|',
    ...[...does].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, sentence]) => `| ${name} | ${sentence} |`),
    '',
    '## What is counted',
    '',
    `\`${countInStatistics.name}\` ${countInStatistics.does}. \`Coordination\` does it, so that the figures never hold up an order:`,
    '',
    `${countedFacts.map((type) => `\`${type}\``).join(' · ')}`,
    '',
    '## What is proposed',
    '',
    `\`${proposeLinksOfOrder.name}\` ${proposeLinksOfOrder.does}. \`Coordination\` does it, so that no order waits for it: ${linkingFacts.map((type) => `\`${type}\``).join(' · ')}.`,
    '',
    '## What is found again',
    '',
    `\`${tellFinding.name}\` ${tellFinding.does}. \`Coordination\` tells a queue, and \`Finding\` enters it: ${namingFacts.map((type) => `\`${type}\``).join(' · ')}.`,
    '',
    '## What is looked for',
    '',
    `\`${recheckFile.name}\` ${recheckFile.does}. \`Coordination\` tells a queue, and \`EvidenceIntake\` looks: ${recheckingFacts.map((type) => `\`${type}\``).join(' · ')}.`,
    '',
    '## Who is told',
    '',
    'From `functions/relay/notices.ts`. Each desk gets one entry in its inbox, whose id follows from the fact and the desk (`notify`); each',
    'agency at that desk that registered a webhook gets it pushed, signed, through the gateway. An entry names the thing',
    'by its id and its reference, and what happened by the type of the fact; it names no person.',
    '',
    'A notice interrupts (`urgent`), or it can wait for the next working day (`digest`). Desks of duty officers get only what interrupts.',
    '',
    '| fact | class | told |',
    '|---|---|---|',
    ...Object.entries(notices).map(
      ([type, line]) => `| \`${type}\` | ${line.class} | ${line.told.map(({ who }) => who).join(' · ')} |`,
    ),
    '',
    '## What is settled',
    '',
    `From \`functions/relay/settlements.ts\`: \`settle\` ${settleDoes}. Each line says which later facts may settle a notice; some settle only`,
    'the notices of the same request, term, agency or district. A notice without a line is news: a person marks it done.',
    '',
    '| notice of | settled by |',
    '|---|---|',
    ...Object.entries(settlements).flatMap(([type, by]) =>
      by.length === 0 ? [] : [`| \`${type}\` | ${[...new Set(by.map((one) => `\`${one.by}\``))].join(' · ')} |`],
    ),
    '',
    '## Facts without a reaction',
    '',
    `${silent.map((type) => `\`${type}\``).join(' · ')}`,
    '',
  ].join('\n');
}

function functionOf(factType: string): string {
  return factType in freezePathReactions ? 'Relay' : 'Coordination';
}
