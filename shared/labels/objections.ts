import type {
  correctionOutcomes,
  objectionChannels,
  objectionOutcomes,
  objectionStatuses,
  objectorCapacities,
  supervisionAnswers,
} from '../objections/model.ts';
import type { objectionShows } from '../objections/views.ts';
import { type LabelsOf, label } from './label.ts';

export const objectionState = {
  raised: label('待审查', 'Waits for a review'),
  assigned: label('审查中', 'Under review'),
  'carrying-out': label('待银行解除', 'Waits for the bank to let go'),
  rejected: label('已驳回', 'Rejected'),
  closed: label('已办结', 'Closed'),
  withdrawn: label('已撤回', 'Withdrawn'),
} as const satisfies LabelsOf<(typeof objectionStatuses)[number]>;

export const objectorCapacity = {
  holder: label('账户持有人', 'Holder of the account'),
  counterparty: label('善意相对人', 'Counterparty in good faith'),
  agent: label('代理人', 'Agent'),
} as const satisfies LabelsOf<(typeof objectorCapacities)[number]>;

export const objectionChannel = {
  bank: label('银行转交', 'By the bank'),
  window: label('公安窗口', 'At a police window'),
  paper: label('书面', 'On paper'),
} as const satisfies LabelsOf<(typeof objectionChannels)[number]>;

export const objectionOutcome = {
  upheld: label('异议成立', 'Upheld'),
  'partly-upheld': label('异议部分成立', 'Upheld in part'),
  rejected: label('驳回异议', 'Rejected'),
} as const satisfies LabelsOf<(typeof objectionOutcomes)[number]>;

export const supervisionAnswer = {
  maintain: label('措施适当，予以维持', 'The measure stands'),
  correct: label('要求纠正', 'The police are to correct it'),
} as const satisfies LabelsOf<(typeof supervisionAnswers)[number]>;

export const correctionOutcome = {
  comply: label('已纠正', 'Corrected'),
  refuse: label('不予纠正', 'Refused, with reasons'),
} as const satisfies LabelsOf<(typeof correctionOutcomes)[number]>;

/** How much of an objection the reader is shown. */
export const objectionShown = {
  all: label('全部内容', 'Everything'),
  person: label('异议人有权了解的内容', 'What the person who objects is entitled to'),
} as const satisfies LabelsOf<(typeof objectionShows)[number]>;
