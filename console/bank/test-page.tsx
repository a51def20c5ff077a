import type { TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone, type ToneName } from '../states/tone.tsx';
import { useAgain } from '../states/use-again.ts';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { pace } from './bank-orders.ts';
import { bankTexts } from './words.ts';

type Test = Schemas['TestOrder'];

/** A test of the connection: what the bank has to do, what was pushed, what is awaited, and how it is judged. */
export default function TestPage() {
  const t = useText(bankTexts);
  const words = useWords();
  const { testOrderId = '' } = useParams();
  const test = useThing('/v1/bank/test-orders/{testOrderId}', { testOrderId });
  const { data } = test;
  useAgain(pace(data?.outcome === 'running'), test.refetch);
  return (
    <Page title={data === undefined ? t('test') : t('testOf', { what: words('testScenario', data.scenario) })}>
      <Answer of={test.query}>{(shown) => <Course test={shown} />}</Answer>
      <p>
        <Link to="/bank/connection">{t('toConnection')}</Link>
      </p>
    </Page>
  );
}

const tones: Readonly<Record<Test['outcome'], ToneName>> = { running: 'busy', passed: 'good', failed: 'bad' };

function Course({ test }: { readonly test: Test }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const { orderId, scenario, outcome, waiting, faults, startedAt, dueAt, pushes } = test;
  const columns: TableColumnsType<Test['pushes'][number]> = [
    { title: t('time'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
    { title: t('purpose'), key: 'purpose', render: (_, { purpose }) => words('testPurpose', purpose) },
    { title: t('form'), key: 'form', render: (_, { form }) => words('pushForm', form) },
    {
      title: t('endpointSaid'),
      key: 'said',
      render: (_, { delivered, reason, status }) =>
        [delivered ? t('taken') : t('notTaken'), reason && words('deliveryFailure', reason), status && `HTTP ${status}`]
          .filter(Boolean)
          .join(' · '),
    },
  ];
  return (
    <>
      <p role="status">
        <Tone tone={tones[outcome]}>{words('testOutcome', outcome)}</Tone>{' '}
        {[...waiting.map((one) => words('testWaiting', one)), ...faults.map((one) => words('testFault', one))].join(t('comma'))}
      </p>
      <Terms
        className="facts"
        of={[
          [t('task'), words('testExpectation', scenario)],
          [t('startedAt'), moment(startedAt, language)],
          [t('dueAt'), moment(dueAt, language)],
          [
            t('order'),
            <Link key="order" to={`/bank/orders/${orderId}`}>
              {t('answerByHand')}
            </Link>,
          ],
        ]}
      />
      <h2>{t('pushes')}</h2>
      {pushes.length === 0 ? (
        <p>{t('noPushes')}</p>
      ) : (
        <WideTable
          name={t('pushes')}
          rowKey={({ at, form, purpose }) => `${at} ${form} ${purpose}`}
          rows={pushes}
          columns={columns}
        />
      )}
    </>
  );
}
