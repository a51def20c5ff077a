import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** The metrics of alarms and dashboards. Names only: no metric tells of a person, an account or a bank. */
export type MetricName =
  | 'Breach'
  | 'StoppedInTime'
  | 'StoppedLate'
  | 'Undeliverable'
  | 'HandedToPhone'
  | 'Unanswered'
  | 'CalendarEnds';

export interface Meter {
  count(name: MetricName): void;
  /** Writes the counts. */
  publish(): void;
}

/** Counts in CloudWatch's embedded metric format, namespace `Cordon`. @param service the dimension under which alarms find it */
export function createMeter(service: 'relay' | 'sweep'): Meter {
  const metrics = new Metrics({ namespace: 'Cordon', serviceName: service });
  let counted = false;
  return {
    count: (name) => {
      metrics.addMetric(name, MetricUnit.Count, 1);
      counted = true;
    },
    publish: () => {
      if (counted) metrics.publishStoredMetrics();
      counted = false;
    },
  };
}
