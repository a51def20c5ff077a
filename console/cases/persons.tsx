import type { TableColumnsType } from 'antd';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AddItem, WithdrawItem } from './item-acts.tsx';
import type { CaseProps } from './part-props.ts';
import { Rows, Section } from './section.tsx';
import type { Case } from './use-case.ts';
import { caseTexts } from './words.ts';

type Person = NonNullable<Case['persons']>[number];

interface PersonsProps extends CaseProps {
  readonly persons: readonly Person[];
}

/** The persons of a case: suspects, victims, holders of accounts, witnesses. */
export function Persons({ thing, persons }: PersonsProps) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const columns: TableColumnsType<Person> = [
    { title: t('name'), key: 'name', render: (_, { name }) => name },
    { title: t('role'), key: 'role', render: (_, { role }) => words('personRole', role) },
    { title: t('idNumber'), key: 'idNumber', render: (_, { idNumber }) => idNumber, className: 'number' },
    { title: t('phone'), key: 'phone', render: (_, { phone }) => phone, className: 'number' },
    { title: t('note'), key: 'note', render: (_, { note }) => note },
    { title: t('addedAt'), key: 'addedAt', render: (_, { addedAt }) => minute(addedAt, language), className: 'number' },
    { title: t('act'), key: 'act', render: (_, { itemId }) => <WithdrawItem thing={thing} itemId={itemId} /> },
  ];
  return (
    <Section title={t('persons')} acts={<AddItem thing={thing} kind="person" />}>
      <Rows name={t('persons')} rowKey="itemId" rows={persons} columns={columns} empty={t('noPersons')} />
    </Section>
  );
}
