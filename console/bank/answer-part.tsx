import { useState } from 'react';
import { ActButton } from '../acts/act-button.tsx';
import type { Thing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { acknowledgeReceipt, recordResult, redeliverBankOrder, tellOutflows } from '../generated/acts/bank-side.ts';
import { cityNow } from '../states/city-clock.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import type { BankOrder } from './bank-orders.ts';
import { CodeWidget } from './code-widget.tsx';
import { Noted } from './noted.tsx';
import { OpenForm } from './open-form.tsx';
import { OutflowsWidget } from './outflows-widget.tsx';
import { bankTexts } from './words.ts';

const outflowFields = { '/outflows': OutflowsWidget };
const resultFields = { ...outflowFields, '/code': CodeWidget };
/** What most answers are; the others are chosen in the form. */
const DONE: Schemas['ResultCode'] = '0000';
const IN_PART: Schemas['ResultCode'] = '1200';

interface AnswerPartProps {
  readonly thing: Thing<BankOrder>;
  readonly order: BankOrder;
}

/** What the bank can say of the order: its receipt, its result, where more of the money went; and that it wants the push again. */
export function AnswerPart({ thing, order }: AnswerPartProps) {
  const t = useText(bankTexts);
  const words = useWords();
  const [noted, setNoted] = useState<Schemas['ResultNoted'] | Schemas['OutflowsNoted']>();
  const { instructionId, instruction, state, instructions, test } = order;
  const isOpen = state === 'open';
  const isReceived = instructions.some((one) => one.instructionId === instructionId && one.receivedAt !== undefined);
  const way = (code: Schemas['ResultCode']) => ({
    word: `${code} ${words('resultCode', code)}`,
    initial: { code, effectiveAt: cityNow() },
  });
  return (
    <section aria-label={t('answer')}>
      <h2>{isOpen ? t('answerTo', { what: words('instruction', instruction) }) : t('answer')}</h2>
      {noted !== undefined && <Noted noted={noted} />}
      <OpenForm
        act={recordResult}
        thing={thing}
        primary
        ways={isOpen ? [way(DONE), way(IN_PART), { word: t('otherAnswer'), initial: { effectiveAt: cityNow() } }] : []}
        fixed={{ instructionId }}
        fields={resultFields}
        onDone={setNoted}
      />
      <div className="filters">
        <ActButton
          offered={isOpen && !isReceived}
          act={acknowledgeReceipt}
          thing={thing}
          fixed={{ instructionId }}
          initial={{ receivedAt: cityNow() }}
        />
        <ActButton offered={isOpen && test === undefined} act={redeliverBankOrder} thing={thing} fixed={{ instructionId }} />
      </div>
      {!isOpen && <p>{t('answered')}</p>}
      <OpenForm act={tellOutflows} thing={thing} ways={[{ word: t('moreOutflows') }]} fields={outflowFields} onDone={setNoted} />
    </section>
  );
}
