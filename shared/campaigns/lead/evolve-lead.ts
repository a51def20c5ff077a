import { evolver } from '../../kernel/evolver.ts';
import type { LeadDataOf, LeadFact } from './lead-facts.ts';
import { leadLifecycle } from './lead-lifecycle.ts';
import type { Lead, LeadStatus } from './lead-model.ts';

type Unstated = Omit<Lead, 'status'>;

/** The lead after a fact. */
export const evolveLead = evolver<LeadStatus, Lead, LeadFact, 'lead.raised'>(leadLifecycle, {
  births: {
    'lead.raised': ({ at, by, serves, ...birth }) => ({
      ...birth,
      ...{ campaigns: [serves], raisedBy: by, raisedAt: at, touchedAt: at },
      ...{ reminded: false, overdue: false, climbed: false, late: false, hands: [], feedback: [], reopened: [] },
    }),
  },
  steps: {
    'lead.dispatched': sent,
    'lead.rushed': sent,
    'lead.accepted': (lead) => lead,
    'lead.returned': (lead, { at, by, reason }) => ({ ...untimed(lead), returned: { at, by, reason } }),
    'lead.handed-on': (lead, { at, by, to, reason }) => ({
      ...{ ...lead, target: to, dispatchedAt: at },
      hands: [...lead.hands, { to, at, by, how: 'handed-on', reason }],
    }),
    'lead.retargeted': ({ dispatchedAt: _, ...lead }, { to }) => ({ ...lead, target: to }),
    'lead.feedback-given': (lead, { feedback }) => ({
      ...lead,
      feedback: [
        ...lead.feedback.map((one) => (one.n === feedback.replaces ? { ...one, replacedBy: feedback.n } : one)),
        feedback,
      ],
    }),
    'lead.finished': (lead, { at, by, summary }) => ({
      ...untimed(lead),
      finished: { at, by, ...(summary === undefined ? {} : { summary }) },
    }),
    'lead.reopened': ({ finished: _, ...lead }, { at, by, reason, dueAt, remindAt, climbAt }) => ({
      ...{ ...lead, dueAt, remindAt, climbAt, reminded: false, overdue: false, climbed: false },
      reopened: [...lead.reopened, { at, by, reason }],
    }),
    'lead.given-up': (lead, { at, by, reason }) => ({ ...untimed(lead), givenUp: { at, by, reason } }),
    'lead.taken-up': ({ givenUp: _, dispatchedAt: __, ...lead }) => lead,
    'lead.joined': (lead, { at, by, into, match }) => ({
      ...{ ...lead, joinedTo: into },
      known: ruled(lead.known, match, { ruling: 'joined', ruledAt: at, ruledBy: by }),
    }),
    'lead.took-in': (lead, { serves, caseIds }) => ({
      ...lead,
      campaigns: lead.campaigns.some(({ campaignId }) => campaignId === serves.campaignId)
        ? lead.campaigns
        : [...lead.campaigns, serves],
      caseIds: [...new Set([...lead.caseIds, ...caseIds])],
    }),
    'lead.kept-apart': (lead, { at, by, match, reason }) => ({
      ...lead,
      known: ruled(lead.known, match, { ruling: 'apart', reason, ruledAt: at, ruledBy: by }),
    }),
    'lead.reminded': (lead) => ({ ...lead, reminded: true }),
    'lead.fell-overdue': (lead) => ({ ...lead, overdue: true, late: true }),
    'lead.climbed': (lead) => ({ ...lead, climbed: true }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});

function sent(
  { returned: _, ...lead }: Lead,
  { at, by, to, campaignId, wave, dueAt, remindAt, climbAt }: LeadDataOf<'lead.dispatched'>,
): Unstated {
  return {
    ...{ ...lead, target: to, dispatchedAt: at, dueAt, remindAt, climbAt, reminded: false, overdue: false, climbed: false },
    campaigns: lead.campaigns.map((one) => (one.campaignId === campaignId && wave !== undefined ? { ...one, wave } : one)),
    hands: [...lead.hands, { to, at, by, how: 'dispatched' }],
  };
}

/** Without a term that could pass. */
function untimed({ remindAt: _, climbAt: __, ...lead }: Lead): Omit<Lead, 'remindAt' | 'climbAt'> {
  return lead;
}

function ruled(known: Lead['known'], match: number, ruling: Partial<Lead['known'][number]>): Lead['known'] {
  return known.map((one, place) => (place + 1 === match ? { ...one, ...ruling } : one));
}
