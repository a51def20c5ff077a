import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { extendCaseClock, startCaseClock, stopCaseClock } from '../generated/acts/cases.ts';
import { Answer } from '../states/answer.tsx';
import { READ_EVERY_MS } from '../states/list.tsx';
import { Tone } from '../states/tone.tsx';
import { minute, termEnd } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { PartProps } from './part-props.ts';
import { usePersonChoice } from './person-choice.tsx';
import { Rows, Section } from './section.tsx';
import { caseKey, type Overview } from './use-case.ts';
import { caseTexts } from './words.ts';

export type CaseClock = Schemas['CaseClock'];

/** The terms of criminal procedure of a case (办案期限): what ends when, what has run out. */
export default function CaseClocks({ overview: { case: fraudCase }, thing }: PartProps) {
  const t = useText(caseTexts);
  const { caseId } = fraudCase;
  const suspect = usePersonChoice(fraudCase.persons);
  const clocks = useQuery({
    queryKey: [...caseKey(caseId), 'clocks'],
    queryFn: () => contentOf(api.GET('/v1/cases/{caseId}/clocks', { params: { path: { caseId } } })),
    refetchInterval: READ_EVERY_MS,
  });
  return (
    <Section title={t('clocks')} acts={<ActButton act={startCaseClock} thing={thing} fields={{ '/suspect': suspect }} />}>
      <Answer of={clocks} empty={{ when: ({ items }) => items.length === 0, text: t('emptyClocks') }}>
        {({ items }) => <ClockTable clocks={items} thing={thing} persons={fraudCase.persons ?? []} />}
      </Answer>
    </Section>
  );
}

interface ClockTableProps {
  readonly thing: ActThing;
  readonly clocks: readonly CaseClock[];
  readonly persons: NonNullable<Overview['case']['persons']>;
}

function ClockTable({ clocks, thing, persons }: ClockTableProps) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const rows = clocks.map((clock) => ({ ...clock, key: `${clock.caseId} ${clock.n}` }));
  const columns: TableColumnsType<(typeof rows)[number]> = [
    { title: t('clock'), key: 'kind', render: (_, { kind }) => words('procedureTerm', kind) },
    { title: t('suspect'), key: 'suspect', render: (_, { suspect }) => persons.find(({ itemId }) => itemId === suspect)?.name },
    { title: t('begins'), key: 'from', render: (_, { from }) => minute(from, language), className: 'number' },
    { title: t('ends'), key: 'ends', render: (_, clock) => <End clock={clock} />, className: 'number' },
    { title: t('state'), key: 'state', render: (_, clock) => <Standing clock={clock} /> },
    {
      title: t('extension'),
      key: 'extension',
      render: (_, { extension }) =>
        extension && `${words('extensionGround', extension.ground)} · ${t('days', { n: extension.days })}`,
    },
    { title: t('act'), key: 'act', render: (_, clock) => <ClockActs clock={clock} thing={thing} /> },
  ];
  return <Rows name={t('clocks')} rowKey="key" rows={rows} columns={columns} empty={t('emptyClocks')} />;
}

function End({ clock }: { readonly clock: CaseClock }) {
  const t = useText(caseTexts);
  const language = useLanguage();
  return (
    <>
      {termEnd(clock, language)} {clock.provisional && <Tone>{t('provisional')}</Tone>}
    </>
  );
}

function Standing({ clock: { stoppedAt, outcome, expired, warned, inCustody } }: { readonly clock: CaseClock }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  if (stoppedAt !== undefined)
    return <Tone>{t('stoppedAt', { outcome: words('clockOutcome', outcome ?? ''), at: minute(stoppedAt, language) })}</Tone>;
  return (
    <>
      {expired && <Tone tone="bad">{t('ranOut')}</Tone>}
      {!expired && <Tone tone={warned ? 'warn' : 'busy'}>{warned ? t('endsSoon') : t('running')}</Tone>}
      {inCustody && <Tone>{t('inCustody')}</Tone>}
    </>
  );
}

/** A clock of a case that was merged into this one is still reached by its own case. */
function ClockActs({ clock: { caseId, n, stoppedAt }, thing }: { readonly clock: CaseClock; readonly thing: ActThing }) {
  if (stoppedAt !== undefined) return null;
  const params = { caseId, n: String(n) };
  return (
    <div className="acts">
      <ActButton act={extendCaseClock} thing={thing} params={params} size="small" />
      <ActButton act={stopCaseClock} thing={thing} params={params} size="small" />
    </div>
  );
}
