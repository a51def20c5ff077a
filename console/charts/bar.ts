/** One of the parts that stand on each other in a bar. */
interface Series {
  readonly name: string;
  readonly colour: string;
}

interface Bar {
  readonly key: string;
  readonly label: string;
  /** One for each series. */
  readonly values: readonly number[];
}

export interface BarsProps {
  /** What the chart shows, for those who do not see it: its numbers stand in a table beside it. */
  readonly name: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  /** Bars that lie, for long labels. */
  readonly lying?: boolean;
}
