import { useParams } from 'react-router';
import { ActButton } from '../../acts/act-button.tsx';
import { type Thing, useThing } from '../../acts/thing.ts';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { endWatch } from '../../generated/acts/account-questions.ts';
import { Answer } from '../../states/answer.tsx';
import { History } from '../../states/history.tsx';
import { List, READ_EVERY_MS, useList } from '../../states/list.tsx';
import { Page } from '../../states/page.tsx';
import { Tone } from '../../states/tone.tsx';
import { useAgain } from '../../states/use-again.ts';
import { WideTable } from '../../states/wide-table.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { useLineColumns } from './line-columns.tsx';
import { QuestionFacts } from './question-facts.tsx';
import { askedTone } from './questions.ts';
import { accountTexts } from './words.ts';

type Watch = Schemas['Watch'];
type Line = Schemas['WatchLine'];

/** A watch of an account (动态监控): until when it runs, the lines that the bank told, and its end (`/watches/:watchId`). */
export default function WatchPage() {
  const { watchId = '' } = useParams();
  const t = useText(accountTexts);
  const watch = useThing('/v1/watches/{watchId}', { watchId }, { shownIn: [['account-questions']] });
  useAgain(READ_EVERY_MS, watch.refetch);
  return (
    <Page title={t('watch')}>
      <Answer of={watch.query}>
        {(data) => (
          <>
            <Facts watch={watch} data={data} />
            <Lines watchId={watchId} />
            <History stream={watchId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Facts({ watch, data }: { readonly watch: Thing<Watch>; readonly data: Watch }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const { state, until, lines, followedLines, lastToldAt, ended, officers } = data;
  return (
    <>
      <QuestionFacts
        asked={data}
        more={[
          [
            t('state'),
            <Tone key="state" tone={askedTone(state)}>
              {words('watchState', state)}
            </Tone>,
          ],
          [t('until'), moment(until, language)],
          [t('lines'), String(lines)],
          [t('followed'), followedLines > 0 && String(followedLines)],
          [t('lastTold'), lastToldAt && moment(lastToldAt, language)],
          [t('ended'), ended && t('endedBy', { at: moment(ended.at, language), by: words('watchEnd', ended.by) })],
          [t('endReason'), ended?.reason],
        ]}
      />
      <div className="acts">
        <ActButton act={endWatch} thing={watch} initial={{ officers }} danger />
      </div>
    </>
  );
}

/** The lines in the order in which the bank told them; they may come after the end of the watch, too. */
function Lines({ watchId }: { readonly watchId: string }) {
  const t = useText(accountTexts);
  const lines = useList(['watch-lines', watchId], (page) =>
    contentOf(api.GET('/v1/watches/{watchId}/lines', { params: { path: { watchId }, query: page } })),
  );
  return (
    <section className="part">
      <h2>{t('lineList')}</h2>
      <List of={lines} empty={t('noWatchLines')}>
        {(items) => <LineTable lines={items} />}
      </List>
    </section>
  );
}

function LineTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useText(accountTexts);
  const language = useLanguage();
  const rows = lines.map((line, n) => ({ ...line, n }));
  const columns = useLineColumns(rows);
  return (
    <WideTable<(typeof rows)[number]>
      name={t('lineList')}
      rowKey="n"
      rows={rows}
      columns={[
        {
          title: t('toldAt'),
          key: 'toldAt',
          className: 'number',
          render: (_, { toldAt, contests }) => (
            <>
              {moment(toldAt, language)} {contests === true && <Tone tone="warn">{t('contests')}</Tone>}
            </>
          ),
        },
        ...columns,
      ]}
    />
  );
}
