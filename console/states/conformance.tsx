import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { textsOf, useText } from '../words/texts.ts';
import { Tone, type ToneName } from './tone.tsx';
import { WideTable } from './wide-table.tsx';

type Report = Schemas['ConformanceReport'];
type Standing = Report['scenarios'][number];

const texts = textsOf(
  {
    scenarios: '对接测试',
    scenario: '测试项目',
    outcome: '结果',
    faults: '问题',
    startedAt: '最近一次',
    task: '银行要做什么',
    act: '操作',
    ready: '所需测试已全部通过，可由市级管理员启用。',
    notReady: '还差 {{n}} 项测试：{{list}}。全部通过后，可由市级管理员启用。',
    stillMissing: '已启用，但有 {{n}} 项测试未通过，或在登记变更后须重测：{{list}}。',
    live: '真实指令会推送；未登记接口的，在“止付指令”中列出。',
    testing: '真实指令不推送，只在“止付指令”中列出，并由民警电话通知。',
    comma: '、',
  },
  {
    scenarios: 'Tests of the connection',
    scenario: 'Test',
    outcome: 'Outcome',
    faults: 'What was wrong',
    startedAt: 'Last run',
    task: 'What the bank does',
    act: 'Act',
    ready: "All tests that are needed are passed. The city's administrator can switch the bank live.",
    notReady: "{{n}} tests are missing: {{list}}. Once all are passed, the city's administrator can switch the bank live.",
    stillMissing: 'It is live, and yet {{n}} tests are not passed, or have to be run again after a change: {{list}}.',
    live: 'Real orders are pushed; without an endpoint they are listed under stop orders.',
    testing: 'Real orders are not pushed. They are listed under stop orders, and officers telephone.',
    comma: ', ',
  },
);

const tones: Readonly<Record<Standing['outcome'], ToneName>> = {
  'not-run': 'plain',
  running: 'busy',
  passed: 'good',
  failed: 'bad',
  outdated: 'warn',
};

interface ConformanceProps {
  readonly report: Report;
  /** What can be done with a test. */
  readonly act?: (standing: Standing) => ReactNode;
}

/** Which tests of a bank are passed, and what is missing before it can be live. */
export function Conformance({ report: { mode, ready, scenarios }, act }: ConformanceProps) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const missing = scenarios.filter(({ outcome }) => outcome !== 'passed');
  const columns: TableColumnsType<Standing> = [
    { title: t('scenario'), key: 'scenario', render: (_, { scenario }) => words('testScenario', scenario) },
    {
      title: t('outcome'),
      key: 'outcome',
      render: (_, { outcome }) => <Tone tone={tones[outcome]}>{words('testOutcome', outcome)}</Tone>,
    },
    {
      title: t('faults'),
      key: 'faults',
      render: (_, { faults }) => faults.map((fault) => words('testFault', fault)).join(t('comma')),
    },
    {
      title: t('startedAt'),
      key: 'startedAt',
      className: 'number',
      render: (_, { startedAt }) => (startedAt === undefined ? '' : moment(startedAt, language)),
    },
    { title: t('task'), key: 'task', render: (_, { scenario }) => words('testExpectation', scenario) },
    ...(act === undefined ? [] : [{ title: t('act'), key: 'act', render: (_: unknown, standing: Standing) => act(standing) }]),
  ];
  return (
    <section aria-label={t('scenarios')}>
      <h2>{t('scenarios')}</h2>
      <p>
        <Tone tone={mode === 'live' ? 'good' : 'warn'}>{words('bankMode', mode)}</Tone> {t(mode)}
      </p>
      <p>
        {ready
          ? t('ready')
          : t(mode === 'live' ? 'stillMissing' : 'notReady', {
              n: missing.length,
              list: missing.map(({ scenario }) => words('testScenario', scenario)).join(t('comma')),
            })}
      </p>
      <WideTable<Standing> name={t('scenarios')} rowKey="scenario" rows={scenarios} columns={columns} />
    </section>
  );
}
