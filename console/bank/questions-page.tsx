import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { cityNow } from '../states/city-clock.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type Question, questionsKey } from './bank-questions.ts';
import { bankTexts } from './words.ts';

/** What Cordon asks the bank of accounts, what is due first: statements, holders, watches, payments (`/bank/questions`). */
export default function QuestionsPage() {
  const t = useText(bankTexts);
  const questions = useList(questionsKey, (page) => contentOf(api.GET('/v1/bank/questions', { params: { query: page } })));
  return (
    <Page title={t('questions')}>
      <p className="quiet">{t('questionsMean')}</p>
      <List of={questions} empty={t('emptyQuestions')}>
        {(items) => <QuestionTable questions={items} />}
      </List>
    </Page>
  );
}

function QuestionTable({ questions }: { readonly questions: readonly Question[] }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(questions.map(({ authority }) => authority.agency));
  const columns: TableColumnsType<Question> = [
    {
      title: t('kindAsked'),
      key: 'asked',
      render: (_, { instruction, instructionId }) => (
        <Link to={`/bank/questions/${instructionId}`}>{words('askedKind', instruction)}</Link>
      ),
    },
    {
      title: t('account'),
      key: 'account',
      render: (_, { accountName, accountNumber }) => (
        <>
          {accountName ?? t('nameUnknown')}
          <div className="number quiet">{accountNumber}</div>
        </>
      ),
    },
    {
      title: t('dueAt'),
      key: 'due',
      className: 'number',
      render: (_, { dueAt }) => (
        <>
          {moment(dueAt, language)} {Date.parse(dueAt) < Date.parse(cityNow()) && <Tone tone="bad">{t('late')}</Tone>}
        </>
      ),
    },
    {
      title: t('authority'),
      key: 'authority',
      render: (_, { authority }) => `${nameOf(authority.agency)} · ${words('district', authority.district)}`,
    },
    { title: t('issuedAt'), key: 'issued', className: 'number', render: (_, { issuedAt }) => moment(issuedAt, language) },
  ];
  return <WideTable<Question> name={t('questions')} rowKey="instructionId" rows={questions} columns={columns} />;
}
