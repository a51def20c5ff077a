import type { TableColumnsType } from 'antd';
import { minute, money } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AddItem, WithdrawItem } from './item-acts.tsx';
import type { CaseProps } from './part-props.ts';
import { usePersonChoice } from './person-choice.tsx';
import { Rows, Section } from './section.tsx';
import type { Case } from './use-case.ts';
import { caseTexts } from './words.ts';

type Loss = NonNullable<Case['losses']>[number];

interface LossesProps extends CaseProps {
  readonly losses: readonly Loss[];
}

/** The losses of a case, each with its victim where that person is shown, and their sum. */
export function Losses({ fraudCase: { lossFen, persons }, thing, losses }: LossesProps) {
  const t = useText(caseTexts);
  const language = useLanguage();
  const victim = usePersonChoice(persons);
  const nameOf = (itemId: string | undefined) => persons?.find((person) => person.itemId === itemId)?.name;
  const columns: TableColumnsType<Loss> = [
    { title: t('amount'), key: 'amount', render: (_, { amountFen }) => money(amountFen, language), className: 'number' },
    { title: t('at'), key: 'at', render: (_, { at }) => minute(at, language), className: 'number' },
    { title: t('victim'), key: 'victim', render: (_, { victim }) => nameOf(victim) },
    { title: t('addedAt'), key: 'addedAt', render: (_, { addedAt }) => minute(addedAt, language), className: 'number' },
    { title: t('act'), key: 'act', render: (_, { itemId }) => <WithdrawItem thing={thing} itemId={itemId} /> },
  ];
  return (
    <Section title={t('losses')} acts={<AddItem thing={thing} kind="loss" fields={{ '/victim': victim }} />}>
      {lossFen !== undefined && (
        <p>
          {t('lossTotal')}: <strong className="number">{money(lossFen, language)}</strong>
        </p>
      )}
      <Rows name={t('losses')} rowKey="itemId" rows={losses} columns={columns} empty={t('noLosses')} />
    </Section>
  );
}
