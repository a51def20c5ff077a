import type { TableColumnsType } from 'antd';
import type { Schemas } from '../../api/client.ts';
import { useNames } from '../../states/names.ts';
import { moment, money } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { Unread } from '../order/unread.tsx';
import { accountTexts } from './words.ts';

/** A line of an account, as far as it could be read: of a statement, or of a watch. */
export type Line = Omit<Schemas['StatementLine'], 'page' | 'line'>;

/** The columns that lines of an account have wherever they stand. */
export function useLineColumns<Row extends Line>(rows: readonly Row[]): TableColumnsType<Row> {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(rows.map(({ counterparty }) => counterparty?.bankId));
  const sum = (fen: number | undefined) => fen !== undefined && money(fen, language);
  return [
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => at && moment(at, language) },
    {
      title: t('direction'),
      key: 'direction',
      render: (_, { direction }) => direction && words('lineDirection', direction),
    },
    { title: t('sum'), key: 'sum', className: 'number', render: (_, { amountFen }) => sum(amountFen) },
    { title: t('balance'), key: 'balance', className: 'number', render: (_, { balanceFen }) => sum(balanceFen) },
    {
      title: t('other'),
      key: 'other',
      render: (_, { counterparty: { bankId, accountName, accountNumber } = {} }) => (
        <>
          {bankId && nameOf(bankId)} {accountName}
          <div className="number quiet">{accountNumber}</div>
        </>
      ),
    },
    { title: t('serial'), key: 'serial', className: 'number', render: (_, { serial }) => serial },
    { title: t('channel'), key: 'channel', render: (_, { channel }) => channel },
    {
      title: t('remark'),
      key: 'remark',
      render: (_, { remark, unread }) => (
        <>
          {remark}
          <Unread unread={unread} />
        </>
      ),
    },
  ];
}
