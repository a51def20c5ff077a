import { type Consultation, isOpen } from '../consultations/consultation.ts';
import { consultationLifecycle } from '../consultations/consultation-lifecycle.ts';
import type { Screening } from '../freezes/screening/model.ts';
import { actBy } from '../freezes/screening/standing.ts';
import { defined } from '../kernel/defined.ts';
import type { ListedCase } from '../listed-cases/model.ts';
import type { Objection } from '../objections/model.ts';
import { objectionLifecycle } from '../objections/objection-lifecycle.ts';
import { awaitsProcuratorate, awaitsResponse } from '../objections/standing.ts';
import type { CaseClocks } from '../procedure-clocks/clocks-model.ts';
import type { RegionalMeasure } from '../regional/measure/measure-model.ts';
import type { Proposal } from '../standards/proposal/proposal-model.ts';
import { allOf } from './keys.ts';
import { policeOf, type Reader, type TermOfThing } from './model.ts';

/**
 * Of a consultation: invitations without an answer, evidence asked for, actions agreed on, terms of procedure that were not stopped. Every
 * party sees all of them, an agency that was only asked its own invitation. Terms of procedure run on when the consultation is over.
 */
export function termsOfConsultation(consultation: Consultation): readonly TermOfThing[] {
  const { consultationId, reference, status, parties, evidenceRequests, actions, clocks, caseIds, convener } = consultation;
  const about = { kind: 'consultation', id: consultationId, reference } as const;
  const inside = parties.filter(({ answer }) => answer === 'accepted').map(({ agency }) => as('party', agency));
  const invitations = consultationLifecycle.allows(status, 'accept')
    ? parties.flatMap(({ agency, answer, dueAt }): TermOfThing[] => {
        if (answer !== 'invited' || dueAt === undefined) return [];
        const readers = [...inside, as('invited', agency)];
        return [
          {
            termId: `${consultationId}:invitation:${agency}`,
            kind: 'invitation',
            endsAt: dueAt,
            about,
            waitsFor: agency,
            readers,
          },
        ];
      })
    : [];
  const evidence = status === 'deliberating' ? evidenceRequests.filter((request) => request.status === 'open') : [];
  const agreed = isOpen(status) ? actions.filter(({ done }) => done === undefined) : [];
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
  return [
    ...invitations,
    ...evidence.map(
      ({ n, from, dueAt }): TermOfThing => ({
        ...{ termId: `${consultationId}:evidence:${n}`, kind: 'evidence', endsAt: dueAt, about, waitsFor: from, readers: inside },
      }),
    ),
    ...agreed.map(
      ({ n, owner, dueAt }): TermOfThing => ({
        ...{ termId: `${consultationId}:action:${n}`, kind: 'action', endsAt: dueAt, about, waitsFor: owner, readers: inside },
      }),
    ),
    ...running.map(
      ({ n, kind, endsAt, suspect, provisional, startedBy = convener.agency }): TermOfThing => ({
        ...{ termId: `${consultationId}:clock:${n}`, kind, endsAt, about, waitsFor: startedBy, readers: inside },
        ...(suspect === undefined ? {} : { suspect: { caseIds, itemId: suspect } }),
        ...defined({ provisional }),
      }),
    ),
  ];
}

/** Of a case: the terms of procedure that were not stopped, for those who answer for it and for the agency that started each. */
export function termsOfCaseClocks({ caseId, reference, district, agencies, clocks }: CaseClocks): readonly TermOfThing[] {
  return clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .map(({ n, kind, endsAt, suspect, provisional, startedBy }) => ({
      ...{ termId: `${caseId}:clock:${n}`, kind, endsAt, about: { kind: 'case', id: caseId, reference }, district },
      readers: [
        policeOf(district),
        ...once(agencies, 'own'),
        ...(startedBy === undefined || agencies.includes(startedBy) ? [] : [as('started', startedBy)]),
      ],
      ...defined({ waitsFor: startedBy, provisional }),
      ...(suspect === undefined ? {} : { suspect: { caseIds: [caseId], itemId: suspect } }),
    }));
}

/** The members of a meeting that its terms follow from. */
interface MeetingToKeep {
  readonly meetingId: string;
  readonly status: 'scheduled' | 'held' | 'cancelled';
  readonly parties: readonly string[];
  readonly convener: { readonly agency: string };
  readonly minutesDueAt: string;
}

/** The minutes of a meeting. */
export function termsOfMeeting({ meetingId, status, parties, convener, minutesDueAt }: MeetingToKeep): readonly TermOfThing[] {
  if (status !== 'scheduled') return [];
  return [
    {
      ...{ termId: `${meetingId}:minutes`, kind: 'minutes', endsAt: minutesDueAt, about: { kind: 'meeting', id: meetingId } },
      ...{ waitsFor: convener.agency, readers: parties.map((agency) => as('party', agency)) },
    },
  ];
}

