import * as z from 'zod';
import { Alert } from '../../shared/alerts/model.ts';
import { Collision } from '../../shared/blacklist/collision/collision-model.ts';
import { BlacklistEntry } from '../../shared/blacklist/entry/entry-model.ts';
import { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Lead } from '../../shared/campaigns/lead/lead-model.ts';
import { Case } from '../../shared/cases/model.ts';
import { Consultation } from '../../shared/consultations/consultation.ts';
import { FreezeRequest } from '../../shared/freezes/model.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { ListedCase } from '../../shared/listed-cases/model.ts';
import { Objection } from '../../shared/objections/model.ts';
import { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { Warning } from '../../shared/warnings/warning-model.ts';

/*
 * Of each kind of thing that is found, the members by which it is found, and those that decide what is told of it. States of every release
 * that has these can be read.
 */

const SeenAlert = z.object(
  Alert.pick({
    ...{ alertId: true, reference: true, source: true, district: true, raisedBy: true, receivedAt: true, victim: true },
    ...{ status: true, formerDistricts: true, joinedTo: true, duplicates: true },
  }).shape,
);
export type SeenAlert = z.infer<typeof SeenAlert>;
export const SeenAlerts = readOnly('alert', SeenAlert);

const SeenRequest = z.object(
  FreezeRequest.pick({ requestId: true, alertId: true, district: true, agency: true, alarmAt: true, requestedAt: true }).shape,
);
export type SeenRequest = z.infer<typeof SeenRequest>;
export const SeenRequests = readOnly('freeze-request', SeenRequest);

const SeenOrder = z.object({
  ...StopOrder.pick({ orderId: true, alertId: true, district: true, agency: true, alarmAt: true, requestedAt: true }).shape,
  ...StopOrder.pick({ status: true }).shape,
  account: z.object(StopOrder.shape.account.pick({ bankId: true, accountName: true, accountNumber: true }).shape),
});
export type SeenOrder = z.infer<typeof SeenOrder>;
export const SeenOrders = readOnly('order', SeenOrder);

const SeenCase = z.object(
  Case.pick({
    ...{ caseId: true, reference: true, status: true, district: true, agencies: true, openedAt: true, persons: true },
    ...{ filing: true, grants: true, absorbed: true, mergedInto: true },
  }).shape,
);
export type SeenCase = z.infer<typeof SeenCase>;
export const SeenCases = readOnly('case', SeenCase);

const SeenConsultation = z.object(
  Consultation.pick({
    ...{ consultationId: true, reference: true, status: true, convenedAt: true },
    ...{ convener: true, parties: true, deputy: true },
  }).shape,
);
export type SeenConsultation = z.infer<typeof SeenConsultation>;
export const SeenConsultations = readOnly('consultation', SeenConsultation);

const SeenListing = z.object(
  ListedCase.pick({
    ...{ listedCaseId: true, reference: true, status: true, district: true, beganAt: true },
    ...{ agencies: true, units: true, proposal: true },
  }).shape,
);
export type SeenListing = z.infer<typeof SeenListing>;
export const SeenListings = readOnly('listed-case', SeenListing);

const SeenObjection = z.object(
  Objection.pick({
    ...{ objectionId: true, reference: true, status: true, raisedAt: true, order: true, bankId: true },
    ...{ reviewer: true, submissions: true, supervision: true },
  }).shape,
);
export type SeenObjection = z.infer<typeof SeenObjection>;
export const SeenObjections = readOnly('objection', SeenObjection);

const SeenRound = z.object(
  ReturnRound.pick({ returnId: true, reference: true, status: true, district: true, agency: true, openedAt: true }).shape,
);
export type SeenRound = z.infer<typeof SeenRound>;
export const SeenRounds = readOnly('return-round', SeenRound);

const SeenWarning = z.object(
  Warning.pick({
    ...{ warningId: true, reference: true, status: true, district: true, community: true, receivedAt: true, person: true },
  }).shape,
);
export type SeenWarning = z.infer<typeof SeenWarning>;
export const SeenWarnings = readOnly('warning', SeenWarning);

const SeenEntry = z.object({
  ...BlacklistEntry.pick({ entryId: true, reference: true, status: true, district: true, listedAt: true }).shape,
  listedBy: z.object({ agency: z.string() }),
});
export type SeenEntry = z.infer<typeof SeenEntry>;
export const SeenEntries = readOnly('blacklist-entry', SeenEntry);

const SeenCollision = z.object(
  Collision.pick({
    ...{ collisionId: true, alertId: true, reference: true, status: true, district: true, agency: true, foundAt: true },
  }).shape,
);
export type SeenCollision = z.infer<typeof SeenCollision>;
export const SeenCollisions = readOnly('collision', SeenCollision);

const SeenCampaign = z.object(
  Campaign.pick({ campaignId: true, reference: true, status: true, leadUnit: true, openedAt: true }).shape,
);
export type SeenCampaign = z.infer<typeof SeenCampaign>;
export const SeenCampaigns = readOnly('campaign', SeenCampaign);

const SeenLead = z.object(
  Lead.pick({
    ...{ leadId: true, reference: true, status: true, raisedAt: true, campaigns: true, target: true, dispatchedAt: true },
  }).shape,
);
export type SeenLead = z.infer<typeof SeenLead>;
export const SeenLeads = readOnly('lead', SeenLead);
