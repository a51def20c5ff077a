import { useParams } from 'react-router';
import { useThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import { Answer } from '../../states/answer.tsx';
import { History } from '../../states/history.tsx';
import { READ_EVERY_MS } from '../../states/list.tsx';
import { Page } from '../../states/page.tsx';
import { Terms } from '../../states/terms.tsx';
import { Tone } from '../../states/tone.tsx';
import { useAgain } from '../../states/use-again.ts';
import { WideTable } from '../../states/wide-table.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { QuestionFacts } from './question-facts.tsx';
import { askedTone } from './questions.ts';
import { accountTexts } from './words.ts';

type HolderRequest = Schemas['HolderRequest'];
type Told = NonNullable<HolderRequest['answer']>;

/** The question whose account it is (查询户主), and what the bank said (`/holder-requests/:holderRequestId`). */
export default function HolderPage() {
  const { holderRequestId = '' } = useParams();
  const t = useText(accountTexts);
  const request = useThing('/v1/holder-requests/{holderRequestId}', { holderRequestId });
  useAgain(READ_EVERY_MS, request.refetch);
  return (
    <Page title={t('holderRequest')}>
      <Answer of={request.query}>
        {(data) => (
          <>
            <Content data={data} />
            <History stream={holderRequestId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Content({ data }: { readonly data: HolderRequest }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const { state, answer, answeredAt, others } = data;
  return (
    <>
      <QuestionFacts
        asked={data}
        more={[
          [
            t('state'),
            <Tone key="state" tone={askedTone(state)}>
              {words('holderState', state)}
            </Tone>,
          ],
          [t('answered'), answeredAt && moment(answeredAt, language)],
        ]}
      />
      <section className="part">
        <h2>{t('answer')}</h2>
        {answer === undefined ? <p className="quiet">{t('noAnswer')}</p> : <HolderTold told={answer} />}
      </section>
      {others.length > 0 && (
        <section className="part">
          <h2>{t('later')}</h2>
          {others.map(({ at, answer: other }) => (
            <section key={at}>
              <h3 className="number">{moment(at, language)}</h3>
              <HolderTold told={other} />
            </section>
          ))}
        </section>
      )}
    </>
  );
}

/** Who holds the account, and which other accounts they have at the bank. */
function HolderTold({ told: { holder, accounts, remark } }: { readonly told: Told }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const rows = accounts.map((account, n) => ({ ...account, n }));
  return (
    <>
      <Terms
        of={[
          [t('name'), holder.name],
          [t('idNumber'), holder.idNumber],
          [t('phone'), holder.phone],
          [t('kind'), words('accountKind', holder.accountKind)],
          [t('remark'), remark],
        ]}
      />
      <h3>{t('otherAccounts')}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{t('noOtherAccounts')}</p>
      ) : (
        <WideTable<(typeof rows)[number]>
          name={t('otherAccounts')}
          rowKey="n"
          rows={rows}
          columns={[
            {
              title: t('accountNumber'),
              key: 'number',
              className: 'number',
              render: (_, { accountNumber }) => accountNumber,
            },
            { title: t('kind'), key: 'kind', render: (_, { accountKind }) => words('accountKind', accountKind) },
            {
              title: t('opened'),
              key: 'opened',
              className: 'number',
              render: (_, { openedAt }) => openedAt && moment(openedAt, language),
            },
            { title: t('remark'), key: 'remark', render: (_, one) => one.remark },
          ]}
        />
      )}
    </>
  );
}
