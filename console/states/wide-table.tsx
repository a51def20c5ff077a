import { Table, type TableColumnsType, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';

interface WideTableProps<Row extends object>
  extends Pick<TableProps<Row>, 'components' | 'expandable' | 'onRow' | 'rowSelection'> {
  /** What the table is about, for screen readers. */
  readonly name: string;
  /** The member that tells rows apart, or what makes such a mark of a row. */
  readonly rowKey: (keyof Row & string) | ((row: Row) => string);
  readonly rows: readonly Row[];
  readonly columns: TableColumnsType<Row>;
}

/** A table that may be wider than the page: it scrolls by itself, by keyboard too, and prints whole. */
export function WideTable<Row extends object>({ name, rows, ...more }: WideTableProps<Row>) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scrolls" aria-label={name} tabIndex={0}>
      <Table<Row>
        {...more}
        aria-label={name}
        size="small"
        locale={{ emptyText: t('nothing') }}
        dataSource={[...rows]}
        pagination={false}
      />
    </section>
  );
}
