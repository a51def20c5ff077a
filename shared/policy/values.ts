/**
 * Every figure of the product, with its source and its first day. Grades: A read in a primary text · B in two or more independent sources ·
 * C in one · D in public bank-side code of 2016-18 · P our own choice. A change of the law is a new row with a later `from`, never an edit
 * of an old one.
 */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'P';

export interface PolicyRow {
  /** The figure: a number in the unit named, or a switch. */
  readonly value: number | boolean;
  readonly unit: 'milliseconds' | 'count' | 'fen' | 'months' | 'days' | 'bytes' | 'switch';
  /** First day on which it holds, ISO 8601 date in Beijing time. */
  readonly from: string;
  readonly grade: Grade;
  readonly source: string;
  readonly note?: string;
}

const minutes = (n: number) => ({ value: n * 60_000, unit: 'milliseconds' }) as const;
const hours = (n: number) => minutes(n * 60);
const seconds = (n: number) => ({ value: n * 1_000, unit: 'milliseconds' }) as const;
const count = (n: number) => ({ value: n, unit: 'count' }) as const;
const fen = (n: number) => ({ value: n, unit: 'fen' }) as const;
const months = (n: number) => ({ value: n, unit: 'months' }) as const;
const days = (n: number) => ({ value: n, unit: 'days' }) as const;
const bytes = (n: number) => ({ value: n, unit: 'bytes' }) as const;
const on = { value: true, unit: 'switch' } as const;
const off = { value: false, unit: 'switch' } as const;

const ours = { from: '2016-01-01', grade: 'P', source: 'our own choice' } as const;
const cplText = '刑事诉讼法 (2018)';
const cpl = { from: '2018-10-26', grade: 'A' } as const;
const rules2019 = { from: '2019-12-30', grade: 'A' } as const;
const notice86 = '银发〔2016〕86号';

