import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { extendClock, startClock, stopClock } from '../generated/acts/consultations.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Whole } from './model.ts';
import { Part } from './part.tsx';
import { SuspectInput } from './widgets.tsx';
import { texts } from './words.ts';

type Clock = Whole['clocks'][number];

const starting = { '/suspect': SuspectInput };

interface ClocksProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** The terms of criminal procedure that run beside the consultation. */
export function Clocks({ of: { clocks, convener }, thing }: ClocksProps) {
  const t = useText(texts);
  return (
    <Part id="clocks" title={t('clocks')}>
      <p className="acts">
        <ActButton act={startClock} thing={thing} fields={starting} />
      </p>
      {clocks.length === 0 ? (
        <p className="quiet">{t('emptyClocks')}</p>
      ) : (
        <ClockTable clocks={clocks} convener={convener} thing={thing} />
      )}
    </Part>
  );
}

interface ClockTableProps extends Pick<Whole, 'clocks' | 'convener'> {
  readonly thing: ActThing;
}

function ClockTable({ clocks, convener, thing }: ClockTableProps) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const mine = useOwnAgency();
  const nameOf = useNames(clocks.map(({ startedBy }) => startedBy));
  const columns: TableColumnsType<Clock> = [
    { title: t('kind'), key: 'kind', render: (_, { kind }) => words('procedureTerm', kind) },
    {
      title: t('lastDay'),
      key: 'lastDay',
      render: (_, { lastDay, provisional }) => (
        <>
          <span className="number">{lastDay}</span> {provisional && <span className="quiet">{t('provisional')}</span>}
        </>
      ),
    },
    { title: t('state'), key: 'state', render: (_, clock) => <How clock={clock} /> },
    {
      title: t('suspect'),
      key: 'suspect',
      render: (_, { suspect, inCustody }) => (
        <>
          {suspect === undefined ? t('wholeCase') : t('suspectItem', { id: suspect.slice(-6) })} ·{' '}
          {inCustody ? t('inCustody') : t('notInCustody')}
        </>
      ),
    },
    { title: t('from'), key: 'from', className: 'number', render: (_, { from }) => moment(from, language) },
    {
      title: t('startedBy'),
      key: 'startedBy',
      render: (_, { startedBy }) => startedBy !== undefined && nameOf(startedBy),
    },
    {
      title: t('awaits'),
      key: 'acts',
      render: (_, { n, stoppedAt, startedBy }) => {
        const shared = {
          offered: stoppedAt === undefined && [startedBy, convener].includes(mine),
          ...{ thing, params: { n: String(n) }, size: 'small' as const },
        };
        return (
          <>
            <ActButton {...shared} act={extendClock} /> <ActButton {...shared} act={stopClock} />
          </>
        );
      },
    },
  ];
  return <WideTable<Clock> name={t('clocks')} rowKey="n" rows={clocks} columns={columns} />;
}

/** How a term stands: runs, ends soon, has run out, was stopped and why; and whether it was extended. */
function How({ clock: { stoppedAt, outcome, expired, warned, extension } }: { readonly clock: Clock }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const extended = extension && t('extendedBy', { n: extension.days, ground: words('extensionGround', extension.ground) });
  if (stoppedAt !== undefined)
    return (
      <>
        <Tone tone="good">{outcome === undefined ? t('done') : words('clockOutcome', outcome)}</Tone>{' '}
        <span className="quiet">{[moment(stoppedAt, language), extended].filter(Boolean).join(' · ')}</span>
      </>
    );
  return (
    <>
      {expired ? (
        <Tone tone="bad">{t('expired')}</Tone>
      ) : warned ? (
        <Tone tone="warn">{t('warned')}</Tone>
      ) : (
        <Tone>{t('running')}</Tone>
      )}{' '}
      <span className="quiet">{extended}</span>
    </>
  );
}
