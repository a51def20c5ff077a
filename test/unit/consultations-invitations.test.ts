import { describe, expect, test } from 'vitest';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { advanceConsultation, nextConsultationMoment } from '../../shared/consultations/deadlines.ts';
import { reopen, withdraw } from '../../shared/consultations/follow-up.ts';
import { declineInvitation } from '../../shared/consultations/respond.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationEntry } from '../../shared/consultations/views.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { by, consultationWith, judge, played, police, prosecutor, steps } from '../support/consultation-samples.ts';
import { given } from '../support/given.ts';
import { context, hour } from '../support/samples.ts';

const { accepted } = steps;

describe('an invitation that is not answered', () => {
  const advanced = (hours: number) => (state: Consultation) =>
    accept(...advanceConsultation(state, context({ now: hour(hours) })));
  const overdue = (agency: string, hours = 73) => ({
    type: 'consultation.invitation-overdue',
    data: { agency, dueAt: hour(hours) },
  });

  test('is noted once, three days on, for each agency that has not answered', () => {
    expect(nextConsultationMoment(consultationWith(...played()))).toBe(hour(73));
    given(Consultations, ...played())
      .when(advanced(72))
      .thenNothing();
    given(Consultations, ...played())
      .when(advanced(24 * 60))
      .thenFacts(overdue(prosecutor.agency), overdue(judge.agency));
    given(Consultations, ...played(accepted()))
      .when(advanced(73))
      .thenFacts(overdue(judge.agency))
      .thenState({ parties: [{}, { answer: 'accepted' }, { answer: 'invited', overdue: true }] });
    given(Consultations, ...played(accepted(), advanced(73)))
      .when(advanced(24 * 60))
      .thenNothing();
  });

  test('is gone once it was declined, or while it cannot be answered', () => {
    const declined = (state: Consultation) => declineInvitation(state, { reason: 'r' }, by(judge));
    given(Consultations, ...played(accepted(), declined))
      .when(advanced(100))
      .thenNothing();
    const gone = played((state) => withdraw(state, { reason: 'r' }, by(police)));
    given(Consultations, ...gone)
      .when(advanced(100))
      .thenNothing();
    expect(nextConsultationMoment(consultationWith(...gone))).toBeUndefined();
  });

  test('has its time once more when the consultation is taken up again', () => {
    const gone = (state: Consultation) => withdraw(state, { reason: 'r' }, by(police, 80));
    const again = (state: Consultation) => reopen(state, { reason: 'r' }, by(police, 90));
    for (const before of [[], [accepted()]]) {
      const anew = played(...before, advanced(73), gone, again);
      given(Consultations, ...anew)
        .when(advanced(161))
        .thenNothing();
      expect(
        given(Consultations, ...anew)
          .when(advanced(162))
          .decision.facts.at(-1),
      ).toMatchObject(overdue(judge.agency, 162));
    }
  });

  test('recorded without such a time never falls due', () => {
    const [first] = played();
    if (first.type !== 'consultation.convened') throw new Error('not convened');
    const { consultation } = first.data;
    const parties = consultation.parties.map(({ dueAt: _, ...party }) => party);
    given(Consultations, { ...first, data: { ...first.data, consultation: { ...consultation, parties } } })
      .when(advanced(24 * 365))
      .thenNothing();
  });

  test('is overdue in the lists of the convener and of the agency asked, and does not count as a change', () => {
    const state = consultationWith(...played(accepted(), advanced(73)));
    expect(consultationEntry(state, judge.agency, hour(74))).toMatchObject({ overdue: 1, awaits: { answer: true } });
    expect(consultationEntry(state, police.agency, hour(74))).toMatchObject({ overdue: 1, untouchedSeconds: 72 * 3_600 });
    expect(consultationEntry(state, police.agency, hour(72))).toMatchObject({ overdue: 0 });
  });
});
