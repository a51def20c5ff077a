import type { TableColumnsType } from 'antd';
import { ActButton } from '../acts/act-button.tsx';
import type { Thing } from '../acts/thing.ts';
import { recordResult } from '../generated/acts/bank-side.ts';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { BankOrder } from './bank-orders.ts';
import { CodeWidget } from './code-widget.tsx';
import { OutflowsWidget } from './outflows-widget.tsx';
import { bankTexts } from './words.ts';

type Line = BankOrder['instructions'][number];

const resultFields = { '/outflows': OutflowsWidget, '/code': CodeWidget };

interface InstructionsProps {
  readonly thing: Thing<BankOrder>;
  readonly order: BankOrder;
}

/** Every instruction of the order with the bank's answer. An earlier one can be answered, too: as where a recall came after the stop. */
export function Instructions({ thing, order }: InstructionsProps) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const at = (instant: string | undefined) => (instant === undefined ? '' : moment(instant, language));
  const columns: TableColumnsType<Line> = [
    { title: t('instruction'), key: 'instruction', render: (_, { instruction }) => words('instruction', instruction) },
    { title: t('issuedAt'), key: 'issuedAt', className: 'number', render: (_, { issuedAt }) => at(issuedAt) },
    { title: t('dueAt'), key: 'dueAt', className: 'number', render: (_, { dueAt }) => at(dueAt) },
    { title: t('standing'), key: 'state', render: (_, { state }) => words('instructionState', state) },
    { title: t('receipt'), key: 'receipt', className: 'number', render: (_, { receivedAt }) => at(receivedAt) },
    {
      title: t('result'),
      key: 'result',
      render: (_, { code, channel }) =>
        code !== undefined && (
          <>
            {code} {words('resultCode', code)} {channel !== undefined && `(${words('answerChannel', channel)})`}
          </>
        ),
    },
    { title: t('answeredOn'), key: 'answeredAt', className: 'number', render: (_, { answeredAt }) => at(answeredAt) },
    {
      title: t('answer'),
      key: 'answer',
      render: (_, { instructionId, state, instruction }) => (
        <ActButton
          offered={state !== 'open'}
          act={recordResult}
          thing={thing}
          size="small"
          word={t('answerAgain', { what: words('instruction', instruction) })}
          fixed={{ instructionId }}
          fields={resultFields}
        />
      ),
    },
  ];
  return (
    <section aria-label={t('instructions')}>
      <h2>{t('instructions')}</h2>
      <p className="quiet">{t('answerAgainMeans')}</p>
      <WideTable<Line> name={t('instructions')} rowKey="instructionId" rows={order.instructions} columns={columns} />
    </section>
  );
}
