import type { About } from '../../shared/kernel/about.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Desk } from '../../shared/kernel/desk.ts';
import { type Addressee, inDistrict, inDistricts, named, ofCity, parties, responsible } from './addressees.ts';
import type { FactOf } from './facts.ts';

/*
 * The addressees of single lines of the table of notices: those that look at the fact itself.
 */

export const dutyOfficer = inDistrict('police', 'duty-officer');
export const supervisor = inDistrict('police', 'supervisor');
export const cityCommand = ofCity('police', 'supervisor');
export const officers = responsible('officer');
export const supervisorsInCharge = responsible('supervisor');
export const dutyOfficerInCharge = responsible('duty-officer');

/**
 * Orders were opened by trace, or money went to an account without a stop left: the desk that answers for the order learns of each such
 * append.
 */
export const ifOpened: Addressee<FactOf<'order.outflows-followed'>> = {
  who: 'the agencies that answer for it (duty-officer), if orders were opened, or an account has no stop left',
  desks: (fact, about, by) =>
    fact.data.opened.length > 0 || fact.data.edges.some(({ cut }) => cut === 'stop-limit')
      ? dutyOfficerInCharge.desks(fact, about, by)
      : [],
};

/** A person waits for what the bank does not do: the duty desk telephones. */
export const dutyOfficerOfProtection: Addressee = {
  who: 'the agencies that answer for it (duty-officer), of a protective measure',
  desks: (fact, about, by) => (about.subject?.kind === 'protective-measure' ? dutyOfficerInCharge.desks(fact, about, by) : []),
};

/** Money is stopped: those who asked for it learn it, and the station that the victim turned to, which tells the victim. */
export const officersAndStation: Addressee<FactOf<'order.stopped'>> = {
  who: 'the agencies that answer for it, and the one that raised the alarm and tells the victim (officer), if the bank stopped any money',
  desks: (fact, about, by) => {
    const { agencies, raisedBy } = about;
    const station = raisedBy === undefined ? [] : [raisedBy];
    return fact.data.stoppedFen > 0 ? officers.desks(fact, { ...about, agencies: [...agencies, ...station] }, by) : [];
  },
};

/** Another district, or a bank, took the alarm: the district takes over from there. */
export const districtOfAlarm: Addressee = {
  who: 'police of the district (duty-officer), if another agency took the alarm',
  desks: (fact, about, by) => (isOfDistrict(about, by) ? [] : dutyOfficer.desks(fact, about, by)),
};

/** Another agency changed the alarm, or this one changed what another took. A bank that reported it has no such desk. */
export const otherPoliceOfAlarm: Addressee = {
  who: 'police of the district, and the agency that took the alarm (duty-officer), except who did it',
  desks: (fact, about, by) => {
    const agencies = about.agencies.filter((agency) => agency !== by.agency);
    const station = dutyOfficerInCharge.desks(fact, { ...about, agencies }, by);
    return isOfDistrict(about, by) ? station : [...dutyOfficer.desks(fact, about, by), ...station];
  },
};

function isOfDistrict({ district }: About, by: Actor): boolean {
  return by.agencyKind === 'police' && by.district === district;
}

/** The rung of the ladder decides who is told; the reminder is the bank's. */
export const rung: Addressee<FactOf<'order.escalated'>> = {
  who: 'police of the district: at 20 minutes the duty officer, at 25 the supervisor',
  desks: (fact, about, by) => (fact.data.rung === 'remind' ? [] : inDistrict('police', fact.data.rung).desks(fact, about, by)),
};

type HeldFact = FactOf<'order.outflows-held' | 'order.answer-contradicted'>;

/** They are told once that outflows of an order are held, even if its bank adds more before they decide. */
export function unlessRepeated({ who, desks }: Addressee): Addressee<HeldFact> {
  return {
    who: `${who}, unless they were told of the same kind on this order`,
    desks: (fact, about, by) => (fact.data.repeated ? [] : desks(fact, about, by)),
  };
}

/** Cordon itself orders a release only if the bank stopped the account after the stop had been taken back. */
export const officersOfCrossing: Addressee<FactOf<'order.release-ordered'>> = {
  who: 'the agencies that answer for it (officer), if the bank stopped an account whose stop had been taken back',
  desks: (fact, about, by) => (by.agencyKind === 'system' ? officers.desks(fact, about, by) : []),
};

/** A watch ended by itself: those who ordered its end know of it. */
export const officersOfTerm: Addressee<FactOf<'watch.ended'>> = {
  who: 'the agencies that answer for it (officer), if its term ended it',
  desks: (fact, about, by) => (fact.data.by === 'term' ? officers.desks(fact, about, by) : []),
};

type ShareFact = FactOf<'case.shared' | 'case.share-revoked' | 'case-share.expired' | 'case-share.ended-with-case'>;

/** Those a case is or was shared with: the persons and roles that the grant names, or the whole agency. */
export const grantee: Addressee<ShareFact> = {
  who: 'those it is or was shared with: the persons and roles named, or the agency',
  desks: (fact): readonly Desk[] => {
    const { agency, persons = [], roles = [] } = fact.type === 'case.shared' ? fact.data.grant : fact.data;
    if (persons.length === 0 && roles.length === 0) return [{ agency }];
    return [...persons.map((person) => ({ agency, person })), ...roles.map((role) => ({ agency, role }))];
  },
};