/** Of a listing: the decision on it; once it is listed, the next report, the deadline, and the answer to a request for more time. */
export function termsOfListing(listed: ListedCase): readonly TermOfThing[] {
  const { listedCaseId, reference, district, status, units, agencies = [], proposal, listing } = listed;
  const known = [...(units === undefined ? [] : [units.bureau, units.district, units.cyber]), ...agencies];
  const readers = [policeOf(district), ...once([...known, ...(proposal === undefined ? [] : [proposal.by])], 'own')];
  const of = (kind: 'decision' | 'report' | 'deadline' | 'extension', endsAt: string | undefined): readonly TermOfThing[] =>
    endsAt === undefined
      ? []
      : [
          {
            ...{ termId: `${listedCaseId}:${kind}`, kind, endsAt, about: { kind: 'listed-case', id: listedCaseId, reference } },
            ...{ district, readers },
            ...(kind === 'extension' ? defined({ waitsFor: listing?.supervisor }) : {}),
          },
        ];
  if (status === 'suggested' || status === 'proposed') return of('decision', listed.decideBy);
  if (status !== 'listed') return [];
  const { report, deadline, extensionRequest } = listed;
  return [...of('report', report?.dueAt), ...of('deadline', deadline?.dueAt), ...of('extension', extensionRequest?.at)];
}

/** Of a regional measure: the correction, then its review, then that it can be lifted. */
export function termsOfMeasure(measure: RegionalMeasure): readonly TermOfThing[] {
  const { measureId, reference, status, target, issuedBy, steps, dueAt, reviewBy, accepted } = measure;
  if (status === 'corrected' || status === 'lifted') return [];
  const { district, agency } = target;
  const about = { kind: 'regional-measure', id: measureId, reference } as const;
  const called = once(
    steps.flatMap(({ jointWith }) => jointWith),
    'party',
  );
  const readers = [
    policeOf(district),
    as('own', issuedBy),
    ...(agency === undefined || agency === issuedBy ? [] : [as('aimed-at', agency)]),
    ...called.filter(({ reader }) => reader !== issuedBy && reader !== agency),
  ];
  const common = { termId: `${measureId}:term`, about, district, readers };
  if (accepted !== undefined) return [{ ...common, kind: 'lifting', endsAt: accepted.at, waitsFor: issuedBy }];
  if (reviewBy !== undefined) return [{ ...common, kind: 'review', endsAt: reviewBy, waitsFor: issuedBy }];
  return [{ ...common, kind: 'correction', endsAt: dueAt, ...defined({ waitsFor: agency }) }];
}

/** Of a proposal that the districts are asked about: each answer that is missing, for the procuratorate of the district. */
export function termsOfProposal({ proposalId, status, districts, answers, answerBy }: Proposal): readonly TermOfThing[] {
  if (status !== 'consulting' || answerBy === undefined) return [];
  return districts
    .filter((district) => answers[district] === undefined)
    .map((district) => ({
      ...{ termId: `${proposalId}:answers:${district}`, kind: 'answers', endsAt: answerBy, district },
      ...{
        about: { kind: 'proposal', id: proposalId },
        readers: [{ reader: allOf('procuratorate', district), standing: 'of-district' }],
      },
    }));
}

/** Of a frozen account: until when police have to find, and then to tell the owner of money that goes free. */
export function termsOfScreening(screening: Screening): readonly TermOfThing[] {
  const { orderId, district, agency, status } = screening;
  const endsAt = actBy(screening);
  if (endsAt === undefined) return [];
  return [
    {
      ...{
        termId: `${orderId}:screening`,
        kind: status === 'open' || screening.owner === undefined ? 'screening' : 'tell-owner',
      },
      ...{ endsAt, about: { kind: 'order', id: orderId }, district, waitsFor: agency, readers: [policeOf(district)] },
    },
  ];
}

/**
 * Of an objection: the decision, the answer of the procuratorate once it is asked, and the answer of the police to what it demands. They are
 * for the police of the district of the order, or of the city where no order is known, for the agency that is to review it, and for the
 * procuratorate once it is asked.
 */
export function termsOfObjection(objection: Objection): readonly TermOfThing[] {
  const { objectionId, reference, status, order, reviewer, supervision, dueAt, provisional } = objection;
  const district = order?.district;
  const police: Reader = district === undefined ? { reader: allOf('police', 'city'), standing: 'of-city' } : policeOf(district);
  const reviewers = [police, ...(reviewer === undefined ? [] : [as('own', reviewer.agency)])];
  const prosecutors: readonly Reader[] =
    supervision === undefined ? [] : [{ reader: allOf('procuratorate', supervision.of), standing: 'supervises' }];
  const of = (kind: 'objection' | 'supervision' | 'demand', endsAt: string): TermOfThing => ({
    ...{ termId: `${objectionId}:${kind}`, kind, endsAt, about: { kind: 'objection', id: objectionId, reference } },
    ...defined({ district, waitsFor: kind === 'supervision' ? undefined : reviewer?.agency }),
    readers: [...reviewers, ...prosecutors],
  });
  const demand = supervision?.answer?.dueAt;
  return [
    ...(objectionLifecycle.allows(status, 'reject') ? [{ ...of('objection', dueAt), ...defined({ provisional }) }] : []),
    ...(supervision !== undefined && awaitsProcuratorate(objection) ? [of('supervision', supervision.dueAt)] : []),
    ...(demand !== undefined && awaitsResponse(objection) ? [of('demand', demand)] : []),
  ];
}

function as(standing: Reader['standing'], reader: string): Reader {
  return { reader, standing };
}

function once(agencies: readonly string[], standing: Reader['standing']): readonly Reader[] {
  return [...new Set(agencies)].map((agency) => as(standing, agency));
}
