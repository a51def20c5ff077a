/** The metrics of alarms and dashboards. Names only: no metric tells of a person, an account or a bank. */
export type MetricName =
  | 'Breach'
  | 'StoppedInTime'
  | 'StoppedLate'
  | 'Undeliverable'
  | 'HandedToPhone'
  | 'Unanswered'
  | 'CalendarEnds'
  | 'UnknownFact';

export interface Meter {
  count(name: MetricName): void;
  /** Writes the counts. */
  publish(): void;
}

const NAMESPACE = 'Cordon';

/**
 * Counts in CloudWatch's embedded metric format: one line of JSON, from which CloudWatch makes the metrics. The line goes out past the
 * `console`, which in Lambda would wrap it.
 *
 * @param service the dimension under which alarms find it
 */
export function createMeter(service: 'relay' | 'coordination' | 'sweep'): Meter {
  const counts = new Map<MetricName, number>();
  return {
    count: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    publish: () => {
      if (counts.size === 0) return;
      const Metrics = [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' }));
      const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [['service']], Metrics }];
      const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics }, service, ...Object.fromEntries(counts) };
      process.stdout.write(`${JSON.stringify(line)}\n`);
      counts.clear();
    },
  };
}
