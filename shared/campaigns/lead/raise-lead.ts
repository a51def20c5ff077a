import { createHash } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, refuse } from '../../kernel/decision.ts';
import { makeId } from '../../kernel/ids.ts';
import { leadReference } from '../../kernel/phone-reference.ts';
import { epoch } from '../../kernel/time.ts';
import type { Campaign } from '../campaign/campaign-model.ts';
import type { LeadFact } from './lead-facts.ts';
import type { KnownLead, RaiseLead } from './lead-model.ts';

/** What is looked up for a new lead. */
export interface AroundLead {
  readonly campaign: Campaign;
  /** Made by `leadIdOf`, so that a request that comes again names the same lead. */
  readonly leadId: string;
  readonly known: readonly KnownLead[];
  /** The case that it comes from, if it does, or that its order or statement belongs to. */
  readonly caseId: string | undefined;
}

/**
 * The id of a lead of a request: the same for the same request and place in it, however often it comes.
 *
 * @param campaign the time in the id is that of its campaign's opening
 */
export function leadIdOf({ openedAt }: Pick<Campaign, 'openedAt'>, request: string, place: number): string {
  const digest = createHash('sha256').update(`${request}#${place}`).digest();
  return makeId('led', epoch(openedAt), () => digest);
}

/**
 * Takes a lead into a campaign. The same lead elsewhere does not keep it out: it is noted, and officers say what follows.
 *
 * @returns `lead.raised`, or DUE_DATE_PAST
 */
export function raiseLead(input: RaiseLead, around: AroundLead, { now, actor }: Context): Created<LeadFact> {
  const { kind, subject, target, priority, source, dueAt } = input;
  if (dueAt !== undefined && dueAt <= now) return refuse('DUE_DATE_PAST', { paths: ['/dueAt'] });
  const { campaign, leadId, known, caseId } = around;
  const { campaignId, leadUnit } = campaign;
  return create(leadId, {
    type: 'lead.raised',
    data: {
      ...{ at: now, by: actor.agency, leadId, reference: leadReference(now, leadId), kind, priority, subject, target, source },
      caseIds: caseId === undefined ? [] : [caseId],
      serves: { campaignId, leadUnit, since: now },
      ...(dueAt === undefined ? {} : { dueGiven: dueAt }),
      known: [...known],
    },
  });
}
