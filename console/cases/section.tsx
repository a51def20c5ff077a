import { Empty, Flex, type TableColumnsType } from 'antd';
import { type ReactNode, useId } from 'react';
import { WideTable } from '../states/wide-table.tsx';

interface SectionProps {
  readonly title: string;
  /** What can be done here. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, with its heading and what can be done there. */
export function Section({ title, acts, children }: SectionProps) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      {acts !== undefined && (
        <Flex wrap gap="small" style={{ marginTop: 8 }}>
          {acts}
        </Flex>
      )}
    </section>
  );
}

interface RowsProps<Row> {
  readonly name: string;
  readonly rowKey: keyof Row & string;
  readonly rows: readonly Row[];
  readonly columns: TableColumnsType<Row>;
  readonly empty: string;
  /** What is under a row when a person opens it. */
  readonly under?: (row: Row) => ReactNode;
}

/** A small table that scrolls inside on a narrow screen; without rows a sentence. */
export function Rows<Row extends object>({ name, rowKey, rows, columns, empty, under }: RowsProps<Row>) {
  if (rows.length === 0) return <Empty image={null} description={empty} />;
  return (
    <WideTable<Row>
      name={name}
      rowKey={rowKey}
      rows={rows}
      columns={columns}
      {...(under !== undefined && { expandable: { expandedRowRender: under } })}
    />
  );
}
