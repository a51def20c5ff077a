import { beijingDay } from './beijing.ts';
import type { District } from './context.ts';

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

/** What a reference begins with, by what it is of. Alarms were first, and have nothing before the district. */
const prefixes = { alarm: '', approval: 'A-', case: 'C-', listing: 'L-', measure: 'M-', return: 'R-', warning: 'W-' } as const;

/** The last characters of an id are random, so six of them tell the things of a district and day apart. */
const TAIL = 6;

/**
 * The name of a thing on the phone: what it is, its district, the day in Beijing, the end of its id; `HD-261122-7K3Q9M` for an alarm,
 * `C-HD-261122-7K3Q9M` for a case.
 *
 * @param at ISO 8601, UTC
 */
export function referenceOf(kind: keyof typeof prefixes, district: District, at: string, id: string): string {
  return `${prefixes[kind]}${named(districtLetters[district], at, id)}`;
}

/** The same for a consultation, which is of no district: `HS-261122-7K3Q9M`. @param at ISO 8601, UTC */
export function consultationReference(at: string, id: string): string {
  return named('HS', at, id);
}

/**
 * The same for an objection (异议): `YY-261122-7K3Q9M`. It names no district, because the person who holds it, and the office that gave it to
 * them, may not know which police hold the account, or whether any do.
 *
 * @param at ISO 8601, UTC
 */
export function objectionReference(at: string, id: string): string {
  return named('YY', at, id);
}

/**
 * The same for an entry of the blacklist (黑名单): `HM-261122-7K3Q9M`. It names no district: a bank that reads it out does not learn which police
 * listed the mark.
 *
 * @param at ISO 8601, UTC
 */
export function blacklistReference(at: string, id: string): string {
  return named('HM', at, id);
}

/** The same for a campaign (集群战役), which reaches several districts: `JQ-261122-7K3Q9M`. @param at ISO 8601, UTC */
export function campaignReference(at: string, id: string): string {
  return named('JQ', at, id);
}

/** The same for a lead (线索) of a campaign, which may change its district: `XS-261122-7K3Q9M`. @param at ISO 8601, UTC */
export function leadReference(at: string, id: string): string {
  return named('XS', at, id);
}

function named(letters: string, at: string, id: string): string {
  return `${letters}-${beijingDay(at).slice(2).replaceAll('-', '')}-${id.slice(-TAIL)}`;
}

/** The kinds of thing that are found by their reference. Measures and approvals have lists of their own; a lead stands in those of its campaign. */
export const referencedKinds = [
  ...(['alert', 'case', 'listed-case', 'consultation', 'objection', 'return-round'] as const),
  ...(['warning', 'blacklist-entry', 'campaign'] as const),
] as const;
export type ReferencedKind = (typeof referencedKinds)[number];

const kindOfPrefix: Readonly<Record<string, ReferencedKind>> = {
  ...{ '': 'alert', C: 'case', L: 'listed-case', R: 'return-round', W: 'warning' },
};
/** What is of no district has letters of its own, and no prefix. */
const kindOfLetters: Readonly<Record<string, ReferencedKind>> = {
  ...{ HS: 'consultation', YY: 'objection', HM: 'blacklist-entry', JQ: 'campaign' },
};
const REFERENCE = new RegExp(
  `^(?:([CLRW])-)?(HS|YY|HM|JQ|${Object.values(districtLetters).join('|')})-([0-9]{6})-([0-9A-HJKMNP-TV-Z]{${TAIL}})$`,
);

/**
 * The reference that a person typed: in capitals or not, with any dashes, or with spaces in their place.
 *
 * @returns the reference as Cordon writes it and what it is of, or undefined if the text is no reference
 */
export function referenceIn(typed: string): { readonly kind: ReferencedKind; readonly reference: string } | undefined {
  const reference = typed
    .trim()
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]+/gu, '-');
  const [, prefix = '', letters] = REFERENCE.exec(reference) ?? [];
  if (letters === undefined) return undefined;
  const ofNoDistrict = kindOfLetters[letters];
  if (ofNoDistrict === undefined) return { kind: kindOfPrefix[prefix] ?? 'alert', reference };
  return prefix === '' ? { kind: ofNoDistrict, reference } : undefined;
}
