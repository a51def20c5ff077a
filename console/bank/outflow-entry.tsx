import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Labelled } from '../forms/labelled.tsx';
import type { NamedBank } from '../paste/bank-names.ts';
import { useText } from '../words/texts.ts';
import { bankTexts } from './words.ts';

interface OutflowEntryProps {
  readonly banks: readonly NamedBank[];
  /** Takes the line that was filled in. */
  add(line: string): void;
}

const blank = { bank: '', name: '', number: '', sum: '', at: '' };

/** One outflow by hand, for those who would rather fill in fields than write a line: it becomes a line like the others. */
export function OutflowEntry({ banks, add }: OutflowEntryProps) {
  const t = useText(bankTexts);
  const [entry, setEntry] = useState(blank);
  const set = (member: keyof typeof blank) => (value: string) => setEntry((before) => ({ ...before, [member]: value }));
  const parts = [entry.bank, entry.name, entry.number, entry.sum, entry.at]
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const take = (): void => {
    add(parts.join('\t'));
    setEntry(blank);
  };
  return (
    <details className="set">
      <summary>{t('byHand')}</summary>
      <div className="row">
        <Labelled label={t('bank')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              value={entry.bank === '' ? null : entry.bank}
              options={banks.map(({ name }) => ({ value: name, label: name }))}
              onChange={(value) => set('bank')(value ?? '')}
            />
          )}
        </Labelled>
        {(['name', 'number', 'sum', 'at'] as const).map((member) => (
          <Labelled key={member} label={t(labels[member])}>
            {(id) => (
              <Input
                id={id}
                autoComplete="off"
                value={entry[member]}
                onChange={({ target }) => set(member)(target.value)}
                onPressEnter={(event) => {
                  event.preventDefault();
                  take();
                }}
              />
            )}
          </Labelled>
        ))}
      </div>
      <Button disabled={parts.length === 0} onClick={take}>
        {t('addLine')}
      </Button>
    </details>
  );
}

const labels = { name: 'accountName', number: 'accountNumber', sum: 'sumInYuan', at: 'timeInBeijing' } as const;
