import { Button } from 'antd';
import { createContext, use, useEffect, useRef, useState } from 'react';
import { useForm, type WidgetProps } from '../../forms/form-context.ts';
import { read } from '../../forms/read.ts';
import { ruleText } from '../../forms/rule-text.ts';
import { readPasted } from '../../paste/read-pasted.ts';
import { useBanks } from '../../states/banks.ts';
import { cityNow } from '../../states/city-clock.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import { useAccountPasts } from './account-past.ts';
import { AccountTable } from './account-table.tsx';
import { PasteBox, type Unread } from './paste-box.tsx';
import { draftOfRow, emptyRow, isEmpty, type Row, rowOf, type Told } from './row.ts';
import { PastsSaid } from './row-past.tsx';

/** The rows around the form: those that it begins with, and those that it has now, for the answer. */
interface Rows {
  readonly begin: readonly Row[];
  keep(rows: readonly Row[]): void;
  /** What stands in the box for pasted lines. */
  readonly text: { current: string };
}

export const RowsContext = createContext<Rows>({ begin: [], keep: () => undefined, text: { current: '' } });

const AT_ROW = /\/accounts\/(\d+)(\/.*)?$/;

/** The accounts of a freeze request: pasted as lines, or typed into a table; each row is held against the document of the API while one types. */
export function AccountsWidget({ id, field, faults, describedBy, onChange }: WidgetProps) {
  const t = useText(dutyTexts);
  const { t: say, spoken } = useForm();
  const around = use(RowsContext);
  const known = useBanks();
  const banks = known ?? [];
  const [rows, setRows] = useState(around.begin);
  const [unread, setUnread] = useState<Unread>();
  const added = useRef<string>(undefined);
  const pastOf = useAccountPasts(rows);
  const item = field.kind === 'list' ? field.item() : undefined;

  const keep = (next: readonly Row[]): void => {
    setRows(next);
    around.keep(next);
    const sent = next.filter((row) => !isEmpty(row));
    onChange(
      sent.length === 0 || item === undefined
        ? undefined
        : sent.map((row) => read(item, draftOfRow(row), undefined).value ?? null),
    );
  };
  // Accounts that were not taken the last time are there from the start.
  const first = useRef(keep);
  useEffect(() => {
    if (around.begin.length > 0) first.current(around.begin);
  }, [around]);
  const paste = (text: string): string => {
    const { accounts, left, heads } = readPasted(text, { banks, now: cityNow() });
    keep([...rows.filter((row) => !isEmpty(row)), ...accounts.map((account) => rowOf(account, banks))]);
    setUnread({ read: accounts.length, left, heads });
    return left.join('\n');
  };
  const add = (): void => {
    const row = emptyRow();
    added.current = row.key;
    keep([...rows, row]);
  };
  const toldOf = (row: Row, place: number): readonly Told[] => {
    if (item === undefined || isEmpty(row)) return [];
    const own = read(item, draftOfRow(row), undefined).faults.filter(({ rule }) => rule.kind !== 'required');
    const fromApi = faults.flatMap(({ pointer, text }) => {
      const [, at, path = ''] = AT_ROW.exec(pointer) ?? [];
      return Number(at) === place ? [{ path, text }] : [];
    });
    return [...own.map(({ pointer, rule }) => ({ path: pointer, text: ruleText(rule, say, spoken) })), ...fromApi];
  };
  return (
    <div className="stop-accounts" aria-describedby={describedBy}>
      <PasteBox id={id} isReady={known !== undefined} unread={unread} kept={around.text} paste={paste} />
      {rows.length > 0 && (
        <>
          <AccountTable {...{ rows, banks, added, toldOf, pastOf }} onChange={keep} />
          <PastsSaid pasts={rows.map(pastOf)} />
        </>
      )}
      <Button onClick={add}>{t('addRow')}</Button>
    </div>
  );
}
