import { globSync } from 'node:fs';
import * as z from 'zod';
import { type LifecycleStep, stepsOf } from '../../shared/kernel/lifecycle.ts';
import { type RefusalCode, refusalCodes } from '../../shared/kernel/refusals.ts';

type Step = LifecycleStep<string, string, string>;

interface Drawn {
  readonly title: string;
  /** The refusal of a command that is not in the table. */
  readonly code: RefusalCode;
  readonly initial: string;
  readonly terminal: readonly string[];
  readonly steps: readonly Step[];
}

/** The titles of the sections, in their order. One without a title stands behind them, under its name. */
const titles: Readonly<Record<string, string>> = {
  alert: 'Alarm (警情)',
  order: 'Stop order (止付指令)',
  'bank-question': 'Question to a bank (协查)',
  statement: 'Statement of an account (账户交易明细)',
  'holder-request': 'Whose account (查询户主)',
  watch: 'Watch of an account (动态监控)',
  approval: 'Approval (审批)',
  screening: 'Screening (性质甄别)',
  'region-notice': 'Notice to another region (异地冻结通报)',
  objection: 'Objection (异议)',
  'blacklist-entry': 'Entry of the blacklist (黑名单条目)',
  collision: 'Collision with the blacklist (布黑卡碰撞)',
  case: 'Case (案件)',
  'evidence-file': 'File of evidence (证据文件)',
  'access-request': 'Request to see more of a case (查阅申请)',
  'return-round': 'Round of return (返还)',
  'return-claim': 'Claim of a victim (被害人申报)',
  'return-payment': 'Payment of a return (返还划拨)',
  consultation: 'Consultation (会商)',
  meeting: 'Meeting (例会)',
  proposal: 'Proposal of a standard (标准修订提案)',
  impact: 'Count of a proposal’s impact (影响评估)',
  'listed-case': 'Listed case (挂牌督办)',
  'regional-measure': 'Regional measure (区域整治)',
  outlet: 'Outlet, by month (网点)',
  'protective-measure': 'Protective measure (保护性措施)',
  campaign: 'Campaign (集群战役)',
  'campaign-wave': 'Wave of a campaign (波次)',
  lead: 'Lead (线索)',
};

const Found = z.object({
  name: z.string(),
  code: z.enum(refusalCodes),
  initial: z.string(),
  terminal: z.custom<() => readonly string[]>((one) => typeof one === 'function'),
  table: z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string()]))),
});

/** Every lifecycle that `shared/` exports, found by looking. */
async function cycles(): Promise<readonly Drawn[]> {
  const root = new URL('../../', import.meta.url).pathname;
  const modules = await Promise.all(globSync('shared/**/*-lifecycle.ts', { cwd: root }).map((path) => import(`${root}${path}`)));
  const exported = modules.flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse({ ...module })));
  const order = Object.keys(titles);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return exported
    .flatMap((one) => Found.safeParse(one).data ?? [])
    .toSorted((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name))
    .map(({ name, code, initial, terminal, table }) => ({
      ...{ title: titles[name] ?? name, code, initial, terminal: terminal(), steps: stepsOf(table) },
    }));
}

/** `docs/lifecycles.md`, drawn from the tables that the code obeys. */
export async function lifecyclesDoc(): Promise<string> {
  return [
    '# Lifecycles',
    '',
    'Drawn from the tables in `shared/*/…-lifecycle.ts` by `npm run docs`; a test compares. Do not edit.',
    '',
    ...(await cycles()).flatMap(section),
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
