import {
  type AccessRow,
  addressedBank,
  anyBank,
  anyBanks,
  anyPolice,
  askers,
  bankItself,
  bankRoles,
  cityAdministrator,
  clueSources,
  correctors,
  counsel,
  deciders,
  decisionReaders,
  everybody,
  everybodyElse,
  granted,
  operators,
  outletRunners,
  partners,
  policeContact,
  policeOfDistrict,
  policeOfThing,
  policeRoles,
  proposers,
  prosecutors,
  prosecutorsGranted,
  providers,
  rankers,
  readersOfThing,
  regulators,
  rowsOf,
  spokesmen,
  standardKeepers,
  standardReaders,
  supervisors,
  townOfficers,
  webhookKeepers,
} from './rows.ts';

/**
 * Who may do what to which thing, and which fields they see. This table is the whole policy: every route names an action,
 * `decide-access.ts` answers from the rows, `docs/access.md` is drawn from them, and the access tests walk them.
 */

/** The kinds of things, each with the action that lets a caller see it. Every caller may see a kind without one. */
export const knownBy = {
  alert: 'alert.read',
  'freeze-request': 'freeze-request.read',
  order: 'order.read',
  stream: 'audit.read',
  bank: 'bank.read',
  case: 'case.read',
  consultation: 'consultation.read',
  meeting: 'meeting.read',
  proposal: 'proposal.read',
  decision: 'decision.read',
  'inbox-entry': 'inbox.done',
  webhook: 'webhook.read',
  'listed-case': 'listed-case.read',
  'regional-measure': 'regional-measure.read',
  approval: 'approval.read',
  'region-notice': 'region-notice.read',
  'access-request': 'access-request.read',
  objection: 'objection.read',
  'bank-question': 'bank-question.read',
  statement: 'statement.read',
  'holder-request': 'holder.read',
  watch: 'watch.read',
  return: 'return.read',
  warning: 'warning.read',
  channel: 'channel.read',
  'blacklist-entry': 'blacklist.read',
  collision: 'collision.read',
  outlet: 'outlet.read',
  'protective-measure': 'protection.read',
  campaign: 'campaign.read',
  lead: 'lead.read',
} as const;

/** The kind of thing that an action is done to. `none`: a thing that does not exist yet, or one that every caller may know. */
export type ThingKind = 'none' | 'district' | keyof typeof knownBy;

