import { useParams } from 'react-router';
import { useThing } from '../../acts/thing.ts';
import { Answer } from '../../states/answer.tsx';
import { History } from '../../states/history.tsx';
import { READ_EVERY_MS } from '../../states/list.tsx';
import { Page } from '../../states/page.tsx';
import { Tone } from '../../states/tone.tsx';
import { useAgain } from '../../states/use-again.ts';
import { WideTable } from '../../states/wide-table.tsx';
import { minute, moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { QuestionFacts } from './question-facts.tsx';
import { type Statement, statementTone } from './questions.ts';
import { StatementLines } from './statement-lines.tsx';
import { accountTexts } from './words.ts';

/** A statement of an account (账户交易明细): what was asked, what came, what does not add up, and its lines (`/statements/:statementId`). */
export default function StatementPage() {
  const { statementId = '' } = useParams();
  const t = useText(accountTexts);
  const statement = useThing('/v1/statements/{statementId}', { statementId });
  useAgain(READ_EVERY_MS, statement.refetch);
  return (
    <Page title={t('statement')}>
      <Answer of={statement.query}>
        {(data) => (
          <>
            <Facts data={data} />
            <Faults check={data.check} />
            <StatementLines statement={statement} data={data} />
            <History stream={statementId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Facts({ data }: { readonly data: Statement }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const { from, to, state, pages, lastPage, missing, contested, lines, unreadLines, followedLines, completedAt, check } = data;
  return (
    <QuestionFacts
      asked={data}
      more={[
        [t('period'), t('from', { from: minute(from, language), to: minute(to, language) })],
        [
          t('state'),
          <Tone key="state" tone={statementTone(state)}>
            {words('statementState', state)}
          </Tone>,
        ],
        [t('pages'), lastPage === undefined ? t('pagesSoFar', { n: pages }) : t('pagesOf', { n: pages, last: lastPage })],
        [t('missing'), missing.join(' · ')],
        [
          t('contested'),
          contested.length > 0 &&
            contested.map(({ page, at }) => (
              <div key={`${page} ${at}`}>{t('contestedMeans', { page, at: moment(at, language) })}</div>
            )),
        ],
        [t('lines'), String(lines)],
        [t('unreadLines'), unreadLines > 0 && String(unreadLines)],
        [t('followed'), followedLines > 0 && String(followedLines)],
        [t('completed'), completedAt && moment(completedAt, language)],
        [t('checked'), check && moment(check.checkedAt, language)],
      ]}
    />
  );
}

type Check = NonNullable<Statement['check']>;

/** The first lines whose balance does not follow from the line before: they stand above the lines, which come page by page. */
function Faults({ check }: { readonly check: Check | undefined }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  if (check === undefined || check.faultsInAll === 0) return null;
  const { faults, faultsInAll } = check;
  const sum = (fen: number | undefined) => fen !== undefined && money(fen, language);
  return (
    <section className="part">
      <h2>{t('faultList')}</h2>
      {faultsInAll > faults.length && <p>{t('faultsMore', { n: faultsInAll, shown: faults.length })}</p>}
      <WideTable<Check['faults'][number]>
        name={t('faultList')}
        rowKey={({ page, line }) => `${page} ${line}`}
        rows={faults}
        columns={[
          { title: t('place'), key: 'place', render: (_, { page, line }) => t('placeOf', { page, line }) },
          { title: t('serial'), key: 'serial', className: 'number', render: (_, { serial }) => serial },
          { title: t('rule'), key: 'rule', render: (_, { rule }) => <Tone tone="bad">{words('balanceRule', rule)}</Tone> },
          { title: t('expected'), key: 'expected', className: 'number', render: (_, { expectedFen }) => sum(expectedFen) },
          { title: t('stated'), key: 'stated', className: 'number', render: (_, { statedFen }) => sum(statedFen) },
        ]}
      />
    </section>
  );
}
