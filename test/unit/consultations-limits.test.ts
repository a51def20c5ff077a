import { describe, expect, test } from 'vitest';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { startClock } from '../../shared/consultations/clocks.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import { limits } from '../../shared/consultations/model.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { record } from '../../shared/journal/recording.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import {
  by,
  caseId,
  cases,
  consultationWith,
  opinionInput,
  played,
  police,
  prosecutor,
  steps,
  suspect,
} from '../support/consultation-samples.ts';
import { hour, minute } from '../support/samples.ts';

/** Three bytes a character, as Chinese text has. */
const han = (length: number): string => '案'.repeat(length);
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i + 1));

/** A consultation with as much in it as the schemas and limits allow. */
function fullest(): Consultation {
  const state = consultationWith(...played(steps.accepted()));
  const agency = 'a'.repeat(48);
  const speaker = { agency, subject: 's'.repeat(100) };
  const at = minute(0);
  const question = { topic: 'law', point: 'serious-consequences', text: han(400) } as const;
  return {
    ...state,
    title: han(120),
    caseIds: times(5, () => caseId),
    questions: times(8, () => question),
    parties: times(limits.parties, () => ({
      agency,
      agencyKind: 'procuratorate',
      answer: 'declined',
      answeredAt: at,
      reason: han(200),
    })),
    exhibits: times(limits.exhibits, (n) => ({
      n,
      caseId,
      part: 'evidence',
      item: suspect,
      note: han(60),
      by: agency,
      since: 1,
      until: 2,
    })),
    evidenceRequests: times(limits.evidenceRequests, (n) => ({
      ...{ n, by: agency, from: agency, text: han(400), question: 1, askedAt: at, dueAt: at, overdue: true, status: 'answered' },
      answer: { by: speaker, at, text: han(600), exhibits: times(50, (i) => i + 100), late: true },
    })),
    opinions: times(limits.opinions, (n) => ({
      ...{ n, question: 1, by: speaker, at, position: 'undecided', bundleVersion: 1, textHash: 'f'.repeat(64), supersededBy: n },
    })),
    actions: times(limits.actions, (n) => ({
      ...{
        n,
        text: han(300),
        owner: agency,
        dueAt: at,
        round: 1,
        overdue: true,
        done: { by: speaker, at, note: han(300), late: true },
      },
    })),
    conclusion: {
      ...{
        by: speaker,
        at,
        round: 1,
        minutes: han(4_000),
        findings: times(8, (n) => ({ question: n, position: 'undecided', text: han(300) })),
      },
      ...{
        opinions: times(96, (n) => n + 100),
        dissent: times(96, (n) => n + 100),
        excused: times(limits.parties, () => ({ agency, reason: han(200) })),
      },
    },
    reason: han(200),
    clocks: times(limits.clocks, (n) => ({
      ...{
        n,
        kind: 'prosecution-review',
        suspect,
        startedBy: agency,
        from: at,
        inCustody: false,
        extension: { ground: 'complex', days: 15 },
        lastDay: '2026-12-31',
      },
      ...{ endsAt: at, warnAt: at, warned: true, expired: true, stoppedAt: at, outcome: 'done' },
    })),
  };
}

describe('a consultation', () => {
  test('a full consultation still fits into one item of the table', () => {
    const state = Consultations.state.parse(fullest());
    const [first] = played();
    const filled = { ...change(fresh(Consultations, state.consultationId), first), state };
    const command = { name: 't', id: 'c', inputHash: 'h', actor: police, correlationId: 'cor', now: minute(0) };
    expect(() => record({ command, changes: [filled] })).not.toThrow();
  });

  test('takes no more of anything than it can hold', () => {
    const state = {
      ...fullest(),
      status: 'deliberating',
      parties: consultationWith(...played(steps.accepted())).parties,
    } as const;
    const refusals = [
      changeBundle(state, { add: [{ caseId, part: 'summary' }], remove: [] }, cases, by(police)),
      requestEvidence(state, { from: police.agency, text: 't', dueAt: hour(9) }, by(prosecutor)),
      giveOpinion(state, opinionInput({ bundleVersion: state.bundleVersion }), [], by(prosecutor)),
      startClock(state, { kind: 'arrest-request', from: minute(0) }, cases, by(police)),
    ];
    expect(refusals).toMatchObject(
      [limits.exhibits, limits.evidenceRequests, limits.opinions, limits.clocks].map((limit) => ({
        code: 'CONSULTATION_FULL',
        detail: { limit },
      })),
    );
  });
});