export const whoShared = named<FactOf<'case-share.expired' | 'case-share.ended-with-case'>>(
  'who shared it',
  ({ data }) => data.grantedBy ?? [],
);

/** If neither district may read the other's case, the city's police can. They are told once of a pair. */
export const cityOfPair: Addressee<FactOf<'case-proposals.link-proposed'>> = {
  who: 'police of the city (supervisor), if the cases are of two districts: once a pair',
  desks: (fact, about, by) => (fact.data.across && fact.data.caseId < fact.data.with ? cityCommand.desks(fact, about, by) : []),
};

export const whoAskedToSee = named<FactOf<'access-request.granted' | 'access-request.declined' | 'access-request.lapsed'>>(
  'who asked to see more of the case',
  ({ data }) => data.askedBy,
);

type CaseClockFact = FactOf<'case-clocks.warned' | 'case-clocks.expired'>;

/** Those who answer for the case, and the agency that started the term, once each. */
export const startedClock = named<CaseClockFact>('who started it', ({ data }) => data.startedBy ?? []);

export const prosecutorsAsked = inDistricts<
  FactOf<'proposal.consultation-opened' | 'proposal.answers-reminded' | 'proposal.enacted'>
>('procuratorate', 'prosecutor', ({ data }) => data.districts);

/** The supervisor of a listing, if more came back, by payments and reports, than its case has lost. */
export const supervisorOfOverReport: Addressee<FactOf<'listed-case.loss-noted' | 'listed-case.returns-noted'>> = {
  who: 'the agency that supervises it, if more was returned, or reported as returned, than the case has lost',
  desks: (fact, about, by) => (fact.data.overReported ? parties.desks(fact, about, by) : []),
};

/** The desk where an approval waits for an answer. */
export const deskOfApprover: Addressee<FactOf<'approval.asked'>> = {
  who: 'the desk of those whose role and level allow them to grant it',
  desks: ({ data }) => [data.desk],
};

type AnswerToAsker = FactOf<'approval.granted' | 'approval.declined' | 'approval.lapsed'>;

/** The person who asked for an approval. */
export const asker: Addressee<AnswerToAsker> = {
  who: 'the person who asked for it',
  desks: ({ data: { askedBy } }) => [{ agency: askedBy.agency, person: askedBy.subject }],
};

/** The agency that supervised a listing before it was handed over. */
export const formerSupervisor = named<FactOf<'listed-case.handed-over'>>('who supervised it', ({ data }) => data.from);

/** The agencies that also sit at an interview. */
export const alsoCalled = named<FactOf<'regional-measure.interview-called'>>(
  'the agencies that also sit there',
  ({ data }) => data.jointWith,
);

type WithReviewer = FactOf<
  | 'objection.assigned'
  | 'objection.information-given'
  | 'objection.information-overdue'
  | 'objection.reminded'
  | 'objection.bank-refused'
  | 'objection.fell-overdue'
>;

/** The reviewer that an objection is assigned to: the person, or the supervisors of the agency. */
export const assignedReviewer: Addressee<WithReviewer> = {
  who: 'the reviewer that it is assigned to: the person named, or the supervisors of the agency',
  desks: ({ data: { reviewer } }) => {
    if (reviewer === undefined) return [];
    const { agency, person } = reviewer;
    return [person === undefined ? { agency, role: 'supervisor' } : { agency, person }];
  },
};

/** An urgent warning is called by the city; the district learns of it at once. */
export const deskOfUrgentWarning: Addressee<FactOf<'warning.received'>> = {
  who: 'police of the city and of the district (duty-officer), if the warning is urgent',
  desks: (fact, about, by) =>
    fact.data.grade === 'urgent'
      ? [...ofCity('police', 'duty-officer').desks(fact, about, by), ...dutyOfficer.desks(fact, about, by)]
      : [],
};

/** The level to which a warning climbed: the city's command, or those of the district who answer for sub-bureau and stations. */
export const deskOfLevel: Addressee<FactOf<'warning.climbed'>> = {
  who: 'the level to which it climbed: police of the city (supervisor), or of the district (supervisor, duty-officer)',
  desks: (fact, about, by) =>
    fact.data.rung.level === 'city'
      ? cityCommand.desks(fact, about, by)
      : [...supervisor.desks(fact, about, by), ...dutyOfficer.desks(fact, about, by)],
};

/** The place to which a warning was given: another district, or the subdistrict or town that takes care of the person. */
export const newPlaceOfWarning: Addressee<FactOf<'warning.moved'>> = {
  who: 'police of the new district (duty-officer), if it is another; the town to which it was handed down',
  desks: (fact, about, by) => {
    const { community, district, from, rung } = fact.data;
    const town = community === undefined || rung.level !== 'community' ? [] : [{ agency: community }];
    return district === from.district ? town : [...dutyOfficer.desks(fact, { ...about, district }, by), ...town];
  },
};
