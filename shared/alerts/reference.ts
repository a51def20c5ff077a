import type { District } from '../kernel/context.ts';
import { beijingDay } from '../policy/policy.ts';

/** Two letters a district, as they are said on the phone. */
const districtLetters: Readonly<Record<District, string>> = {
  dongcheng: 'DC',
  xicheng: 'XC',
  chaoyang: 'CY',
  fengtai: 'FT',
  shijingshan: 'SJ',
  haidian: 'HD',
  mentougou: 'MT',
  fangshan: 'FS',
  tongzhou: 'TZ',
  shunyi: 'SY',
  changping: 'CP',
  daxing: 'DX',
  huairou: 'HR',
  pinggu: 'PG',
  miyun: 'MY',
  yanqing: 'YQ',
};

/** The last characters of an id are random, so six of them tell the alarms of a district and day apart. */
const TAIL = 6;

/**
 * The name of an alert on the phone: district, Beijing day of the alarm, end of its id, e.g. `HD-261122-7K3Q9M`.
 *
 * @param receivedAt ISO 8601, UTC
 */
export function referenceOf(district: District, receivedAt: string, alertId: string): string {
  const day = beijingDay(receivedAt).slice(2).replaceAll('-', '');
  return `${districtLetters[district]}-${day}-${alertId.slice(-TAIL)}`;
}
