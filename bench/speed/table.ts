import { tableOf } from '../cost/report.ts';
import { type Figure, rounded } from './figures.ts';

/** The figures as a plain table for a terminal. */
export function linesOf(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map((figure) => [`${figure.section}: ${figure.name}`, rowOf(figure)] as const);
  return tableOf(Object.fromEntries(rows));
}

function rowOf({ value, unit, ratio }: Figure): Record<string, string> {
  return { value: rounded(value), unit, '× floor': ratio === undefined ? '' : rounded(ratio) };
}