/** The policy. The first row that fits decides which fields are shown. */
export const accessPolicy = {
  // Police of any district take any alarm: they act first and hand over after.
  'alert.raise': { on: 'none', rows: [{ agencyKind: 'police', roles: policeRoles, relation: 'any', fields: 'full' }] },
  'alert.read': { on: 'alert', rows: readersOfThing },
  'alert.list': { on: 'district', rows: policeOfDistrict },
  'alert.follow': { on: 'alert', rows: policeOfThing },
  // A district that handed the alarm over reads it, and works on it no more.
  'alert.hand-over': { on: 'alert', rows: policeOfThing },
  'alert.correct': { on: 'alert', rows: policeOfThing },
  'alert.withdraw': { on: 'alert', rows: policeOfThing },
  'alert.join': { on: 'alert', rows: policeOfThing },
  'freeze.request': { on: 'alert', rows: policeOfThing },
  'freeze-request.read': { on: 'freeze-request', rows: readersOfThing },
  'freeze-request.list': { on: 'district', rows: policeOfDistrict },
  'order.list': { on: 'district', rows: policeOfDistrict },
  'order.read': { on: 'order', rows: readersOfThing },
  'order.trace': { on: 'order', rows: readersOfThing },
  'order.extend': { on: 'order', rows: policeOfThing },
  'order.phone-result': { on: 'order', rows: policeOfThing },
  'order.take-on': { on: 'order', rows: policeOfThing },
  'order.release': { on: 'order', rows: policeOfThing },
  'order.withdraw': { on: 'order', rows: policeOfThing },
  'order.freeze': { on: 'order', rows: policeOfThing },
  'order.renew': { on: 'order', rows: policeOfThing },
  'order.unfreeze': { on: 'order', rows: policeOfThing },
  'order.correct': { on: 'order', rows: policeOfThing },
  'order.document': { on: 'order', rows: policeOfThing },
  'order.follow': { on: 'order', rows: policeOfThing },
  // Statements, holders, watches: what the bank of an order is asked about its account.
  'order.ask-bank': { on: 'order', rows: policeOfThing },
  'statement.read': { on: 'statement', rows: readersOfThing },
  'statement.follow': { on: 'statement', rows: policeOfThing },
  // Who holds an account, and what else they hold, is for the police of the order alone.
  'holder.read': { on: 'holder-request', rows: policeOfThing },
  'watch.read': { on: 'watch', rows: readersOfThing },
  'watch.end': { on: 'watch', rows: policeOfThing },
  'order.line-up': { on: 'order', rows: policeOfThing },
  'screening.list': { on: 'district', rows: policeOfDistrict },
  'screening.read': { on: 'order', rows: readersOfThing },
  'screening.find': { on: 'order', rows: policeOfThing },
  'region-notice.list': { on: 'district', rows: policeOfDistrict },
  'region-notice.read': { on: 'region-notice', rows: policeOfThing },
  'region-notice.send': { on: 'region-notice', rows: policeOfThing },
  'bank-order.list': { on: 'none', rows: anyBank },
  'bank-delivery.list': { on: 'none', rows: anyBank },
  'bank-order.read': { on: 'order', rows: addressedBank },
  'bank-order.answer': { on: 'order', rows: addressedBank },
  'bank-order.redeliver': { on: 'order', rows: addressedBank },
  'bank-question.list': { on: 'none', rows: anyBank },
  'bank-question.read': { on: 'bank-question', rows: addressedBank },
  'bank-question.answer': { on: 'bank-question', rows: addressedBank },
  'bank.report': { on: 'none', rows: anyBank },
  'bank.check-signature': { on: 'none', rows: anyBank },
  'bank.test': { on: 'none', rows: anyBank },
  'bank.read-conformance': { on: 'bank', rows: [bankItself, cityAdministrator] },
  'bank.switch-mode': { on: 'bank', rows: [cityAdministrator] },
  'bank.list': { on: 'none', rows: [cityAdministrator, policeContact, ...everybodyElse] },
  'bank.read': { on: 'bank', rows: [bankItself, cityAdministrator, policeContact, ...everybodyElse] },
  'bank.register': { on: 'bank', rows: [bankItself, cityAdministrator] },
  'stats.read': {
    on: 'district',
    rows: [
      { agencyKind: 'police', roles: policeRoles, relation: 'own-district', fields: 'figures' },
      { agencyKind: 'police', roles: policeRoles, relation: 'city', fields: 'figures' },
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'figures' },
      // A bank reads its own row, and the total of the city beside it: never another bank, nor a district.
      { agencyKind: 'bank', roles: bankRoles, relation: 'self', fields: 'own-figures' },
    ],
  },
  // A published month is one sheet: the city and the regulator read it whole, the others the part that is theirs.
  'figures-month.read': {
    on: 'none',
    rows: [
      { agencyKind: 'police', roles: [...policeRoles, 'administrator'], relation: 'city', fields: 'full' },
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'full' },
      { agencyKind: 'police', roles: policeRoles, relation: 'any', fields: 'figures' },
      { agencyKind: 'bank', roles: bankRoles, relation: 'any', fields: 'own-figures' },
    ],
  },
  'figures-month.publish': { on: 'none', rows: rowsOf(supervisors, 'city') },
  'audit.read': {
    on: 'stream',
    rows: [
      ...readersOfThing,
      ...rowsOf(counsel, 'party'),
      ...rowsOf(standardKeepers, 'party'),
      ...rowsOf(prosecutors, 'supervises'),
      bankItself,
    ],
  },
  'consultation.convene': { on: 'none', rows: rowsOf(counsel, 'any') },
  'consultation.list': { on: 'none', rows: rowsOf(counsel, 'any') },
  'consultation.read': { on: 'consultation', rows: [...rowsOf(counsel, 'party'), ...rowsOf(counsel, 'invited', 'invitation')] },
  'consultation.respond': {
    on: 'consultation',
    rows: [...rowsOf(spokesmen, 'party'), ...rowsOf(spokesmen, 'invited', 'invitation')],
  },
  'consultation.contribute': { on: 'consultation', rows: rowsOf(counsel, 'party') },
  'consultation.opine': { on: 'consultation', rows: rowsOf(spokesmen, 'party') },
  // The convener runs it. The party that it named on the record may conclude in its place; a guest may not.
  'consultation.conclude': {
    on: 'consultation',
    rows: [...rowsOf(spokesmen, 'own-agency'), ...rowsOf(spokesmen, 'deputy')],
  },
  'consultation.run': { on: 'consultation', rows: rowsOf(spokesmen, 'own-agency') },
  'meeting.schedule': { on: 'none', rows: rowsOf(spokesmen, 'any') },
  'meeting.list': { on: 'none', rows: rowsOf(counsel, 'any') },
  'meeting.read': { on: 'meeting', rows: rowsOf(counsel, 'party') },
  'meeting.run': { on: 'meeting', rows: rowsOf(spokesmen, 'own-agency') },
  'case.open': { on: 'none', rows: [{ agencyKind: 'police', roles: policeRoles, relation: 'any', fields: 'full' }] },
  'case.list': { on: 'district', rows: [...policeOfDistrict, ...granted] },
  'case.read': { on: 'case', rows: [...policeOfThing, ...granted] },
  'case.work': { on: 'case', rows: policeOfThing },
  'case.file': { on: 'case', rows: policeOfThing },
  'case.merge': { on: 'case', rows: policeOfThing },
  'case.share': { on: 'case', rows: policeOfThing },
  // A read by another agency is reported to those who answer for the case, and to those above them.
  'case.reads': { on: 'case', rows: policeOfThing },
  // A procuratorate with which the persons of the case are shared keeps its own terms there; the decider asks for that part.
  'case.clock': { on: 'case', rows: [...policeOfThing, ...prosecutorsGranted] },
  // It lists those terms, and no others.
  'case.clocks': { on: 'case', rows: [...policeOfThing, ...prosecutorsGranted] },
  // An agency with which a case can be shared may ask for more of it, if it knows of the case; the operation looks that up.
  'access-request.ask': { on: 'none', rows: rowsOf(askers, 'any') },
  'access-request.list': { on: 'none', rows: rowsOf(askers, 'any') },
  'access-request.read': { on: 'access-request', rows: [...policeOfThing, ...rowsOf(askers, 'party')] },
  'access-request.answer': { on: 'access-request', rows: policeOfThing },
  'access-request.withdraw': { on: 'access-request', rows: rowsOf(askers, 'party') },
  // Return of money is the work of the police of the case. The public notice is for every person, without a token.
  'return.open': { on: 'case', rows: policeOfThing },
  'return.list': { on: 'case', rows: policeOfThing },
  'return.read': { on: 'return', rows: policeOfThing },
  'return.work': { on: 'return', rows: policeOfThing },
  'standard.read': { on: 'none', rows: rowsOf(standardReaders, 'any') },
  'standard.record': { on: 'none', rows: rowsOf(standardKeepers, 'city') },
  'proposal.make': { on: 'none', rows: rowsOf(proposers, 'any') },
  'proposal.read': { on: 'proposal', rows: rowsOf(standardReaders, 'any') },
  // The discussion before an answer is for the proposer, the keepers of the standards, and the districts asked.
  'proposal.audit': {
    on: 'proposal',
    rows: [
      ...rowsOf(proposers, 'own-agency'),
      ...rowsOf(proposers, 'city'),
      { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'own-district', fields: 'full' },
    ],
  },
  'proposal.run': { on: 'proposal', rows: [...rowsOf(proposers, 'own-agency'), ...rowsOf(standardKeepers, 'city')] },
  // The standard of arrest and prosecution is the procuratorate's: each district's answers for its district.
  'proposal.answer': {
    on: 'proposal',
    rows: [{ agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'own-district', fields: 'full' }],
  },
  // A count goes over every recorded case. The proposer and the districts that must answer may start it; every reader of the proposal may
  // read its figures.
  'impact.start': {
    on: 'proposal',
    rows: [
      ...rowsOf(proposers, 'own-agency'),
      ...rowsOf(standardKeepers, 'city'),
      { agencyKind: 'procuratorate', roles: ['prosecutor'], relation: 'own-district', fields: 'full' },
    ],
  },
  'decision.record': { on: 'district', rows: [...rowsOf(deciders, 'own-district'), ...rowsOf(deciders, 'city')] },
  'decision.read': { on: 'decision', rows: [...rowsOf(decisionReaders, 'own-district'), ...rowsOf(decisionReaders, 'city')] },
  // Without persons and numbers of cases: how other districts decide is for all who decide or judge.
  'decision.compare': { on: 'none', rows: rowsOf(decisionReaders, 'any') },
  'decision.list': { on: 'district', rows: [...rowsOf(decisionReaders, 'own-district'), ...rowsOf(decisionReaders, 'city')] },
  'listed-case.propose': { on: 'case', rows: policeOfThing },
  'listed-case.read': { on: 'listed-case', rows: [...policeOfThing, cityAdministrator] },
  'listed-case.list': { on: 'district', rows: [...policeOfDistrict, cityAdministrator] },
  'listed-case.decide': { on: 'listed-case', rows: rowsOf(supervisors, 'city') },
  // The units that work the case report its progress. A supervisor that reported could say that the aim is reached, and delist without an
  // approval.
  'listed-case.report': { on: 'listed-case', rows: rowsOf(anyPolice, 'party') },
  'listed-case.request-extension': { on: 'listed-case', rows: rowsOf(anyPolice, 'party') },
  // The responsible units, and another supervisor, pass here so that the decider tells them the reason: a rule of the domain, not of rank.
  'listed-case.extend': { on: 'listed-case', rows: [...rowsOf(anyPolice, 'party'), ...rowsOf(supervisors, 'city')] },
  'listed-case.delist': { on: 'listed-case', rows: [...rowsOf(anyPolice, 'party'), ...rowsOf(supervisors, 'city')] },
  // A closed agency hands nothing over: then the administrator does, who has to find the listing for it.
  'listed-case.hand-over': {
    on: 'listed-case',
    rows: [...rowsOf(anyPolice, 'party'), ...rowsOf(supervisors, 'city'), cityAdministrator],
  },
  // A caller who may do an act may ask for its approval; the operation looks that up under the action of the act.
  'approval.ask': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  'approval.list': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  'approval.read': { on: 'approval', rows: policeOfThing },
  // The question decides which of the two answers, and at which level: a rule of the domain.
  'approval.decide': {
    on: 'approval',
    rows: [...rowsOf(supervisors, 'own-agency'), ...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'city')],
  },
  'approval.withdraw': { on: 'approval', rows: rowsOf(anyPolice, 'own-agency') },
  // Any police protect a person's account, and the station of the person's district ends it; the bank gets its own message.
  'protection.order': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  'protection.list': { on: 'district', rows: policeOfDistrict },
  'protection.read': { on: 'protective-measure', rows: policeOfThing },
  'protection.lift': { on: 'protective-measure', rows: policeOfThing },
  // Any station, and the bank of the account, raises it for the person (异议); what is told of it does not depend on whether there is an order.
  'objection.raise': {
    on: 'none',
    rows: [...rowsOf(anyPolice, 'any', 'person'), ...rowsOf(anyBanks, 'addressed-bank', 'person')],
  },
  'objection.list': {
    on: 'district',
    rows: [
      ...policeOfDistrict,
      ...rowsOf(anyBanks, 'any', 'person'),
      ...rowsOf(prosecutors, 'own-district'),
      ...rowsOf(prosecutors, 'city'),
    ],
  },
  // The office that raised it, and the bank that holds the account, see what the person may know; the prosecutor all, once asked.
  'objection.read': {
    on: 'objection',
    rows: [
      ...policeOfThing,
      ...rowsOf(prosecutors, 'supervises'),
      ...rowsOf(anyPolice, 'party', 'person'),
      ...rowsOf(anyBanks, 'party', 'person'),
      ...rowsOf(anyBanks, 'addressed-bank', 'person'),
    ],
  },
  // Supervisors of the district, of the city, or of the agency named to review; that none of them ordered the measure, the decider checks.
  'objection.review': {
    on: 'objection',
    rows: [...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'deputy'), ...rowsOf(supervisors, 'city')],
  },
  // The question names the agency that was asked: the decider compares.
  'objection.inform': {
    on: 'objection',
    rows: [
      ...policeOfThing,
      ...rowsOf(anyPolice, 'party', 'person'),
      ...rowsOf(anyBanks, 'party', 'person'),
      ...rowsOf(anyBanks, 'addressed-bank', 'person'),
    ],
  },
  // The person speaks through the office that raised it.
  'objection.speak': { on: 'objection', rows: [...rowsOf(anyPolice, 'party', 'person'), ...rowsOf(anyBanks, 'party', 'person')] },
  'objection.supervise': { on: 'objection', rows: rowsOf(prosecutors, 'supervises') },
  'regional-measure.issue': { on: 'district', rows: [...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'city')] },
  // An agency called to a joint interview must know its subject.
  'regional-measure.read': {
    on: 'regional-measure',
    rows: [...policeOfThing, ...rowsOf(correctors, 'aimed-at'), ...rowsOf(everybody, 'party')],
  },
  'regional-measure.list': { on: 'district', rows: [...policeOfDistrict, ...rowsOf(correctors, 'aimed-at')] },
  // The police of the district hand in what a firm or a town without a token gave them.
  'regional-measure.answer': { on: 'regional-measure', rows: [...policeOfThing, ...rowsOf(correctors, 'aimed-at')] },
  'regional-measure.judge': {
    on: 'regional-measure',
    rows: [...rowsOf(supervisors, 'own-agency'), ...rowsOf(supervisors, 'city')],
  },
  // The police of the district, those who oversee all of the city, and the agency that runs the outlet, which sees no other's.
  'outlet.list': {
    on: 'district',
    rows: [
      ...policeOfDistrict,
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'full' },
      ...rowsOf(outletRunners, 'aimed-at'),
    ],
  },
  'outlet.read': {
    on: 'outlet',
    rows: [
      ...policeOfDistrict,
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'full' },
      ...rowsOf(outletRunners, 'aimed-at'),
    ],
  },
  'outlet.decide': { on: 'outlet', rows: [...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'city')] },
  // An operator tells the cards of its own shops.
  'phone-card.tell': {
    on: 'none',
    rows: [{ agencyKind: 'operator', roles: ['operator-system'], relation: 'any', fields: 'full' }],
  },
  // A campaign is opened by the city's police, and run by the unit that leads it. A target knows of its title and deadline.
  'campaign.open': { on: 'none', rows: rowsOf(anyPolice, 'city') },
  'campaign.list': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  'campaign.read': {
    on: 'campaign',
    rows: [
      ...rowsOf(anyPolice, 'city'),
      ...rowsOf(anyPolice, 'own-agency'),
      ...rowsOf([...anyPolice, ...partners], 'party', 'invitation'),
    ],
  },
  'campaign.work': { on: 'campaign', rows: [...rowsOf(anyPolice, 'city'), ...rowsOf(anyPolice, 'own-agency')] },
  'campaign.lead': { on: 'campaign', rows: [...rowsOf(supervisors, 'city'), ...rowsOf(supervisors, 'own-agency')] },
  'lead.list': { on: 'none', rows: rowsOf([...anyPolice, ...partners], 'any', 'lead') },
  'lead.read': {
    on: 'lead',
    rows: [
      ...rowsOf(anyPolice, 'city'),
      ...rowsOf(anyPolice, 'own-agency'),
      ...rowsOf(anyPolice, 'own-district', 'lead'),
      ...rowsOf(partners, 'party', 'lead'),
    ],
  },
  // The city records what a partner without a token tells it.
  'lead.answer': {
    on: 'lead',
    rows: [...rowsOf(anyPolice, 'city'), ...rowsOf(anyPolice, 'own-district', 'lead'), ...rowsOf(partners, 'party', 'lead')],
  },
  'lead.steer': { on: 'lead', rows: [...rowsOf(anyPolice, 'city'), ...rowsOf(anyPolice, 'own-agency')] },
  // Only those who answer for the case: a share of it does not show what campaigns made of it.
  'case.leads': { on: 'case', rows: policeOfThing },
  'station.record': { on: 'none', rows: rowsOf(rankers, 'city') },
  'station.read': { on: 'none', rows: [...rowsOf(anyPolice, 'any'), ...rowsOf(rankers, 'any')] },
  'station-ranking.publish': { on: 'none', rows: rowsOf(rankers, 'city') },
  'station-ranking.read': {
    on: 'none',
    rows: [
      ...rowsOf([...anyPolice, ...rankers], 'any'),
      { agencyKind: 'regulator', roles: ['regulator-reader'], relation: 'any', fields: 'figures' },
    ],
  },
  // Any police list a mark, read an entry, and write down an appeal of the person before them; those who listed it work on it.
  'blacklist.list-mark': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  'blacklist.list': { on: 'none', rows: [...rowsOf(anyPolice, 'any'), ...rowsOf(regulators, 'any')] },
  'blacklist.read': { on: 'blacklist-entry', rows: rowsOf(anyPolice, 'any') },
  'blacklist.work': { on: 'blacklist-entry', rows: policeOfThing },
  'blacklist.appeal': { on: 'blacklist-entry', rows: rowsOf(anyPolice, 'any') },
  'blacklist.decide': {
    on: 'blacklist-entry',
    rows: [...rowsOf(supervisors, 'own-agency'), ...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'city')],
  },
  'blacklist.import': { on: 'none', rows: [...rowsOf(supervisors, 'city'), cityAdministrator] },
  // What is answered depends on who asks: never a person, a case or a victim, and of other kinds of marks nothing.
  'blacklist.check': {
    on: 'none',
    rows: [...rowsOf(anyPolice, 'any'), ...rowsOf(anyBanks, 'any', 'bank'), ...rowsOf(operators, 'any', 'bank')],
  },
  'collision.list': { on: 'district', rows: policeOfDistrict },
  'collision.read': { on: 'collision', rows: readersOfThing },
  'collision.decide': { on: 'collision', rows: policeOfThing },
  // What a search shows, the reading action of each thing decides; banks, towns and regulators do not look for things at all.
  'search.run': { on: 'none', rows: rowsOf(counsel, 'any') },
  // The agency that holds an account is told to every officer who names its bank and number: they must reach each other.
  'account.find': { on: 'none', rows: rowsOf(anyPolice, 'any') },
  // All agencies that work together may see which agencies can be named; the city's administrator registers them.
  'agency.read': { on: 'none', rows: rowsOf(everybody, 'any') },
  'agency.register': { on: 'none', rows: [cityAdministrator] },
  // What Cordon knows of the caller by its token, and counts of what waits for it.
  'me.read': { on: 'none', rows: rowsOf(everybody, 'any') },
  // The terms of what the caller may see: each term's thing decides by its own action.
  'term.list': { on: 'none', rows: rowsOf(everybody, 'any') },
  'calendar.issue': { on: 'none', rows: rowsOf(everybody, 'any') },
  // Every caller has a desk, and reads only the entries on it.
  // What changed: of each thing only what the same caller may read of it.
  'changes.read': { on: 'none', rows: rowsOf(everybody, 'any') },
  'inbox.read': { on: 'none', rows: rowsOf(everybody, 'any') },
  'inbox.done': { on: 'inbox-entry', rows: rowsOf(everybody, 'desk') },
  // An agency registers for itself, so that its token says what kind of agency it is and of which district.
  'webhook.register': { on: 'webhook', rows: rowsOf(webhookKeepers, 'self') },
  'webhook.read': { on: 'webhook', rows: rowsOf(webhookKeepers, 'self') },
  // Warnings: sources send clues; police of the district or the city, and the town that takes care of the person, work on them.
  'warning.receive': { on: 'none', rows: rowsOf(clueSources, 'any') },
  'warning.list': { on: 'district', rows: policeOfDistrict },
  'warning.figures': { on: 'district', rows: policeOfDistrict },
  'warning.work': { on: 'district', rows: [...policeOfDistrict, ...rowsOf(townOfficers, 'own-agency')] },
  'warning.read': { on: 'warning', rows: [...policeOfDistrict, ...rowsOf(townOfficers, 'own-agency')] },
  'warning.handle': { on: 'warning', rows: [...policeOfDistrict, ...rowsOf(townOfficers, 'own-agency')] },
  'warning.grade': { on: 'warning', rows: policeOfDistrict },
  'warning.move': { on: 'warning', rows: policeOfDistrict },
  'warning.close': { on: 'warning', rows: [...rowsOf(supervisors, 'own-district'), ...rowsOf(supervisors, 'city')] },
  // A provider registers its own endpoint and keys, and speaks of its own messages.
  'channel.list': { on: 'none', rows: rowsOf([...anyPolice, { agencyKind: 'police', roles: ['administrator'] }], 'any') },
  'channel.read': { on: 'channel', rows: [...rowsOf(providers, 'self'), cityAdministrator] },
  'channel.register': { on: 'channel', rows: [...rowsOf(providers, 'self'), cityAdministrator] },
  'channel.tell': { on: 'none', rows: rowsOf(providers, 'any') },
  'policy.read': { on: 'none', rows: [policeContact, ...everybodyElse] },
} as const satisfies Readonly<Record<string, { readonly on: ThingKind; readonly rows: readonly AccessRow[] }>>;

export type Action = keyof typeof accessPolicy;
