import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { completeAction } from '../generated/acts/consultations.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, moment } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Whole } from './model.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

type Action = Whole['actions'][number];

interface ActionsProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** What was agreed on, who owes it, until when, and what is done. */
export function Actions({ of: { actions }, thing }: ActionsProps) {
  const t = useText(texts);
  const language = useLanguage();
  const mine = useOwnAgency();
  const nameOf = useNames(actions.map(({ owner }) => owner));
  if (actions.length === 0) return null;
  const columns: TableColumnsType<Action> = [
    { title: t('number'), key: 'n', render: (_, { n }) => n, className: 'number' },
    { title: t('actions'), key: 'text', render: (_, { text }) => <p className="prose">{text}</p> },
    { title: t('owner'), key: 'owner', render: (_, { owner }) => nameOf(owner) },
    { title: t('dueAt'), key: 'dueAt', className: 'number', render: (_, { dueAt }) => deadline(dueAt, language) },
    { title: t('round'), key: 'round', render: (_, { round }) => round, className: 'number' },
    {
      title: t('done'),
      key: 'done',
      render: (_, { n, owner, done, overdue }) => (
        <>
          {done === undefined ? (
            <Tone tone={overdue ? 'bad' : 'busy'}>{overdue ? t('late') : t('open')}</Tone>
          ) : (
            <Tone tone={done.late ? 'warn' : 'good'}>{t('doneAt', { at: moment(done.at, language) })}</Tone>
          )}{' '}
          {done?.note}
          <ActButton
            offered={done === undefined && owner === mine}
            act={completeAction}
            thing={thing}
            params={{ n: String(n) }}
            size="small"
          />
        </>
      ),
    },
  ];
  return (
    <Part id="actions" title={t('actions')}>
      <WideTable<Action> name={t('actions')} rowKey="n" rows={actions} columns={columns} />
    </Part>
  );
}
