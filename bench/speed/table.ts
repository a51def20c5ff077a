import { tableOf } from '../cost/report.ts';
import { type Figure, rounded } from './figures.ts';

/** The figures as a plain table for a terminal. */
export function textOf(figures: readonly Figure[]): string {
  return tableOf(figures.map((figure) => [`${figure.section}: ${figure.name}`, rowOf(figure)]));
}

function rowOf({ value, unit, ratio }: Figure): Record<string, string> {
  return { value: rounded(value), unit, '× floor': ratio === undefined ? '' : rounded(ratio) };
}
