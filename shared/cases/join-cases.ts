import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { CaseFact } from './case-facts.ts';
import { isSameCase, roomRefusal, stateRefusal } from './gates.ts';
import type { Case, Limited, LinkCase, MergeCase } from './model.ts';

/** A decision's facts for the case it was made on, and for the other case it concerns: two streams of one kind. */
export interface BothCases {
  readonly kind: 'both';
  readonly here: readonly CaseFact[];
  readonly there: readonly CaseFact[];
}

/**
 * Merges a case into another (并案): all that it holds goes over, and its id leads to the other for good. The shares of both end, because
 * they were not granted for the merged case; it must be shared anew.
 *
 * @param fraudCase the case that ends
 * @param into the case that goes on; if it was open and the other filed, under that filing
 * @returns the facts of both, or CASE_WITH_ITSELF, CASE_FULL, CASE_STATE_FORBIDS
 */
export function mergeCases(fraudCase: Case, { reason }: MergeCase, into: Case, { now }: Context): BothCases | Refusal {
  if (fraudCase.caseId === into.caseId) return refuse('CASE_WITH_ITSELF', { paths: ['/into'] });
  const refusal = stateRefusal(fraudCase, 'merge') ?? stateRefusal(into, 'absorb');
  if (refusal !== undefined) return refusal;
  const content = contentFor(fraudCase, into);
  const full = sizes.map((part) => roomRefusal(part, into[part].length, content[part].length)).find((one) => one !== undefined);
  if (full !== undefined) return full;
  const { caseId: from, filing } = fraudCase;
  const absorbed: CaseFact = { type: 'case.absorbed', data: { at: now, from, content } };
  return {
    kind: 'both',
    here: [{ type: 'case.merged', data: { at: now, into: into.caseId, reason } }],
    there:
      filing === undefined || into.filing !== undefined
        ? [absorbed]
        : [absorbed, { type: 'case.filing-taken-over', data: { at: now, from, filing } }],
  };
}

const sizes = ['alerts', 'persons', 'losses', 'evidence', 'links', 'absorbed'] as const satisfies readonly Limited[];

type Content = Extract<CaseFact, { type: 'case.absorbed' }>['data']['content'];

/** The content that the case brings: of the checklist and the links only what the other case lacks. */
function contentFor(fraudCase: Case, into: Case): Content {
  const { caseId, agencies, alerts, persons, losses, evidence, filing } = fraudCase;
  return {
    ...{ agencies, alerts, persons, losses, evidence },
    musts: fraudCase.musts.filter(({ must }) => into.musts.every((done) => done.must !== must)),
    links: fraudCase.links.filter(
      (link) => !isSameCase(into, link.caseId) && into.links.every((known) => known.caseId !== link.caseId),
    ),
    absorbed: [...fraudCase.absorbed, { caseId, ...(filing === undefined ? {} : { filing }) }],
  };
}

/**
 * Links two related cases that go on side by side (串案). Both record the link. A link that exists changes nothing.
 *
 * @returns the facts of both, or CASE_WITH_ITSELF, CASE_FULL, CASE_STATE_FORBIDS
 */
export function linkCases(fraudCase: Case, { reason }: LinkCase, other: Case, { now }: Context): BothCases | Refusal {
  if (fraudCase.caseId === other.caseId) return refuse('CASE_WITH_ITSELF', { paths: ['/caseId'] });
  const here = linkTo(fraudCase, other, reason, now);
  const there = linkTo(other, fraudCase, reason, now);
  if ('kind' in here) return here;
  if ('kind' in there) return there;
  return { kind: 'both', here, there };
}

function linkTo(from: Case, to: Case, reason: string, now: string): readonly CaseFact[] | Refusal {
  if (from.links.some(({ caseId }) => isSameCase(to, caseId))) return [];
  const refusal = stateRefusal(from, 'link') ?? roomRefusal('links', from.links.length);
  return refusal ?? [{ type: 'case.linked', data: { at: now, link: { caseId: to.caseId, reason, linkedAt: now } } }];
}
