import { Table, type TableColumnsType } from 'antd';

interface WideTableProps<Row extends object> {
  /** What the table is about, for screen readers. */
  readonly name: string;
  /** The member that tells rows apart. */
  readonly rowKey: keyof Row & string;
  readonly rows: readonly Row[];
  readonly columns: TableColumnsType<Row>;
}

/** A table that may be wider than the page: it scrolls by itself, by keyboard too, and prints whole. */
export function WideTable<Row extends object>({ name, rowKey, rows, columns }: WideTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scrolls" aria-label={name} tabIndex={0}>
      <Table<Row> aria-label={name} rowKey={rowKey} size="small" dataSource={[...rows]} columns={columns} pagination={false} />
    </section>
  );
}
