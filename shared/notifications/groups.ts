/**
 * The things that notices are about, by the group in which a reader asks for them. The group says what a desk works on; a notice stands in
 * the group of its thing.
 */
export const noticeGroups = {
  alarms: ['alert', 'protective-measure'],
  orders: ['order', 'region-notice', 'objection'],
  cases: ['case', 'evidence-file', 'access-request'],
  returns: ['return-round', 'return-payment'],
  approvals: ['approval'],
  listings: ['listed-case'],
  consultations: ['consultation'],
  meetings: ['meeting'],
  standards: ['proposal', 'standard-line', 'recorded-decision', 'impact'],
  regional: ['regional-measure', 'outlet', 'station-ranking'],
  warnings: ['warning'],
  blacklist: ['blacklist-entry', 'blacklist-list', 'collision'],
  campaigns: ['campaign', 'lead'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The kinds of things that notices are about. */
export const toldThings = [
  ...noticeGroups.alarms,
  ...noticeGroups.orders,
  ...noticeGroups.cases,
  ...noticeGroups.returns,
  ...noticeGroups.approvals,
  ...noticeGroups.listings,
  ...noticeGroups.consultations,
  ...noticeGroups.meetings,
  ...noticeGroups.standards,
  ...noticeGroups.regional,
  ...noticeGroups.warnings,
  ...noticeGroups.blacklist,
  ...noticeGroups.campaigns,
] as const;
export type ToldThing = (typeof toldThings)[number];

/** Those of them that have ids of their own, and something to show under them. */
export const namedThings = [
  'alert',
  'order',
  'case',
  'consultation',
  'meeting',
  'listed-case',
  'approval',
  'proposal',
  'regional-measure',
  'objection',
  'return-round',
  'warning',
] as const satisfies readonly ToldThing[];
export type NamedThing = (typeof namedThings)[number];
