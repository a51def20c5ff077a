import { Button, Input, Select, type TableColumnsType } from 'antd';
import { type RefObject, useCallback } from 'react';
import type { NamedBank } from '../../paste/bank-names.ts';
import { cityNow } from '../../states/city-clock.ts';
import { WideTable } from '../../states/wide-table.tsx';
import { useWords } from '../../words/labels.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import type { Past } from './account-past.ts';
import { type Row, type Told, tidied, withMember } from './row.ts';
import { RowMore } from './row-more.tsx';
import { RowNotes } from './row-notes.tsx';
import { RowPast } from './row-past.tsx';

interface AccountTableProps {
  readonly rows: readonly Row[];
  readonly banks: readonly NamedBank[];
  /** The row that was added last: its first cell gets the focus. */
  readonly added: RefObject<string | undefined>;
  toldOf(row: Row, place: number): readonly Told[];
  /** What is known of the row's account, as far as it was asked for. */
  pastOf(row: Row): Past | undefined;
  onChange(rows: readonly Row[]): void;
}

/** The accounts that are to be stopped, each in a row that can be changed. */
export function AccountTable({ rows, banks, added, toldOf, pastOf, onChange }: AccountTableProps) {
  const t = useText(dutyTexts);
  const words = useWords();
  const focusAdded = useCallback(
    (input: { readonly input: HTMLInputElement | null; focus(): void } | null) => {
      const key = input?.input?.dataset['key'];
      if (key === undefined || key !== added.current) return;
      added.current = undefined;
      input?.focus();
    },
    [added],
  );
  const put = (place: number, row: Row): void => onChange(rows.map((one, i) => (i === place ? row : one)));
  const labelled = (place: number, what: string): string => t('rowN', { n: place + 1, what });
  const text = (member: 'name' | 'number' | 'amount' | 'at', what: string) => (_: unknown, row: Row, place: number) => (
    <Input
      aria-label={labelled(place, what)}
      value={row[member]}
      spellCheck={false}
      status={toldOf(row, place).some(({ path }) => path.toLowerCase().includes(pathOf[member])) ? 'error' : ''}
      {...(member === 'number' && { ref: focusAdded, 'data-key': row.key })}
      onChange={({ target }) => put(place, withMember(row, member, target.value))}
      {...(member !== 'name' && { onBlur: () => put(place, tidied(row, member, cityNow())) })}
    />
  );
  const kinds = ['personal', 'corporate'].map((value) => ({ value, label: words('accountKind', value) }));
  const options = banks.map(({ bankId, name }) => ({ value: bankId, label: `${name} · ${bankId}` }));
  const columns: TableColumnsType<Row> = [
    { title: '#', key: 'n', className: 'number', render: (_, __, place) => place + 1 },
    { title: t('number'), key: 'number', width: 230, render: text('number', t('number')) },
    { title: t('holder'), key: 'name', width: 140, render: text('name', t('holder')) },
    {
      title: t('bank'),
      key: 'bank',
      width: 180,
      render: (_, row, place) => (
        <>
          <Select
            className="wide"
            aria-label={labelled(place, t('bank'))}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('pickBank')}
            options={options}
            value={row.bankId === '' ? null : row.bankId}
            status={row.bankId === '' ? 'warning' : ''}
            onChange={(value) => put(place, withMember(row, 'bankId', value ?? ''))}
          />
          {row.bankWords !== '' && <div className="quiet">{t('asPasted', { text: row.bankWords })}</div>}
        </>
      ),
    },
    { title: t('amount'), key: 'amount', width: 130, render: text('amount', t('amount')) },
    { title: t('at'), key: 'at', width: 190, render: text('at', t('at')) },
    {
      title: t('kind'),
      key: 'kind',
      width: 120,
      render: (_, row, place) => (
        <Select
          className="wide"
          aria-label={labelled(place, t('kind'))}
          options={kinds}
          value={row.accountKind}
          disabled={row.of !== 'account'}
          onChange={(value) => put(place, withMember(row, 'accountKind', value))}
        />
      ),
    },
    {
      title: t('notes'),
      key: 'notes',
      width: 220,
      render: (_, row, place) => (
        <>
          <RowNotes row={row} all={rows} told={toldOf(row, place)} />
          <RowPast past={pastOf(row)} />
        </>
      ),
    },
    {
      title: t('details'),
      key: 'more',
      render: (_, row, place) => (
        <>
          <RowMore row={row} place={place} put={(next) => put(place, next)} />
          <Button
            size="small"
            aria-label={t('removeRow', { n: place + 1 })}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          >
            {t('remove')}
          </Button>
        </>
      ),
    },
  ];
  return <WideTable<Row> name={t('accountsToStop')} rowKey="key" rows={rows} columns={columns} />;
}

/** How the API's places name the members of a row. */
const pathOf = { name: 'accountname', number: 'number', amount: 'amount', at: '/at' } as const;
