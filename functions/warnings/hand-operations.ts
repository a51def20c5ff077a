import type { Action } from '../../shared/access/policy.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { closeWarning, recordContact } from '../../shared/warnings/contact.ts';
import {
  giveBackWarning,
  gradeWarning,
  isInReach,
  moveWarning,
  renewLease,
  takeWarning,
} from '../../shared/warnings/hand-work.ts';
import { warningThing } from '../../shared/warnings/kind.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { type WarningView, warningView } from '../../shared/warnings/views.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import { raisingAlarm } from '../lookups/alarm-of-warning.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { loadRefusal } from './load.ts';
import { moveRefusal } from './move-places.ts';
import type { warningRoutes } from './routes.ts';

type HandRoutes = Pick<
  typeof warningRoutes,
  | 'getWarning'
  | 'takeWarning'
  | 'renewLease'
  | 'giveBackWarning'
  | 'recordContact'
  | 'gradeWarning'
  | 'moveWarning'
  | 'closeWarning'
>;

interface WarningCall extends Call {
  readonly params: { readonly warningId: string };
  answer(status: 200, view: WarningView, tag: string): StoredAnswer;
}

const warning: Target<WarningCall, Warning, WarningFact> = {
  load: ({ params }, journal) => journal.load(Warnings, params.warningId),
  thing: warningThing,
  closed: (state, { context }) => closedOnWarning(state, context()),
  answer: (request, { state, version }: Present<Warning>) => {
    // it is shown as overdue from that moment on, before a fact says so
    const view = warningView(state, version, request.context().now);
    return request.answer(200, view, tagOf(version, view));
  },
};
const onWarning = commandOn(warning);

/** The actions that the deciders refuse: to work on what another person holds or no person is to contact now, to end what has a step left. */
function closedOnWarning(state: Warning, context: Context): readonly Action[] {
  return [
    ...(isInReach(state, context) ? [] : (['warning.handle'] as const)),
    ...(state.rung.exhausted === true ? [] : (['warning.close'] as const)),
  ];
}

/** What people do with a warning. */
export const handOperations: Operations<HandRoutes, ApiTools> = {
  getWarning: readOn(warning),

  takeWarning: onWarning(async (state, _: undefined, context, { request, tools }) => {
    const decision = takeWarning(state, request.callerName, context);
    if (decision.kind === 'refusal' || decision.facts.length === 0) return decision;
    return (await loadRefusal(tools.journal, context)) ?? decision;
  }),

  renewLease: onWarning((state, _: undefined, context) => renewLease(state, context)),
  giveBackWarning: onWarning(giveBackWarning),

  recordContact: onWarning(async (state, input, context, { request, tools, loaded }) => {
    const decision = recordContact(state, input, request.callerName, context);
    if (decision.kind === 'refusal' || input.outcome !== 'already-paid') return decision;
    const contacted = { at: input.at ?? context.now, paid: input.paid };
    const raised = await raisingAlarm(tools, { loaded, facts: decision.facts, contacted }, context);
    return { decision: raised.decision, changes: () => raised.alarm };
  }),

  gradeWarning: onWarning((state, input, context, { request }) => gradeWarning(state, input, request.callerName, context)),

  moveWarning: onWarning(async (state, input, context, { request, tools }) => {
    const refusal = await moveRefusal(tools.journal, state, input);
    return refusal ?? moveWarning(state, input, request.callerName, context);
  }),

  closeWarning: onWarning((state, input, context, { request }) => closeWarning(state, input, request.callerName, context)),
};
