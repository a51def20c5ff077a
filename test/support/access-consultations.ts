import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { type AccessPart, actors } from './access-actors.ts';
import type { TestApi } from './api.ts';
import { concludeInput, opinionInput } from './consultation-samples.ts';
import { hour, minute } from './samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
/** The agencies that may consult at all. */
const counsel = [...police, 'prosecutor', 'judge'] as const;
/** Haidian convened, the prosecutors accepted; the court was asked and has not. */
const taking = { yes: ['haidian', 'prosecutor'], forbidden: ['judge'] } as const;
/** What haidian was asked, or owns: its officers answer, the prosecutors may not. */
const asked = { yes: ['haidian'], forbidden: ['prosecutor', 'judge'] } as const;
/** An officer takes part for the bureau, and does not speak for it. */
const speaking = { yes: ['prosecutor'], forbidden: ['haidian', 'judge'] } as const;
const running = { yes: [], forbidden: ['haidian', 'prosecutor', 'judge'] } as const;
const ofConvener = { yes: [], forbidden: ['haidian', 'prosecutor'] } as const;

const supervisor: Actor = { ...actors.haidian, roles: ['supervisor'], subject: 'ma' };
const question = { topic: 'evidence', text: 'q' };
const meeting = { title: 'm', parties: ['procuratorate-haidian'], rule: { every: 'week', weekday: 2, time: '14:00' } };

/** Consultations and meetings: for their parties; for agencies that were asked, only the invitation. */
export const consultationAccess: AccessPart = {
  rows: {
    conveneConsultation: { yes: counsel, forbidden: 'everyone else' },
    listConsultations: { yes: counsel, forbidden: 'everyone else' },
    getConsultation: { yes: ['haidian', 'prosecutor', 'judge'], forbidden: [] },
    listOpinions: taking,
    acceptConsultation: { yes: ['prosecutor', 'judge'], forbidden: ['haidian'] },
    declineConsultation: { yes: ['prosecutor', 'judge'], forbidden: ['haidian'] },
    changeBundle: taking,
    giveOpinion: speaking,
    requestEvidence: taking,
    answerEvidenceRequest: asked,
    nameDeputy: running,
    revokeDeputy: running,
    concludeConsultation: running,
    completeAction: asked,
    withdrawConsultation: running,
    reopenConsultation: running,
    startClock: taking,
    extendClock: taking,
    stopClock: taking,
    scheduleMeeting: { yes: ['city', 'prosecutor', 'judge'], forbidden: 'everyone else' },
    listMeetings: { yes: counsel, forbidden: 'everyone else' },
    getMeeting: { yes: ['haidian', 'prosecutor'], forbidden: [] },
    getAgenda: { yes: ['haidian', 'prosecutor'], forbidden: [] },
    recordMinutes: ofConvener,
    cancelMeeting: ofConvener,
    endMeetings: ofConvener,
  },

  // Played to its end and withdrawn, so that who is let in changes nothing: the state forbids it.
  prepare: async (api) => {
    const convened = { kind: 'periodic', title: 't', parties: ['procuratorate-haidian', 'court-city'], questions: [question] };
    const consultationId = await made(api, '/v1/consultations', convened, 'consultationId');
    const did = async (actor: Actor, path: string, body?: unknown) => {
      const answer = await api.call(
        actor,
        'POST',
        `/v1/consultations/${consultationId}/${path}`,
        body === undefined ? {} : { body },
      );
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    };
    await did(actors.prosecutor, 'accept');
    await did(actors.prosecutor, 'evidence-requests', { from: 'police-haidian', text: 't', dueAt: hour(9) });
    for (const actor of [actors.prosecutor, supervisor]) await did(actor, 'opinions', opinionInput());
    await did(supervisor, 'conclude', concluded);
    await did(supervisor, 'clocks', { kind: 'arrest-request', from: minute(0) });
    await did(supervisor, 'clocks/1/stop', { outcome: 'void' });
    await did(supervisor, 'reopen', { reason: 'r' });
    await did(supervisor, 'withdraw', { reason: 'r' });
    return { consultationId, n: '1', meetingId: await made(api, '/v1/meetings', meeting, 'meetingId') };
  },

  calls: () => ({
    conveneConsultation: { body: { kind: 'periodic', title: 't', parties: ['court-miyun'], questions: [question] } },
    declineConsultation: { body: { reason: 'r' } },
    changeBundle: { body: { remove: [1] } },
    giveOpinion: { body: opinionInput() },
    requestEvidence: { body: { from: 'police-haidian', text: 't', dueAt: hour(9) } },
    answerEvidenceRequest: { body: { text: 't' } },
    concludeConsultation: { body: concluded },
    completeAction: { body: {} },
    nameDeputy: { body: { agency: 'procuratorate-haidian', reason: 'r' } },
    revokeDeputy: { body: { reason: 'r' } },
    withdrawConsultation: { body: { reason: 'r' } },
    reopenConsultation: { body: { reason: 'r' } },
    startClock: { body: { kind: 'arrest-request', from: minute(0) } },
    extendClock: { body: { ground: 'gang', reason: 'r' } },
    stopClock: { body: { outcome: 'void' } },
    scheduleMeeting: { body: { ...meeting, parties: ['court-miyun'] } },
    recordMinutes: { body: { minutes: 'm' } },
    cancelMeeting: { body: { reason: 'r' } },
    endMeetings: { body: { reason: 'r' } },
  }),
};

const concluded = { ...concludeInput(), findings: [{ question: 1, position: 'yes' }] };

async function made(api: TestApi, path: string, body: object, id: string): Promise<string> {
  return z.string().parse((await api.call(supervisor, 'POST', path, { body })).body[id]);
}
