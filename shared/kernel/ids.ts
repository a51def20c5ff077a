import * as z from 'zod';
import { inPlainForm } from './tidy.ts';

/** Crockford's base 32: no I, L, O, U, so that an id can be read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/** The kinds of thing that have ids. The prefix stands in the id, so the edge catches a wrong id, not the database. */
export const idPrefixes = {
  alert: 'alt',
  freezeRequest: 'frq',
  order: 'ord',
  testOrder: 'tst',
  instruction: 'ins',
  case: 'cas',
  caseItem: 'itm',
  grant: 'grt',
  evidenceFile: 'fil',
  accessRequest: 'acr',
  consultation: 'cst',
  meeting: 'mtg',
  standard: 'std',
  proposal: 'prp',
  impactRun: 'imp',
  recordedDecision: 'dec',
  listedCase: 'lst',
  regionalMeasure: 'ntc',
  inboxEntry: 'inb',
  approval: 'apr',
  returnRound: 'ret',
  returnClaim: 'rcl',
  returnPayment: 'rpy',
  returnObjection: 'rob',
  planRun: 'rpl',
  objection: 'obj',
  statement: 'stm',
  holderRequest: 'hld',
  watch: 'wch',
  warning: 'wrn',
  blacklistEntry: 'ble',
  collision: 'col',
  outlet: 'otl',
  protectiveMeasure: 'prm',
  campaign: 'cmp',
  lead: 'led',
  campaignWave: 'wav',
  correlation: 'cor',
} as const;

export type IdPrefix = (typeof idPrefixes)[keyof typeof idPrefixes];

/** Ten random bytes; the context supplies them. */
export type Randomness = () => Uint8Array;

/**
 * A new id: prefix, underscore, 26 characters that sort by time (48 bits of epoch milliseconds, 80 random bits).
 *
 * @param at epoch milliseconds
 */
export function makeId(prefix: IdPrefix, at: number, randomness: Randomness): string {
  let time = '';
  let rest = at;
  for (let i = 0; i < TIME_CHARS; i += 1) {
    time = `${ALPHABET.charAt(rest % 32)}${time}`;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${encodeRandom(randomness())}`;
}

/** The part of an id that chance, or a hash, makes: 80 bits, which tell things of one kind apart. */
export function randomPart(id: string): string {
  return id.slice(-RANDOM_CHARS);
}

function encodeRandom(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes.subarray(0, 10)) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < RANDOM_CHARS; i += 1) {
    text = `${ALPHABET.charAt(Number(value & 31n))}${text}`;
    value >>= 5n;
  }
  return text;
}

/** An id as it was made, in any copied or typed form: `ORD_01j…` and ` ord_01J… ` name the same thing. */
function tidyId(value: string): string {
  const [prefix = '', ...rest] = inPlainForm(value).split('_');
  return rest.length === 0 ? value : `${prefix.toLowerCase()}_${rest.join('_').toUpperCase()}`;
}

/** What follows the prefix and the underscore, as a pattern. */
export const ID_TAIL = '[0-9A-HJKMNP-TV-Z]{26}';

/** The schema of an id with this prefix, or with one of these. */
export function idSchema(...prefixes: readonly [IdPrefix, ...IdPrefix[]]) {
  const [first, ...others] = prefixes;
  const start = others.length === 0 ? first : `(${prefixes.join('|')})`;
  const rule = `must be an id that starts with ${prefixes.map((prefix) => `${prefix}_`).join(' or ')}`;
  return z
    .string()
    .overwrite(tidyId)
    .regex(new RegExp(`^${start}_${ID_TAIL}$`), rule);
}

export const AlertId = idSchema('alt');
export const FreezeRequestId = idSchema('frq');
export const OrderId = idSchema('ord');
export const TestOrderId = idSchema('tst');
/** An order as its bank deals with it: a real order, or one of its tests. */
export const BankOrderId = idSchema('ord', 'tst');
export const InstructionId = idSchema('ins');
export const CaseId = idSchema('cas');
export const CaseItemId = idSchema('itm');
export const GrantId = idSchema('grt');
export const EvidenceFileId = idSchema('fil');
export const AccessRequestId = idSchema('acr');
export const ConsultationId = idSchema('cst');
export const MeetingId = idSchema('mtg');
export const StandardId = idSchema('std');
export const ProposalId = idSchema('prp');
export const ImpactRunId = idSchema('imp');
export const RecordedDecisionId = idSchema('dec');
export const ListedCaseId = idSchema('lst');
export const RegionalMeasureId = idSchema('ntc');
export const InboxEntryId = idSchema('inb');
export const ApprovalId = idSchema('apr');
export const ReturnRoundId = idSchema('ret');
export const ReturnClaimId = idSchema('rcl');
export const ReturnPaymentId = idSchema('rpy');
export const ReturnObjectionId = idSchema('rob');
export const PlanRunId = idSchema('rpl');
export const ObjectionId = idSchema('obj');
export const StatementId = idSchema('stm');
export const HolderRequestId = idSchema('hld');
export const WatchId = idSchema('wch');
export const WarningId = idSchema('wrn');
export const BlacklistEntryId = idSchema('ble');
export const CollisionId = idSchema('col');
export const OutletId = idSchema('otl');
export const ProtectiveMeasureId = idSchema('prm');
export const CampaignId = idSchema('cmp');
export const LeadId = idSchema('led');
export const CampaignWaveId = idSchema('wav');

/** How a bank or an agency is called, as a pattern. */
export const AGENCY_ID = '[a-z0-9][a-z0-9-]{1,47}';

/** A bank's or agency's id: lower-case letters, digits and hyphens. */
export const AgencyId = z
  .string()
  .trim()
  .regex(new RegExp(`^${AGENCY_ID}$`), 'must be lower-case letters, digits and hyphens');
