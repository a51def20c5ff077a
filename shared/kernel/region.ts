import * as z from 'zod';
import { text } from './people.ts';

/** The prefecture in which a bank keeps its accounts: its code of six digits (行政区划代码, GB/T 2260) and its name. */
export const Region = z.strictObject({
  code: z.string().regex(/^[1-9][0-9]{5}$/, 'must be an area code of six digits'),
  name: text(64),
});
export type Region = z.infer<typeof Region>;

/** Beijing and its districts, whose own police freeze there. */
export function isHere({ code }: Region): boolean {
  return code.startsWith('11');
}
