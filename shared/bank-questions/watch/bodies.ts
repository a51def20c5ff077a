import * as z from 'zod';
import { Signed } from '../question/model.ts';
import { ToldLine } from '../statement/bodies.ts';
import { MAX_TOLD_LINES } from './model.ts';

/** Have the bank of an order watch its account. */
export const StartWatch = z.strictObject({ days: z.int().positive().max(1_000), ...Signed });
export type StartWatch = z.infer<typeof StartWatch>;

/** End a watch before its term. */
export const EndWatch = z.strictObject(Signed);
export type EndWatch = z.infer<typeof EndWatch>;

/** New lines as a bank tells them. */
export const ToldLines = z.strictObject({ lines: z.array(ToldLine).min(1).max(MAX_TOLD_LINES) }).meta({ id: 'WatchLinesTold' });

/** The same with lines of any form: each is read by itself. */
export const LinesBody = z.strictObject({ lines: z.array(z.unknown()).min(1).max(MAX_TOLD_LINES) });
export type LinesBody = z.infer<typeof LinesBody>;
