import { describe, expect, test } from 'vitest';
import { consultationStatuses } from '../../shared/consultations/consultation.ts';
import { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { consultationLifecycle } from '../../shared/consultations/consultation-lifecycle.ts';
import { evolveConsultation } from '../../shared/consultations/evolve-consultation.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import { meetingLifecycle } from '../../shared/meetings/meeting-lifecycle.ts';
import { played } from '../support/consultation-samples.ts';

const steps = stepsOf(consultationLifecycle.table);
const typesOf = (union: { readonly options: readonly { readonly shape: { readonly type: { readonly value: string } } }[] }) =>
  union.options.map((option) => option.shape.type.value).toSorted();

describe('the lifecycle of a consultation', () => {
  test('knows every fact that a consultation can have, and no other', () => {
    expect([...new Set(steps.map(({ fact }) => fact))].toSorted()).toEqual(typesOf(ConsultationFact));
  });

  test('knows every status, and begins before the first', () => {
    expect(Object.keys(consultationLifecycle.table).toSorted()).toEqual(['new', ...consultationStatuses].toSorted());
    expect(steps.filter(({ to }) => to === 'new')).toEqual([]);
  });

  test('opinions are given, and conclusions drawn, only while it deliberates', () => {
    const from = (command: string) => steps.filter((step) => step.command === command).map((step) => step.from);
    expect(from('giveOpinion')).toEqual(['deliberating']);
    expect(from('conclude')).toEqual(['deliberating']);
    expect(from('close')).toEqual(['following-up']);
  });

  test('every state in which it rests has a way back', () => {
    for (const status of ['following-up', 'closed', 'withdrawn'] as const)
      expect(consultationLifecycle.allows(status, 'reopen')).toBe(true);
    expect(consultationLifecycle.terminal()).toEqual([]);
  });

  test('a fact without a step in the lifecycle is not taken', () => {
    const [convened] = played();
    const before = evolveConsultation(undefined, convened);
    expect(() => evolveConsultation(before, convened)).toThrow('cannot take consultation.convened');
    expect(() =>
      evolveConsultation(undefined, { type: 'consultation.closed', data: { at: convened.data.at, round: 1 } }),
    ).toThrow('cannot take consultation.closed');
    expect(() => evolveConsultation(before, { type: 'consultation.closed', data: { at: convened.data.at, round: 1 } })).toThrow(
      'cannot take consultation.closed',
    );
  });
});

describe('the lifecycle of a meeting', () => {
  test('knows every fact that a meeting can have, and no other', () => {
    const facts = stepsOf(meetingLifecycle.table).map(({ fact }) => fact);
    expect([...new Set(facts)].toSorted()).toEqual(typesOf(MeetingFact));
  });
});
