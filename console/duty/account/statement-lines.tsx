import { Alert } from 'antd';
import { useState } from 'react';
import type { AnswerOf } from '../../acts/act.ts';
import { ActButton } from '../../acts/act-button.tsx';
import { offers } from '../../acts/offers.ts';
import type { ActThing } from '../../acts/thing.ts';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { followStatementLines } from '../../generated/acts/account-questions.ts';
import { List, useList } from '../../states/list.tsx';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { useWords } from '../../words/labels.ts';
import { useText } from '../../words/texts.ts';
import { useLineColumns } from './line-columns.tsx';
import type { Statement } from './questions.ts';
import { accountTexts } from './words.ts';

type Line = Schemas['StatementLine'];
type Followed = AnswerOf<'followStatementLines'>;
type Fault = NonNullable<Statement['check']>['faults'][number];

const keyOf = ({ page, line }: Pick<Line, 'page' | 'line'>): string => `${page}.${line}`;

interface StatementLinesProps {
  readonly statement: ActThing;
  readonly data: Statement;
}

/** The lines of a statement, page by page; those that left the account are chosen here, to have them followed. */
export function StatementLines({ statement, data }: StatementLinesProps) {
  const t = useText(accountTexts);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [followed, setFollowed] = useState<Followed>();
  const { statementId, state, check, officers } = data;
  // once its sums were checked no line comes any more
  const isOver = state === 'consistent' || state === 'inconsistent';
  const lines = useList(
    ['statement-lines', statementId, isOver],
    (page) => contentOf(api.GET('/v1/statements/{statementId}/lines', { params: { path: { statementId }, query: page } })),
    { ...(isOver && { refetchInterval: false }), refetchOnWindowFocus: false },
  );
  const finish = (answer: Followed): void => {
    setFollowed(answer);
    setChosen([]);
  };
  const places = chosen.map((key) => key.split('.').map(Number)).map(([page = 0, line = 0]) => ({ page, line }));
  const mayFollow = offers(followStatementLines, statement);
  return (
    <section className="part">
      <h2>{t('lineList')}</h2>
      {mayFollow && <p role="status">{chosen.length === 0 ? t('chooseFirst') : t('chosen', { n: chosen.length })}</p>}
      <div className="acts">
        <ActButton
          offered={chosen.length > 0}
          act={followStatementLines}
          thing={statement}
          initial={{ officers }}
          fixed={{ lines: places }}
          onDone={finish}
          primary
        />
      </div>
      {followed !== undefined && <Outcomes followed={followed} />}
      <List of={lines} empty={t('noLines')}>
        {(items) => <Lines lines={items} faults={check?.faults ?? []} {...(mayFollow && { chosen, choose: setChosen })} />}
      </List>
    </section>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly faults: readonly Fault[];
  /** The keys of the chosen lines; absent: none can be chosen. */
  readonly chosen?: readonly string[];
  readonly choose?: (keys: readonly string[]) => void;
}

function Lines({ lines, faults, chosen, choose }: LinesProps) {
  const t = useText(accountTexts);
  const words = useWords();
  const columns = useLineColumns(lines);
  const faultAt = new Map(faults.map((fault) => [keyOf(fault), fault.rule]));
  const marks = (line: Line) => {
    const rule = faultAt.get(keyOf(line));
    return rule !== undefined && <Tone tone="bad">{words('balanceRule', rule)}</Tone>;
  };
  return (
    <WideTable<Line>
      name={t('lineList')}
      rowKey={keyOf}
      rows={lines}
      columns={[{ title: t('marks'), key: 'marks', render: (_, line) => marks(line) }, ...columns]}
      {...(chosen !== undefined && {
        rowSelection: {
          selectedRowKeys: [...chosen],
          onChange: (keys) => choose?.(keys.map(String)),
          getCheckboxProps: (line) => ({
            disabled: line.direction !== 'out',
            'aria-label': t('choose', { serial: line.serial ?? keyOf(line) }),
          }),
        },
      })}
    />
  );
}

/** What became of each line that was followed. */
function Outcomes({ followed: { lines } }: { readonly followed: Followed }) {
  const t = useText(accountTexts);
  const words = useWords();
  return (
    <Alert
      type="info"
      role="status"
      title={t('outcomes')}
      description={
        <ul>
          {lines.map(({ page, line, outcome, reason }) => (
            <li key={keyOf({ page, line })}>
              {t('placeOf', { page, line })}: {words('outflowOutcome', outcome)}{' '}
              {reason !== undefined && words('traceReason', reason)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
