import { orderLifecycle } from '../../shared/freezes/order-lifecycle.ts';
import { type LifecycleStep, stepsOf } from '../../shared/kernel/lifecycle.ts';

type Step = LifecycleStep<string, string, string>;

/** `docs/lifecycles.md`, drawn from the tables that the code obeys. */
export function lifecyclesDoc(): string {
  const steps: readonly Step[] = stepsOf(orderLifecycle.table);
  return [
    '# Lifecycles',
    '',
    'Drawn from the tables in `shared/*/…-lifecycle.ts` by `npm run docs`; a test compares. Do not edit.',
    '',
    '## Stop order (止付指令)',
    '',
    'What leads from one state to another:',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...diagram(steps, orderLifecycle.initial, orderLifecycle.terminal()),
    '```',
    '',
    'And everything that is allowed, state by state; what is not in the table is refused with `ORDER_STATE_FORBIDS`:',
    '',
    '| state | command | next state | fact |',
    '|---|---|---|---|',
    ...steps.map(({ from, command, to, fact }) => `| ${from} | ${command} | ${to === from ? '·' : to} | \`${fact}\` |`),
    '',
  ].join('\n');
}

function diagram(steps: readonly Step[], initial: string, terminal: readonly string[]): readonly string[] {
  const name = (state: string) => (state === initial ? '[*]' : state.replaceAll('-', '_'));
  const labels = new Map<string, string[]>();
  for (const { from, command, to } of steps.filter((step) => step.from !== step.to)) {
    const arrow = `${name(from)} --> ${name(to)}`;
    labels.set(arrow, [...(labels.get(arrow) ?? []), command]);
  }
  return [
    ...[...labels].map(([arrow, commands]) => `  ${arrow}: ${commands.join(', ')}`),
    ...terminal.map((state) => `  ${name(state)} --> [*]`),
  ];
}
