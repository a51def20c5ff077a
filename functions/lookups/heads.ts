import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { knownBy } from '../../shared/access/policy.ts';
import { accessRequestThing, referenceTold } from '../../shared/access-requests/kind.ts';
import { AccessRequest } from '../../shared/access-requests/model.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Alert } from '../../shared/alerts/model.ts';
import { approvalThing } from '../../shared/approvals/kind.ts';
import { Approval } from '../../shared/approvals/model.ts';
import { Collision } from '../../shared/blacklist/collision/collision-model.ts';
import { collisionThing } from '../../shared/blacklist/collision/kind.ts';
import { BlacklistEntry } from '../../shared/blacklist/entry/entry-model.ts';
import { entryThing } from '../../shared/blacklist/entry/kind.ts';
import { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { campaignThing, leadThing } from '../../shared/campaigns/kind.ts';
import { Lead } from '../../shared/campaigns/lead/lead-model.ts';
import { Case } from '../../shared/cases/model.ts';
import { Consultation } from '../../shared/consultations/consultation.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { orderThing, readWithAlert } from '../../shared/freezes/kinds.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import type { IdPrefix } from '../../shared/kernel/ids.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import { ListedCase } from '../../shared/listed-cases/model.ts';
import { meetingThing } from '../../shared/meetings/kind.ts';
import { Meeting } from '../../shared/meetings/meeting.ts';
import { type NamedThing, namedThings, type ToldThing } from '../../shared/notifications/groups.ts';
import type { InboxEntry } from '../../shared/notifications/model.ts';
import { objectionThing } from '../../shared/objections/kind.ts';
import { Objection } from '../../shared/objections/model.ts';
import { outletThing } from '../../shared/outlets/kind.ts';
import { OutletMonth } from '../../shared/outlets/model.ts';
import { protectionThing } from '../../shared/protective-measures/kind.ts';
import { ProtectiveMeasure } from '../../shared/protective-measures/model.ts';
import { regionNoticeThing } from '../../shared/region-notices/kind.ts';
import { RegionNotice } from '../../shared/region-notices/model.ts';
import { measureThing } from '../../shared/regional/measure/kind.ts';
import { RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { proposalThing } from '../../shared/standards/kinds.ts';
import { Proposal } from '../../shared/standards/proposal/proposal-model.ts';
import { warningThing } from '../../shared/warnings/kind.ts';
import { Warning } from '../../shared/warnings/warning-model.ts';
import { findCasesAs } from './cases.ts';
import type { Head } from './head.ts';
import { registeredNames } from './registered-names.ts';

/*
 * Of each kind of thing that notices are about, the members that decide who may see it, and those that an inbox shows of it. States of every
 * release that has these can be read.
 */

const AlertHead = Alert.pick({
  ...{ district: true, raisedBy: true, formerDistricts: true, joinedTo: true, duplicates: true },
  ...{ fraudType: true, lossFen: true, reference: true },
});
const Alerts = readOnly('alert', z.object(AlertHead.shape));

const OrderHead = z.object({
  ...StopOrder.pick({ alertId: true, district: true, agency: true, status: true, tracedFen: true, stoppedFen: true }).shape,
  account: z.object(StopOrder.shape.account.pick({ bankId: true, accountName: true }).shape),
});
const Orders = readOnly('order', OrderHead);

const CaseHead = Case.pick({
  ...{ caseId: true, reference: true, district: true, agencies: true, title: true, status: true, mergedInto: true },
});
const Cases = readOnly('case', z.object(CaseHead.shape));

const ConsultationHead = Consultation.pick({
  ...{ convener: true, parties: true, deputy: true, title: true, status: true, reference: true },
});
const Consultations = readOnly('consultation', z.object(ConsultationHead.shape));

const Meetings = readOnly('meeting', z.object(Meeting.pick({ convener: true, parties: true, title: true, status: true }).shape));

const ListingHead = ListedCase.pick({
  district: true,
  units: true,
  agencies: true,
  proposal: true,
  lossFen: true,
  status: true,
  reference: true,
});
const Listings = readOnly('listed-case', z.object(ListingHead.shape));

const WarningHeads = readOnly(
  'warning',
  z.object(Warning.pick({ district: true, community: true, status: true, reference: true }).shape),
);

const ApprovalHead = Approval.pick({ district: true, askedBy: true, matter: true, reference: true, status: true });
const Approvals = readOnly('approval', z.object(ApprovalHead.shape));

const AccessRequests = readOnly(
  'access-request',
  z.object(
    AccessRequest.pick({ district: true, agency: true, askedBy: true, status: true, caseReference: true, caseHidden: true })
      .shape,
  ),
);

const ObjectionHead = Objection.pick({
  ...{ order: true, bankId: true, reviewer: true, submissions: true, supervision: true, status: true, reference: true },
});
const Objections = readOnly('objection', z.object(ObjectionHead.shape));
const Returns = readOnly(
  'return-round',
  z.object(ReturnRound.pick({ district: true, agency: true, status: true, reference: true }).shape),
);
const Payments = readOnly(
  'return-payment',
  z.object(ReturnPayment.pick({ district: true, agency: true, status: true, fen: true, bankId: true }).shape),
);

const RegionNotices = readOnly(
  'region-notice',
  z.object(RegionNotice.pick({ district: true, agency: true, status: true, region: true, frozen: true }).shape),
);

const BlacklistHeads = readOnly(
  'blacklist-entry',
  z.object(BlacklistEntry.pick({ district: true, status: true, reference: true }).shape).extend({
    listedBy: z.object({ agency: z.string() }),
  }),
);
const CollisionHeads = readOnly(
  'collision',
  z.object({
    ...Collision.pick({ district: true, agency: true, status: true, reference: true }).shape,
    transfer: z.object({ amountFen: z.int().optional() }).optional(),
    account: z.object({ bankId: z.string().optional() }),
  }),
);

const Proposals = readOnly('proposal', z.object(Proposal.pick({ proposedBy: true, title: true, status: true }).shape));

const MeasureHead = RegionalMeasure.pick({ target: true, issuedBy: true, steps: true, status: true, reference: true });
const Measures = readOnly('regional-measure', z.object(MeasureHead.shape));

const ProtectionsSeen = readOnly(
  'protective-measure',
  z.object(ProtectiveMeasure.pick({ district: true, agency: true, status: true, bankId: true }).shape),
);

const OutletMonthsSeen = readOnly(
  'outlet',
  z.object(OutletMonth.pick({ district: true, owner: true, name: true, status: true }).shape),
);
const CampaignHead = Campaign.pick({ leadUnit: true, title: true, status: true, reference: true });
const Campaigns = readOnly('campaign', z.object(CampaignHead.shape));

const LeadHead = Lead.pick({ campaigns: true, target: true, dispatchedAt: true, status: true, reference: true });
const Leads = readOnly('lead', z.object(LeadHead.shape));

/** Things by their ids, each with what this reader sees of it at this moment; those that the reader may not see are not there. */
type Heads = ReadonlyMap<string, Head>;

type Read = (journal: Journal, ids: readonly string[], actor: Actor) => Promise<Heads>;

/** A kind of thing whose own state says who may see it, and what an inbox shows of it. */
function seen<State>(
  type: StreamType<State, Fact>,
  kind: keyof typeof knownBy,
  { thing, head }: { readonly thing: (state: State) => Thing; readonly head: (state: State) => Head },
): Read {
  return async (journal, ids, actor) => {
    const loaded = await loadAll(journal, type, ids);
    return new Map(
      loaded.flatMap(({ id, state }) => {
        const mayKnow = state !== undefined && decideAccess(knownBy[kind], actor, thing(state)).outcome === 'allowed';
        return mayKnow ? [[id, head(state)] as const] : [];
      }),
    );
  };
}

/** Orders, with their banks, and their alarms, whose readers read them too: three reads, however many orders. */
const ordersSeen: Read = async (journal, ids, actor) => {
  const orders = (await loadAll(journal, Orders, ids)).flatMap(({ id, state }) => (state === undefined ? [] : [{ id, state }]));
  const [alerts, bankNames] = await Promise.all([
    loadAll(journal, Alerts, [...new Set(orders.map(({ state }) => state.alertId))]),
    registeredNames(
      journal,
      'bank',
      orders.map(({ state }) => state.account.bankId),
    ),
  ]);
  const alertOf = new Map(alerts.map(({ id, state }) => [id, state]));
  return new Map(
    orders.flatMap(({ id, state }) => {
      const { alertId, account, status, tracedFen, stoppedFen } = state;
      const alert = alertOf.get(alertId);
      const own = orderThing(state);
      const thing = alert === undefined ? own : readWithAlert(own, alertThing(alert));
      if (decideAccess('order.read', actor, thing).outcome !== 'allowed') return [];
      const { bankId, accountName } = account;
      const head = { state: status, sumFen: stoppedFen > 0 ? stoppedFen : tracedFen, bankId, bankName: bankNames.get(bankId) };
      return [[id, defined({ ...head, accountName })] as const];
    }),
  );
};

/**
 * Cases, or those they were merged into. Only those who hold a case, in a role that reads it, are shown its title: for an agency that it is
 * shared with the title is a look at the case, which is recorded, and a list that is read every minute must not be one.
 */
const casesSeen: Read = async (journal, ids, actor) => {
  const { files } = await findCasesAs(Cases, journal, ids);
  const held = [...files].filter(
    ([, { district, agencies }]) => decideAccess(knownBy.case, actor, { district, agencies, grants: [] }).outcome === 'allowed',
  );
  return new Map(held.map(([asked, { title, status, reference }]) => [asked, { title, state: status, reference }]));
};

const none: Read = async () => new Map();

const read: Readonly<Record<ToldThing, Read>> = {
  alert: seen(Alerts, 'alert', {
    thing: alertThing,
    head: ({ fraudType, lossFen, reference }) => ({ title: fraudType, sumFen: lossFen, reference }),
  }),
  order: ordersSeen,
  case: casesSeen,
  consultation: seen(Consultations, 'consultation', {
    thing: consultationThing,
    head: ({ title, status, reference }) => ({ title, state: status, reference }),
  }),
  meeting: seen(Meetings, 'meeting', { thing: meetingThing, head: ({ title, status }) => ({ title, state: status }) }),
  'listed-case': seen(Listings, 'listed-case', {
    thing: listedCaseThing,
    head: ({ lossFen, status, reference }) => ({ sumFen: lossFen, state: status, reference }),
  }),
  approval: seen(Approvals, 'approval', {
    thing: approvalThing,
    head: ({ matter, reference, status }) => ({
      ...{ gate: matter.gate, reference, state: status },
      ...('amountFen' in matter && matter.amountFen !== undefined ? { sumFen: matter.amountFen } : {}),
    }),
  }),
  'region-notice': seen(RegionNotices, 'region-notice', {
    thing: regionNoticeThing,
    head: ({ region, frozen, status }) => ({ title: region.name, sumFen: frozen.fen, state: status }),
  }),
  objection: seen(Objections, 'objection', {
    thing: objectionThing,
    head: ({ reference, status }) => ({ state: status, reference }),
  }),
  proposal: seen(Proposals, 'proposal', {
    thing: proposalThing,
    head: ({ title, status }) => ({ title, state: status }),
  }),
  'regional-measure': seen(Measures, 'regional-measure', {
    thing: measureThing,
    head: ({ target, status, reference }) => ({ title: target.name, state: status, reference }),
  }),
  'access-request': seen(AccessRequests, 'access-request', {
    thing: accessRequestThing,
    head: (request) => ({ state: request.status, ...referenceTold(request) }),
  }),
  'return-round': seen(Returns, 'return', {
    thing: returnThing,
    head: ({ status, reference }) => ({ state: status, reference }),
  }),
  'return-payment': seen(Payments, 'return', {
    thing: returnThing,
    head: ({ status, fen, bankId }) => ({ state: status, sumFen: fen, bankId }),
  }),
  warning: seen(WarningHeads, 'warning', {
    thing: warningThing,
    head: ({ status, reference }) => ({ state: status, reference }),
  }),
  // nothing of the mark: a reader of the entry sees it there
  'blacklist-entry': seen(BlacklistHeads, 'blacklist-entry', {
    thing: entryThing,
    head: ({ status, reference }) => ({ state: status, reference }),
  }),
  collision: seen(CollisionHeads, 'collision', {
    thing: collisionThing,
    head: ({ status, reference, transfer, account }) => ({
      ...{ state: status, reference },
      ...defined({ sumFen: transfer?.amountFen, bankId: account.bankId }),
    }),
  }),
  'protective-measure': seen(ProtectionsSeen, 'protective-measure', {
    thing: protectionThing,
    head: ({ status, bankId }) => ({ state: status, bankId }),
  }),
  outlet: seen(OutletMonthsSeen, 'outlet', {
    thing: outletThing,
    head: ({ name, status }) => ({ title: name, state: status }),
  }),
  campaign: seen(Campaigns, 'campaign', {
    thing: campaignThing,
    head: ({ title, status, reference }) => ({ title, state: status, reference }),
  }),
  // of what it is about, an inbox shows nothing
  lead: seen(Leads, 'lead', { thing: leadThing, head: ({ status, reference }) => ({ state: status, reference }) }),
  // the notice says all: the criterion and the place, the month, are in the id. Of a file its name would be a look at the case
  'evidence-file': none,
  'blacklist-list': none,
  'standard-line': none,
  'recorded-decision': none,
  impact: none,
  'station-ranking': none,
};

/** The beginning of the ids of each. */
const beginnings: Readonly<Record<NamedThing, IdPrefix>> = {
  alert: 'alt',
  order: 'ord',
  case: 'cas',
  consultation: 'cst',
  meeting: 'mtg',
  'listed-case': 'lst',
  approval: 'apr',
  proposal: 'prp',
  'regional-measure': 'ntc',
  objection: 'obj',
  'return-round': 'ret',
  warning: 'wrn',
};

/** The kind of thing that has this id, by its beginning; undefined of agencies, banks and other kinds. */
export function kindOfId(id: string): NamedThing | undefined {
  return namedThings.find((kind) => id.startsWith(`${beginnings[kind]}_`));
}

/** A thing as one text. */
export function thingKey({ kind, id }: Pick<InboxEntry['subject'], 'kind' | 'id'>): string {
  return `${kind}#${id}`;
}

/**
 * What the reader sees at this moment of the things that these entries are about, by `thingKey`: one read a kind, however many entries.
 * Things of kinds that only a later release tells of are not there.
 */
export async function headsOf(journal: Journal, entries: readonly Pick<InboxEntry, 'subject'>[], actor: Actor): Promise<Heads> {
  const byKind = Map.groupBy(entries, ({ subject }) => subject.kind);
  const known = Object.entries(read).flatMap(([kind, reading]) => {
    const ids = [...new Set((byKind.get(kind) ?? []).map(({ subject }) => subject.id))];
    return ids.length === 0 ? [] : [{ kind, ids, reading }];
  });
  const found = await Promise.all(
    known.map(async ({ kind, ids, reading }) => {
      const heads = await reading(journal, ids, actor);
      return [...heads].map(([id, head]) => [thingKey({ kind, id }), head] as const);
    }),
  );
  return new Map(found.flat());
}
