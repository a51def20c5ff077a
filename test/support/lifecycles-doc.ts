import { approvalLifecycle } from '../../shared/approvals/approval-lifecycle.ts';
import { caseLifecycle } from '../../shared/cases/case-lifecycle.ts';
import { consultationLifecycle } from '../../shared/consultations/consultation-lifecycle.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { type Lifecycle, type LifecycleStep, stepsOf } from '../../shared/kernel/lifecycle.ts';
import type { RefusalCode } from '../../shared/kernel/refusals.ts';
import { listingLifecycle } from '../../shared/listed-cases/listing-lifecycle.ts';
import { meetingLifecycle } from '../../shared/meetings/meeting-lifecycle.ts';
import { measureLifecycle } from '../../shared/regional/measure/measure-lifecycle.ts';
import { impactLifecycle } from '../../shared/standards/impact/impact-lifecycle.ts';
import { proposalLifecycle } from '../../shared/standards/proposal/proposal-lifecycle.ts';

type Step = LifecycleStep<string, string, string>;

interface Drawn {
  readonly title: string;
  /** The refusal of a command that is not in the table. */
  readonly code: RefusalCode;
  readonly initial: string;
  readonly terminal: readonly string[];
  readonly steps: readonly Step[];
}

function drawn<S extends string, C extends string, F extends string>(title: string, cycle: Lifecycle<S, C, F>): Drawn {
  return { title, code: cycle.code, initial: cycle.initial, terminal: cycle.terminal(), steps: stepsOf(cycle.table) };
}

/** Every lifecycle there is. */
const cycles: readonly Drawn[] = [
  drawn('Stop order (止付指令)', orderLifecycle),
  drawn('Approval (审批)', approvalLifecycle),
  drawn('Case (案件)', caseLifecycle),
  drawn('Consultation (会商)', consultationLifecycle),
  drawn('Meeting (例会)', meetingLifecycle),
  drawn('Proposal of a standard (标准修订提案)', proposalLifecycle),
  drawn('Count of a proposal’s impact (影响评估)', impactLifecycle),
  drawn('Listed case (挂牌督办)', listingLifecycle),
  drawn('Regional measure (区域整治)', measureLifecycle),
];

/** `docs/lifecycles.md`, drawn from the tables that the code obeys. */
export function lifecyclesDoc(): string {
  return [
    '# Lifecycles',
    '',
    'Drawn from the tables in `shared/*/…-lifecycle.ts` by `npm run docs`; a test compares. Do not edit.',
    '',
    ...cycles.flatMap(section),
  ].join('\n');
}

function section({ title, code, initial, terminal, steps }: Drawn): readonly string[] {
  return [
    `## ${title}`,
    '',
    'What leads from one state to another:',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...diagram(steps, initial, terminal),
    '```',
    '',
    `And everything that is allowed, state by state; what is not in the table is refused with \`${code}\`:`,
    '',
    '| state | command | next state | fact |',
    '|---|---|---|---|',
    ...steps.map(({ from, command, to, fact }) => `| ${from} | ${command} | ${to === from ? '·' : to} | \`${fact}\` |`),
    '',
  ];
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
