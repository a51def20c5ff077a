import { plainNumber } from '../kernel/plain-number.ts';
import { isPlaceholder } from '../kernel/reference.ts';

/**
 * The serial of a transfer as it is compared, or undefined if the text is only a placeholder. Batches share a serial, so it never
 * identifies a transfer by itself: account, sum and moment do, and the serial only tells apart transfers that agree in these.
 */
export function realSerial(serial: string | undefined): string | undefined {
  return serial === undefined || isPlaceholder(serial) ? undefined : plainNumber(serial);
}
