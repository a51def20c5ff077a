import type { PolicyName } from '../policy/values.ts';

/** The terms of criminal procedure that run beside a consultation (办案期限). */
export const clockKinds = [
  /** 提请批准逮捕: from the detention to the request for arrest. */
  'arrest-request',
  /** 审查逮捕: from that request to the decision. */
  'arrest-decision',
  /** 复议: reconsideration of a decision not to arrest. */
  'reconsideration',
  /** 审查起诉: review for prosecution. */
  'prosecution-review',
  /** 补充侦查: supplementary investigation, at most twice. */
  'supplement',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** Why a term is longer: special circumstances; roaming, repeated or gang crime; a major or complex case. */
export const extensionGrounds = ['special', 'roaming', 'repeated', 'gang', 'complex'] as const;
export type ExtensionGround = (typeof extensionGrounds)[number];

/** How one ground lengthens one kind of term: by so much, or to so much in all. Days named in the policy are the most. */
interface Extension {
  readonly grounds: readonly ExtensionGround[];
  readonly days: PolicyName;
  readonly counts: 'on-top' | 'in-all';
  /** Only where the suspect is not in custody. */
  readonly notInCustody?: true;
}

interface ClockRule {
  readonly term: PolicyName;
  /** If custody changes the term. */
  readonly termInCustody?: PolicyName;
  readonly unit: 'days' | 'months';
  readonly extensions: readonly Extension[];
}

/** The rule of each kind (刑事诉讼法 art. 91, 172, 175; 人民检察院刑事诉讼规则); the figures are policy. */
export const clockRules: Readonly<Record<ClockKind, ClockRule>> = {
  'arrest-request': {
    term: 'procedure.arrest-request',
    unit: 'days',
    extensions: [
      { grounds: ['special'], days: 'procedure.arrest-request-special', counts: 'on-top' },
      { grounds: ['roaming', 'repeated', 'gang'], days: 'procedure.arrest-request-serial', counts: 'in-all' },
    ],
  },
  'arrest-decision': {
    term: 'procedure.arrest-decision',
    termInCustody: 'procedure.arrest-decision-detained',
    unit: 'days',
    extensions: [{ grounds: ['complex'], days: 'procedure.arrest-decision-complex', counts: 'in-all', notInCustody: true }],
  },
  reconsideration: { term: 'procedure.reconsideration', unit: 'days', extensions: [] },
  'prosecution-review': {
    term: 'procedure.prosecution-review',
    unit: 'months',
    extensions: [{ grounds: ['complex'], days: 'procedure.prosecution-review-extension', counts: 'on-top' }],
  },
  supplement: { term: 'procedure.supplement', unit: 'months', extensions: [] },
};
