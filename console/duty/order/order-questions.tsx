import { ActButton } from '../../acts/act-button.tsx';
import { offers } from '../../acts/offers.ts';
import type { ActThing } from '../../acts/thing.ts';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { requestHolder, requestStatement, startWatch } from '../../generated/acts/account-questions.ts';
import { listHolderRequests } from '../../generated/operations.ts';
import { PageLink } from '../../jobs/page-link.tsx';
import { List, useList } from '../../states/list.tsx';
import { Tone } from '../../states/tone.tsx';
import { WideTable } from '../../states/wide-table.tsx';
import { minute, moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { askedTone, questionsKey, statementTone } from '../account/questions.ts';
import { accountTexts } from '../account/words.ts';

interface OrderQuestionsProps {
  readonly order: ActThing;
  readonly data: Schemas['StopOrder'];
}

/** What the bank of the order was asked of its account: statements, watches, whose account it is; and to ask it. */
export function OrderQuestions({ order, data: { orderId, officers, account } }: OrderQuestionsProps) {
  const t = useText(accountTexts);
  // an order of one transaction names no account that a bank could be asked about
  const namesAccount = account.accountNumber !== undefined;
  return (
    <section className="part">
      <h2>{t('questions')}</h2>
      <div className="acts">
        <ActButton offered={namesAccount} act={requestStatement} thing={order} initial={{ officers }} />
        <ActButton offered={namesAccount} act={startWatch} thing={order} initial={{ officers }} />
        <ActButton offered={namesAccount} act={requestHolder} thing={order} initial={{ officers }} />
      </div>
      <Statements orderId={orderId} />
      <Watches orderId={orderId} />
      {offers(listHolderRequests, order) && <HolderRequests orderId={orderId} />}
    </section>
  );
}

function Statements({ orderId }: { readonly orderId: string }) {
  const t = useText(accountTexts);
  const statements = useList([...questionsKey(orderId), 'statements'], (page) =>
    contentOf(api.GET('/v1/orders/{orderId}/statements', { params: { path: { orderId }, query: page } })),
  );
  return (
    <>
      <h3>{t('statements')}</h3>
      <List of={statements}>{(items) => <StatementTable statements={items} />}</List>
    </>
  );
}

function StatementTable({ statements }: { readonly statements: readonly Schemas['Statement'][] }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  if (statements.length === 0) return <p className="quiet">{t('noStatements')}</p>;
  return (
    <WideTable<Schemas['Statement']>
      name={t('statements')}
      rowKey="statementId"
      rows={statements}
      columns={[
        {
          title: t('period'),
          key: 'period',
          render: (_, { statementId, from, to }) => (
            <PageLink to={`/statements/${statementId}`}>
              {t('from', { from: minute(from, language), to: minute(to, language) })}
            </PageLink>
          ),
        },
        {
          title: t('state'),
          key: 'state',
          render: (_, { state }) => <Tone tone={statementTone(state)}>{words('statementState', state)}</Tone>,
        },
        { title: t('lines'), key: 'lines', className: 'number', render: (_, { lines }) => lines },
        {
          title: t('faults'),
          key: 'faults',
          className: 'number',
          render: (_, { check }) => check !== undefined && check.faultsInAll > 0 && <Tone tone="bad">{check.faultsInAll}</Tone>,
        },
        { title: t('followed'), key: 'followed', className: 'number', render: (_, { followedLines }) => followedLines },
        { title: t('asked'), key: 'asked', className: 'number', render: (_, { requestedAt }) => moment(requestedAt, language) },
        { title: t('due'), key: 'due', className: 'number', render: (_, { dueAt }) => moment(dueAt, language) },
      ]}
    />
  );
}

function Watches({ orderId }: { readonly orderId: string }) {
  const t = useText(accountTexts);
  const watches = useList([...questionsKey(orderId), 'watches'], (page) =>
    contentOf(api.GET('/v1/orders/{orderId}/watches', { params: { path: { orderId }, query: page } })),
  );
  return (
    <>
      <h3>{t('watches')}</h3>
      <List of={watches}>{(items) => <WatchTable watches={items} />}</List>
    </>
  );
}

function WatchTable({ watches }: { readonly watches: readonly Schemas['Watch'][] }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  if (watches.length === 0) return <p className="quiet">{t('noWatches')}</p>;
  return (
    <WideTable<Schemas['Watch']>
      name={t('watches')}
      rowKey="watchId"
      rows={watches}
      columns={[
        {
          title: t('until'),
          key: 'until',
          render: (_, { watchId, until }) => <PageLink to={`/watches/${watchId}`}>{minute(until, language)}</PageLink>,
        },
        {
          title: t('state'),
          key: 'state',
          render: (_, { state }) => <Tone tone={askedTone(state)}>{words('watchState', state)}</Tone>,
        },
        { title: t('lines'), key: 'lines', className: 'number', render: (_, { lines }) => lines },
        {
          title: t('lastTold'),
          key: 'lastTold',
          className: 'number',
          render: (_, { lastToldAt }) => lastToldAt && moment(lastToldAt, language),
        },
        { title: t('asked'), key: 'asked', className: 'number', render: (_, { requestedAt }) => moment(requestedAt, language) },
      ]}
    />
  );
}

/** The questions whose account it is; the list shows nothing of a holder, so the answers are read one by one. */
function HolderRequests({ orderId }: { readonly orderId: string }) {
  const t = useText(accountTexts);
  const requests = useList([...questionsKey(orderId), 'holders'], (page) =>
    contentOf(api.GET('/v1/orders/{orderId}/holder-requests', { params: { path: { orderId }, query: page } })),
  );
  return (
    <>
      <h3>{t('holders')}</h3>
      <List of={requests}>{(items) => <HolderTable requests={items} />}</List>
    </>
  );
}

function HolderTable({ requests }: { readonly requests: readonly Schemas['HolderRequestEntry'][] }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  if (requests.length === 0) return <p className="quiet">{t('noHolders')}</p>;
  return (
    <WideTable<Schemas['HolderRequestEntry']>
      name={t('holders')}
      rowKey="holderRequestId"
      rows={requests}
      columns={[
        {
          title: t('asked'),
          key: 'asked',
          render: (_, { holderRequestId, requestedAt }) => (
            <PageLink to={`/holder-requests/${holderRequestId}`}>{moment(requestedAt, language)}</PageLink>
          ),
        },
        {
          title: t('state'),
          key: 'state',
          render: (_, { state }) => <Tone tone={askedTone(state)}>{words('holderState', state)}</Tone>,
        },
        {
          title: t('answered'),
          key: 'answered',
          className: 'number',
          render: (_, { answeredAt }) => answeredAt && moment(answeredAt, language),
        },
        { title: t('due'), key: 'due', className: 'number', render: (_, { dueAt }) => moment(dueAt, language) },
      ]}
    />
  );
}