export const policyRows = {
  'sla.remind': [{ ...minutes(10), ...ours, note: 'the bank is reminded' }],
  'sla.duty-officer': [{ ...minutes(20), ...ours, note: 'the duty officer is told' }],
  'sla.supervisor': [{ ...minutes(25), ...ours, note: 'the supervisor is told' }],
  'sla.breach': [
    {
      ...minutes(30),
      from: '2016-01-01',
      grade: 'A',
      source: 'aim of the Beijing bureau: stopped within 30 minutes of the alarm, 100 %',
    },
  ],
  'sla.give-up': [{ ...hours(24), ...ours, note: 'after the alarm; a bank silent for so long is recorded as unanswered' }],
  'stop.term': [
    { ...hours(48), from: '2016-03-18', grade: 'B', source: `${notice86} 二(一)2`, note: 'from the moment the bank executes' },
  ],
  'stop.max-per-account': [
    { ...count(2), from: '2016-03-18', grade: 'B', source: `${notice86}; result code 1304 (D)`, note: 'whichever agency asks' },
  ],
  'stop.extension-counts': [{ ...on, ...ours, note: 'whether an extension counts as the second stop is not settled' }],
  'stop.expiry-warning': [{ ...hours(6), ...ours, note: 'before the end of the 48 hours' }],
  'freeze.term': [
    { ...months(6), from: '2016-01-01', grade: 'A', source: 'criminal procedure: freezing of deposits, six months' },
  ],
  'freeze.term-major': [
    {
      ...months(12),
      from: '2016-01-01',
      grade: 'A',
      source: 'criminal procedure: major or complex cases, approved at prefecture level',
    },
  ],
  'freeze.renewal-window': [
    { ...days(10), from: '2016-01-01', grade: 'C', source: 'practice: renewal starts 10 days ahead with legal review' },
  ],
  'freeze.prefecture-amount': [
    {
      ...fen(200_000_000),
      from: '2016-01-01',
      grade: 'C',
      source:
        'practice: whole accounts with 2,000,000 yuan or more are decided by the head of the prefecture, after legal review',
    },
  ],
  'freeze.prefecture-at-once': [
    {
      ...count(200),
      from: '2016-01-01',
      grade: 'B',
      source: 'practice: from so many accounts at once the head of the prefecture decides, after legal review',
    },
  ],
  'freeze.prefecture-in-case': [
    { ...count(500), from: '2016-01-01', grade: 'B', source: 'practice: the same from so many accounts of a case in total' },
  ],
  'freeze.prefecture-whole-at-once': [
    { ...count(100), from: '2016-01-01', grade: 'C', source: 'practice: the same from so many whole accounts at once' },
  ],
  'freeze.prefecture-whole-in-case': [
    {
      ...count(300),
      from: '2016-01-01',
      grade: 'C',
      source: 'practice: the same from so many whole accounts of a case in total',
    },
  ],
  'region-notice.accounts': [
    {
      ...count(100),
      from: '2016-01-01',
      grade: 'C',
      source: 'practice: over so many accounts of a case in one other prefecture its police get written notice',
    },
  ],
  'region-notice.amount': [
    { ...fen(200_000_000), from: '2016-01-01', grade: 'C', source: 'practice: the same over 2,000,000 yuan' },
  ],
  'region-notice.send': [{ ...days(7), from: '2016-01-01', grade: 'C', source: 'practice: within so many days' }],
  'region-notice.acknowledge': [{ ...days(7), ...ours, note: 'from the notice to the answer of the police there' }],
  'freeze.at-once': [{ ...hours(24), ...ours, note: 'freezes of a case within so many hours count as at once' }],
  'freeze.whole-share': [
    {
      ...count(90),
      ...ours,
      note: 'percent of what is known to be on the account, from which a sum counts as the whole account',
    },
  ],
  'screening.term': [
    {
      ...months(3),
      from: '2016-01-01',
      grade: 'B',
      source: 'practice: screened within three months of the freeze; no proven link, released',
    },
  ],
  'screening.term-whole': [
    {
      ...months(1),
      from: '2016-01-01',
      grade: 'B',
      source: 'practice: a whole account that is frozen is screened within a month',
    },
  ],
  'screening.warning': [{ ...days(10), ...ours, note: 'before the end of the term of a screening' }],
  'screening.release-at-term': [
    {
      ...on,
      ...ours,
      note: 'without a finding in its term the money goes free by itself; off: the supervisor is told, and decides',
    },
  ],
  'screening.tell-owner': [
    {
      ...days(3),
      from: '2016-01-01',
      grade: 'A',
      source: `${cplText} art. 145: what has nothing to do with the case is released within three days`,
      note: 'in which the owner of money that goes free is told',
    },
  ],
  'release.approval-amount': [{ ...fen(100_000_000), ...ours, note: '1,000,000 yuan: a release of more needs an approval' }],
  'return.notice': [
    {
      ...days(30),
      from: '2016-01-01',
      grade: 'B',
      source: 'practice of return: public notice of 30 days where shares are by loss',
      note: 'a plan with other shares begins the days anew, one with the same shares does not: our own choice',
    },
  ],
  'return.pay': [
    {
      ...count(3),
      from: '2016-01-01',
      grade: 'B',
      source: 'practice of return: the bank pays on the spot or within three working days',
      note: 'working days',
    },
  ],
  'return.pool-by-loss': [
    {
      ...on,
      ...ours,
      note: 'how “share of what is frozen” is read where time does not tell: loss over all losses, times the frozen sum. Off is the literal reading, loss over all that is frozen in the case, as far as the sum reaches; where the losses are below what is frozen, it gives less',
    },
  ],
  'approval.unanswered': [{ ...days(7), ...ours, note: 'after which an approval that was asked for and not answered lapses' }],
  'approval.unused': [{ ...days(10), ...ours, note: 'after which an approval that was granted and not used lapses' }],
  'instruction.patience': [
    { ...minutes(30), ...ours, note: 'after which an instruction that the bank leaves unanswered may be replaced by another' },
  ],
  'instruction.due-recall': [{ ...minutes(30), ...ours, note: 'from the recall of a stop to its answer' }],
  'instruction.due-extend': [{ ...minutes(30), ...ours, note: 'from the instruction to its answer' }],
  'instruction.due-release': [{ ...minutes(30), ...ours, note: 'from the instruction to its answer' }],
  'instruction.due-freeze': [{ ...minutes(30), ...ours, note: 'from the instruction to its answer' }],
  'instruction.due-renew': [
    { ...hours(24), ...ours, note: 'from the instruction to its answer; the freeze still runs for days' },
  ],
  'instruction.due-unfreeze': [{ ...minutes(60), ...ours, note: 'from the instruction to its answer' }],
  'instruction.due-narrow': [{ ...minutes(60), ...ours, note: 'from the instruction to its answer' }],
  'instruction.remind': [{ ...minutes(10), ...ours, note: 'before the answer of an instruction after the stop is due' }],
  'bank-question.due-statement': [{ ...hours(24), ...ours, note: 'from the request for a statement to its last page' }],
  'bank-question.due-whose-account': [{ ...hours(2), ...ours, note: 'from the question who holds an account to its answer' }],
  'bank-question.due-watch': [
    { ...minutes(30), ...ours, note: 'from the request to watch an account to the word that it is watched' },
  ],
  'bank-question.due-return': [
    {
      ...hours(72),
      ...ours,
      note: 'after the working days of a payment back, until the bank is asked once more, and then people are told',
    },
  ],
  'bank-question.due-protect': [
    { ...minutes(30), ...ours, note: 'from the order of a protective measure until the bank has done it' },
  ],
  'bank-question.due-unprotect': [{ ...minutes(10), ...ours, note: 'from the word that it ends until the bank has ended it' }],
  'protection.term': [
    {
      ...hours(72),
      ...ours,
      note: 'the longest that a protective measure runs from one consent or approval; no published term was found',
    },
  ],
  'protection.longest': [{ ...hours(360), ...ours, note: 'the longest that it runs in all, with new consents' }],
  'bank-question.due-watch-end': [{ ...hours(24), ...ours, note: 'from the end of a watch to the word that it is over' }],
  'watch.longest': [{ ...days(30), ...ours, note: 'the longest watch of an account; a longer one is asked for anew' }],
  'statement.longest-period': [{ ...days(366), ...ours, note: 'the longest period of one statement of an account' }],
  'confirmation.term-slack': [
    {
      ...hours(24),
      ...ours,
      note: 'by which the end of a freeze that a bank names may differ from the lawful one: months end with a day',
    },
  ],
  'trace.max-tiers': [{ ...count(8), ...ours }],
  'trace.max-children': [{ ...count(50), ...ours, note: 'orders that follow from one order' }],
  'trace.max-orders-per-alarm': [
    { ...count(60), ...ours, note: 'orders that the trace of one alarm opens before a person must clear the next' },
  ],
  'trace.max-orders-per-bank-hour': [
    {
      ...count(240),
      ...ours,
      note: 'orders that the trace opens on the word of one bank in one hour of the clock before a person must clear the next: the full trace of four alarms, twice what the largest bank would name in its busiest hour (a third of 600 stop orders a day, four times the mean, three ways on from each)',
    },
  ],
  'trace.other-money': [
    {
      ...count(3),
      ...ours,
      note: 'mule accounts take money of several victims: outflows and the held sum may be so many times the sum known to have come in, besides the balance',
    },
  ],
  'trace.min-amount': [{ ...fen(10_000), ...ours, note: 'outflows of 100 yuan or more are followed' }],
  'trace.clock-slack': [
    {
      ...minutes(10),
      ...ours,
      note: "outflows from longer before the transfer are not the victim's; the clocks of banks differ",
    },
  ],
  'bank.retry-max': [{ ...count(3), ...ours, note: 'answers 1100 and 1101, then the phone channel' }],
  'phone.time-slack': [
    { ...minutes(10), ...ours, note: 'between the time of execution said on the telephone and the one in the bank’s own answer' },
  ],
  'bank-test.term': [{ ...minutes(30), ...ours, note: 'for a bank to do its part of a test' }],
  'bank-test.max-per-hour': [{ ...count(60), ...ours, note: 'tests of a bank, five times the number that it needs' }],
  'bank.retry-delay': [{ ...seconds(60), ...ours, note: 'doubled at each retry' }],
  'bank.redeliver-per-hour': [
    { ...count(6), ...ours, note: 'pushes of one order that its bank asks for again in any hour; it may pull at any time' },
  ],
  'breaker.threshold': [{ ...count(5), ...ours, note: "failed pushes in a row that open a bank's circuit" }],
  'breaker.cooldown': [{ ...seconds(60), ...ours, note: 'before the next push is tried; the bank may pull meanwhile' }],
  'alert.max-age': [{ ...hours(24 * 365), ...ours, note: 'an alarm that came in longer ago is a slip of the pen' }],
  'alert.grade-1-loss': [
    {
      ...fen(100_000_000),
      ...ours,
      note: '1,000,000 yuan, from which a case is suggested for listing (A); as a grade of alerts our own choice',
    },
  ],
  'alert.grade-2-loss': [{ ...fen(10_000_000), ...ours, note: '100,000 yuan' }],
  'alert.grade-3-loss': [{ ...fen(1_000_000), ...ours, note: '10,000 yuan' }],
  'procedure.arrest-request': [
    { ...days(3), ...cpl, source: `${cplText} art. 91(1)`, note: 'from the detention to the request for arrest' },
  ],
  'procedure.arrest-request-special': [
    { ...days(4), ...cpl, source: `${cplText} art. 91(1)`, note: 'the longest extension in special circumstances: 1 to 4 days' },
  ],
  'procedure.arrest-request-serial': [
    { ...days(30), ...cpl, source: `${cplText} art. 91(2)`, note: 'in all: roaming, repeated or gang crime' },
  ],
  'procedure.arrest-decision-detained': [{ ...days(7), ...cpl, source: `${cplText} art. 91(3)` }],
  'procedure.arrest-decision': [
    { ...days(15), ...rules2019, source: '人民检察院刑事诉讼规则 (2019) art. 282', note: 'suspect not detained' },
  ],
  'procedure.arrest-decision-complex': [
    {
      ...days(20),
      ...rules2019,
      source: '人民检察院刑事诉讼规则 (2019) art. 282',
      note: 'in all: suspect not detained, major or complex case',
    },
  ],
  'procedure.reconsideration': [
    { ...days(7), ...rules2019, source: '人民检察院刑事诉讼规则 (2019) art. 290: reconsideration of a decision not to arrest' },
  ],
  'procedure.prosecution-review': [{ ...months(1), ...cpl, source: `${cplText} art. 172` }],
  'procedure.prosecution-review-extension': [
    { ...days(15), ...cpl, source: `${cplText} art. 172`, note: 'major or complex case' },
  ],
  'procedure.supplement': [{ ...months(1), ...cpl, source: `${cplText} art. 175`, note: 'supplementary investigation' }],
  'procedure.supplement-max': [{ ...count(2), ...cpl, source: `${cplText} art. 175` }],
  'procedure.last-day-moves': [
    {
      ...on,
      ...cpl,
      grade: 'B',
      source: `${cplText} art. 105`,
      note: 'a term that ends on a holiday ends on the first working day after it, but never while the suspect is in custody',
    },
  ],
  'procedure.warning-days': [{ ...hours(24), ...ours, note: 'before the end of a term of up to 7 days' }],
  'procedure.provisional-ahead': [
    { ...hours(72), ...ours, note: 'by how much earlier a term is announced whose last day the calendar may still move' },
  ],
  'calendar.horizon-warning': [
    { ...days(60), ...ours, note: 'before the known public holidays end: an administrator is told to bring the next year in' },
  ],
  'calendar.feed-life': [{ ...days(90), ...ours, note: 'then the private address of a calendar ends; rights may have changed' }],
  'procedure.warning-weeks': [{ ...hours(72), ...ours, note: 'before the end of a longer term' }],
  'consultation.invitation': [
    { ...hours(72), ...ours, note: 'from the invitation until the agency that has not answered is reminded' },
  ],
  'meeting.minutes': [{ ...hours(72), ...ours, note: 'from the meeting to its minutes' }],
  'proposal.answer-time': [
    { ...days(7), ...ours, note: 'the least from when a proposed standard is put to the districts to its first day' },
  ],
  'proposal.reminder': [
    { ...days(7), ...ours, note: 'before the first day of a proposed standard, to districts that have not answered' },
  ],
  'impact.standstill': [
    { ...minutes(30), ...ours, note: 'a count that has not moved for so long is given up, and another may start' },
  ],
  'case.share-longest': [
    { ...months(12), ...ours, note: 'from the day on which parts of a case are shared; may be shared anew after that' },
  ],
  'case.filing-oldest': [
    {
      ...months(12),
      ...ours,
      note: 'how long before it is noted here a case may have been filed; Cordon does not take older ones',
    },
  ],
  'evidence-file.largest': [{ ...bytes(2_000_000_000), ...ours, note: 'one file; S3 takes 5 GB in one upload' }],
  'evidence-file.per-piece': [{ ...count(20), ...ours, note: 'files of one piece of evidence that are not withdrawn' }],
  'evidence-file.upload-link': [{ ...hours(1), ...ours, note: 'how long an upload may begin with the link given for it' }],
  'evidence-file.open-link': [{ ...seconds(60), ...ours, note: 'how long the bytes may be fetched after an opening' }],
  'evidence-file.recheck': [
    {
      ...minutes(10),
      ...ours,
      note: 'after the end of the upload link: then Cordon looks itself, and the file lapses if it is not there',
    },
  ],
  'evidence-file.scan-patience': [
    { ...minutes(30), ...ours, note: 'after which a scan that was not answered is asked for again' },
  ],
  'evidence-file.scan-asks': [{ ...count(3), ...ours, note: 'how often a scan is asked for; then a person has to look' }],
  'evidence-file.locked': [{ ...days(1_825), ...ours, note: 'five years: for so long the store deletes no file' }],
  'access-request.unanswered': [{ ...days(14), ...ours, note: 'after which a request to see more of a case lapses' }],
  'listing.loss': [
    {
      ...fen(100_000_000),
      from: '2016-01-01',
      grade: 'A',
      source: 'practice of the Beijing bureau: cases with a loss of 1,000,000 yuan or more are listed',
    },
  ],
  'listing.victims': [{ ...count(3), ...ours, note: 'several victims: from so many on a listing is suggested' }],
  'listing.districts': [{ ...count(2), ...ours, note: 'across districts: from so many on a listing is suggested' }],
  'listing.decide': [{ ...days(7), ...ours, note: 'from the suggestion until a supervisor takes it up or rejects it' }],
  'listing.approve': [{ ...days(3), ...ours, note: 'from the proposal until it is approved or rejected' }],
  'listing.deadline-ministry': [{ ...months(3), ...ours, note: 'no deadline is published' }],
  'listing.deadline-joint': [{ ...months(3), ...ours, note: 'no deadline is published' }],
  'listing.deadline-province': [{ ...months(3), ...ours, note: 'no deadline is published' }],
  'listing.deadline-city': [{ ...months(3), ...ours, note: 'no deadline is published' }],
  'listing.report-ministry': [{ ...months(1), ...ours, note: 'from one progress report to the next' }],
  'listing.report-joint': [{ ...months(1), ...ours, note: 'from one progress report to the next' }],
  'listing.report-province': [{ ...months(1), ...ours, note: 'from one progress report to the next' }],
  'listing.report-city': [{ ...months(1), ...ours, note: 'from one progress report to the next' }],
  'listing.report-window': [
    {
      ...days(10),
      ...ours,
      note: 'a progress report is that of its period from so long before its due day; an earlier one moves nothing',
    },
  ],
  'listing.extension-max': [{ ...months(3), ...ours, note: 'one extension' }],
  'listing.extensions': [{ ...count(2), ...ours, note: 'extensions of one listing at most' }],
  'listing.approval-age': [{ ...months(12), ...ours, note: 'how old an approval may be when a listing rests on it' }],
  'listing.notice': [{ ...days(7), ...ours, note: 'overdue for so long: after the reminder, a notice (督办通知)' }],
  'listing.interview': [{ ...days(14), ...ours, note: 'overdue for so long: the interview (约谈)' }],
  'listing.aim-chains': [
    {
      ...count(2),
      from: '2016-01-01',
      grade: 'A',
      source: 'aim of the Beijing bureau for listed cases: the information chain and the money chain broken',
    },
  ],
  'listing.aim-arrests': [
    { ...count(10), from: '2016-01-01', grade: 'A', source: 'aim of the Beijing bureau for listed cases: ten or more arrested' },
  ],
  'campaign.term-urgent': [{ ...days(3), ...ours, note: 'to work a lead of a campaign (线索) that is urgent' }],
  'campaign.term-high': [{ ...days(7), ...ours, note: 'the same for a lead of high priority' }],
  'campaign.term-normal': [{ ...days(15), ...ours, note: 'the same for any other lead' }],
  'campaign.remind': [{ ...days(2), ...ours, note: 'before a lead is due; of a shorter term, half of it' }],
  'campaign.short': [{ ...hours(48), ...ours, note: 'a lead that is due within this is told of at once' }],
  'campaign.climb': [{ ...days(3), ...ours, note: 'after a lead fell overdue, the unit that leads the campaign is told' }],
  'regional.correct-notice': [{ ...days(30), ...ours, note: 'to correct after a rectification notice (整改通知)' }],
  'regional.correct-interview': [{ ...days(15), ...ours, note: 'to correct after a joint interview (联合约谈)' }],
  'regional.correct-warning': [{ ...days(30), ...ours, note: 'to correct after a warning (挂牌警示)' }],
  'regional.remind': [{ ...days(5), ...ours, note: 'before the correction is due' }],
  'regional.review': [{ ...days(10), ...ours, note: 'from the evidence of correction until it is looked at' }],
  'outlet.linked-accounts': [
    {
      ...count(5),
      ...ours,
      note: 'accounts of a month that were opened at one outlet and are linked to fraud: a measure is suggested. That such outlets are named and sanctioned is A, the figure is ours',
    },
  ],
  'outlet.linked-cards': [{ ...count(10), ...ours, note: 'the same of phone cards and the shops of operators' }],
  'outlet.climb-months': [
    { ...count(3), ...ours, note: 'so many months back a suggestion makes the next one a step sterner (at most 12)' },
  ],
  'ranking.residents': [
    {
      ...count(10_000),
      from: '2016-01-01',
      grade: 'A',
      source: 'Beijing: stations are ranked by filed cases per 10,000 residents',
    },
  ],
  'objection.term': [
    {
      ...days(15),
      ...ours,
      note: 'working days from the day after the objection until it is decided; no published term was found',
    },
  ],
  'warning.urgent.risk': [{ ...count(90), ...ours, note: 'from this risk, 0 to 100, a clue makes its warning urgent' }],
  'warning.high.risk': [{ ...count(70), ...ours, note: 'the same, high' }],
  'warning.medium.risk': [{ ...count(40), ...ours, note: 'the same, medium; below it is low' }],
  'warning.max-age': [{ ...hours(720), ...ours, note: 'how old the moment of a clue may be' }],
  'warning.urgent.phone': [
    { ...minutes(5), ...ours, note: 'by when the city has called the person; no time limit is published' },
  ],
  'warning.urgent.visit': [
    { ...minutes(30), ...ours, note: 'by when the station has met the person; a door within 9 minutes has been seen (C)' },
  ],
  'warning.urgent.climb': [{ ...minutes(10), ...ours, note: 'the time of each level to which it climbs' }],
  'warning.high.phone': [{ ...minutes(15), ...ours, note: 'by when the sub-bureau has called the person' }],
  'warning.high.visit': [
    {
      ...hours(4),
      from: '2016-01-01',
      grade: 'C',
      source: 'practice: each warning of a high grade is visited; the hours are our own choice',
      note: 'by when the station has met the person',
    },
  ],
  'warning.high.climb': [{ ...minutes(30), ...ours, note: 'the time of each level to which it climbs' }],
  'warning.medium.ai-call': [{ ...minutes(30), ...ours, note: 'by when a machine has called the person' }],
  'warning.medium.phone': [{ ...hours(2), ...ours, note: 'by when the station has called the person' }],
  'warning.medium.visit': [{ ...hours(24), ...ours, note: 'by when the station has met the person' }],
  'warning.medium.climb': [{ ...hours(4), ...ours, note: 'the time of each level to which it climbs' }],
  'warning.low.sms': [{ ...hours(1), ...ours, note: 'by when a message has arrived' }],
  'warning.low.ai-call': [{ ...hours(2), ...ours, note: 'by when a machine has called the person' }],
  'warning.low.phone': [{ ...hours(24), ...ours, note: 'by when the community, or the station, has called the person' }],
  'warning.low.climb': [{ ...hours(24), ...ours, note: 'the time of each level to which it climbs' }],
  'warning.sms.tries': [{ ...count(2), ...ours, note: 'messages, until the next means' }],
  'warning.ai-call.tries': [{ ...count(2), ...ours, note: 'calls by a machine, until the next means' }],
  'warning.phone.tries': [
    {
      ...count(3),
      from: '2016-01-01',
      grade: 'C',
      source: 'practice: failed contacts are repeated and climb',
      note: 'calls; the number is our own choice',
    },
  ],
  'warning.visit.tries': [
    {
      ...count(2),
      from: '2016-01-01',
      grade: 'C',
      source: 'practice: failed contacts are repeated and climb',
      note: 'visits; the number is our own choice',
    },
  ],
  'warning.sms.repeat': [{ ...minutes(10), ...ours, note: 'until a message is sent again' }],
  'warning.ai-call.repeat': [{ ...minutes(15), ...ours, note: 'until a machine calls again' }],
  'warning.phone.repeat': [{ ...minutes(10), ...ours, note: 'until a person calls again' }],
  'warning.visit.repeat': [{ ...hours(1), ...ours, note: 'until the next visit' }],
  'warning.again': [
    {
      ...hours(24),
      ...ours,
      note: 'until a person who is still in doubt is contacted again, and until the city is told again of what is overdue',
    },
  ],
  'warning.sms.outcome': [{ ...minutes(10), ...ours, note: 'within which a provider says whether a message arrived' }],
  'warning.ai-call.outcome': [{ ...minutes(15), ...ours, note: 'within which a provider says how a call ended' }],
  'warning.phone.lease': [{ ...minutes(15), ...ours, note: 'so long one person holds a warning that is to be called' }],
  'warning.visit.lease': [{ ...hours(2), ...ours, note: 'so long one person holds a warning that is to be visited' }],
  'warning.load': [{ ...count(10), ...ours, note: 'warnings that one person holds at a time' }],
  'warning.quiet-from': [{ ...count(22), ...ours, note: 'the hour in Beijing from which machines neither send nor call' }],
  'warning.quiet-until': [{ ...count(7), ...ours, note: 'the hour at which they begin again' }],
  'warning.loss-within': [
    { ...count(30), ...ours, note: 'days: an alarm of the same person within so many counts as fraud after the warning' },
  ],
  'warning.figures-days': [{ ...count(92), ...ours, note: 'the most days of one table of warnings' }],
  'objection.term-livelihood': [
    { ...days(3), ...ours, note: 'the same, in working days, where a livelihood depends on the account' },
  ],
  'objection.remind': [{ ...hours(72), ...ours, note: 'before an objection is due' }],
  'objection.remind-livelihood': [{ ...hours(24), ...ours, note: 'the same, where a livelihood depends on the account' }],
  'objection.escalate': [{ ...hours(24), ...ours, note: 'from when an objection is overdue until the city is told' }],
  'objection.information': [
    { ...days(5), ...ours, note: 'working days to answer a question about an objection; it stops no term' },
  ],
  'objection.supervision': [
    {
      ...days(15),
      ...ours,
      note: 'working days from the request to the answer of the procuratorate (criminal procedure law art. 117)',
    },
  ],
  'objection.correction': [{ ...days(10), ...ours, note: 'working days for the police to answer a demand of the procuratorate' }],
  'objection.ruling-approval': [
    {
      ...off,
      ...ours,
      note: 'on: a ruling for the person needs the approval that a release of the same sum needs. Off, since the law has the measure lifted at once',
    },
  ],
  'ranking.top': [
    { ...count(20), from: '2016-01-01', grade: 'A', source: 'Beijing: the top 20 stations are told, warned, listed' },
  ],
  'ranking.settle': [{ ...hours(2), ...ours, note: 'from the end of a month until its ranking may be published' }],
  'ranking.warned-at': [{ ...count(2), ...ours, note: 'so often among the top within the window: warned, no longer told' }],
  'ranking.listed-at': [{ ...count(3), ...ours, note: 'so often among the top within the window: listed' }],
  'ranking.window': [{ ...months(12), ...ours, note: 'how far back a place among the top counts as a repeat' }],
  'similar.doubling': [{ ...count(1_000), ...ours, note: 'points between two similar cases: one sum is twice the other' }],
  'similar.small-sum': [{ ...fen(100_000), ...ours, note: 'added to both sums first: small sums are near each other' }],
  'similar.count-doubling': [{ ...count(500), ...ours, note: 'points: one count is twice the other' }],
  'similar.other-measure': [{ ...count(1_000), ...ours, note: 'points: the two have no sum by the same measure' }],
  'similar.owner': [{ ...count(1_000), ...ours, note: 'points: the accounts are of another kind of holder' }],
  'similar.test': [{ ...count(750), ...ours, note: 'points: a test of knowledge or serious consequences came out otherwise' }],
  'similar.person': [{ ...count(500), ...ours, note: 'points: juvenile, student or first offence in one of the two' }],
  'similar.unknown': [{ ...count(250), ...ours, note: 'points: known of one of the two alone' }],
  'similar.near': [{ ...count(1_500), ...ours, note: 'points up to which a decision counts in the figures of its district' }],
  'figures.settle': [{ ...minutes(10), ...ours, note: 'from midnight until the figures of the day are folded' }],
  'figures.least-orders': [
    { ...count(10), ...ours, note: 'so many orders with an outcome, at least, until a bank has a place in the league table' },
  ],
  'figures.most-days': [{ ...count(92), ...ours, note: 'of one table by day' }],
  'figures.most-months': [{ ...count(120), ...ours, note: 'of one table by month, district or hour' }],
  'figures.most-bank-months': [{ ...count(12), ...ours, note: 'of one league table of banks' }],
  'ranking.months-listed': [{ ...count(120), ...ours, note: 'how many months back the list of rankings goes' }],
  'signature.max-age': [{ ...hours(24), ...ours, note: "how old the moment may be that a bank's signature names (`iat`)" }],
  'blacklist.term-person': [
    {
      ...months(24),
      from: '2024-12-01',
      grade: 'B',
      source: '电信网络诈骗及其关联违法犯罪联合惩戒办法 (2024): two or three years',
    },
  ],
  'blacklist.term-person-convicted': [
    { ...months(36), from: '2024-12-01', grade: 'B', source: 'the same: three years after a conviction' },
  ],
  'blacklist.most-person': [
    {
      ...months(60),
      from: '2024-12-01',
      grade: 'B',
      source: 'the same: five years in all',
      note: 'whichever agencies list the person',
    },
  ],
  'blacklist.term-mark': [{ ...months(24), ...ours, note: 'an account, phone, device, address, app or outlet' }],
  'blacklist.term-suspicion': [{ ...months(3), ...ours, note: 'a mark that is only suspected' }],
  'blacklist.most-mark': [{ ...months(60), ...ours, note: 'in all, whichever agencies list it' }],
  'blacklist.tell': [{ ...days(5), ...ours, note: 'from the listing until the person is told in writing' }],
  'blacklist.appeal': [{ ...days(15), ...ours, note: 'from the day the police received an appeal until it is decided' }],
  'blacklist.checks-per-minute': [{ ...count(1_000), ...ours, note: 'marks of one caller' }],
  'blacklist.checks-per-day': [{ ...count(50_000), ...ours, note: 'marks of one caller, on a day in Beijing' }],
  'blacklist.import-most-missing': [
    {
      ...count(10),
      ...ours,
      note: 'percent of the marks of the version before; if a version of a national list lacks more, a person confirms it first',
    },
  ],
  'blacklist.auto-stop': [
    {
      ...off,
      ...ours,
      note: 'on: a stop is asked for without an officer where the money of an alarm touches a listed account. Off: an officer decides',
    },
  ],
  'clock.tolerance': [{ ...seconds(30), ...ours, note: "how far ahead of ours another system's clock may be" }],
} as const satisfies Readonly<Record<string, readonly [PolicyRow, ...PolicyRow[]]>>;

export type PolicyName = keyof typeof policyRows;

/** The figures. Bundles have them packed, without their sources (`infra/bundling.ts`). */
export function policyFigures(): Readonly<Record<PolicyName, readonly Pick<PolicyRow, 'value' | 'from'>[]>> {
  return policyRows;
}
