import * as z from 'zod';
import { type District, districts } from '../../kernel/context.ts';
import { keysOf } from '../../kernel/lifecycle.ts';

/**
 * The questions on which places take different lines (捕诉标准的事项). Standards of one place and criterion follow each other in time; the matrix
 * sets standards of one criterion side by side.
 */
export const criteria = {
  'two-card-amount': { zh: '两卡案件：数额起点', means: 'two-card cases: the amount from which they arrest and prosecute' },
  'two-card-knowledge': { zh: '两卡案件：明知的认定', means: 'two-card cases: what shows that the person knew' },
  'two-card-consequences': { zh: '两卡案件：严重后果的认定', means: 'two-card cases: what counts as serious consequences' },
  'fraud-app-building': { zh: '搭建涉诈 APP', means: 'building an app for fraud' },
  'domestic-fraud-den': { zh: '坐地骗', means: 'domestic fraud dens' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly means: string }>>;

export const Criterion = z.enum(keysOf(criteria));
export type Criterion = z.infer<typeof Criterion>;

/** The offence that is charged. */
export const offences = {
  'aiding-network-crime': '帮助信息网络犯罪活动罪',
  'concealing-proceeds': '掩饰、隐瞒犯罪所得、犯罪所得收益罪',
  fraud: '诈骗罪',
  'card-management': '妨害信用卡管理罪',
  'illegal-network-use': '非法利用信息网络罪',
} as const;
export const Offence = z.enum(keysOf(offences));

const NATIONAL = /^national:[a-z0-9][a-z0-9-]{0,39}$/;
const notAPlace = 'must be a district, city, or national: and the name of the reading';

/**
 * The place of a standard: a district, the city, or a national reading, e.g. `national:minutes-2022`. National readings may hold side by
 * side, so each has its own name; a district has one line.
 */
export const Place = z.union([z.enum([...districts, 'city']), z.string().regex(NATIONAL, notAPlace)], notAPlace);
export type Place = z.infer<typeof Place>;

const knownDistricts: ReadonlySet<string> = new Set(districts);

export function isDistrict(place: string): place is District {
  return knownDistricts.has(place);
}

/** Whether the place is of the district, the city or the nation. */
export function levelOf(place: Place): 'district' | 'city' | 'national' {
  if (isDistrict(place)) return 'district';
  return place === 'city' ? 'city' : 'national';
}
