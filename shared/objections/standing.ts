import type { Objection } from './model.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';

/** Whether the procuratorate was asked and has not answered. */
export function awaitsProcuratorate({ status, supervision }: Objection): boolean {
  return supervision !== undefined && supervision.answer === undefined && objectionLifecycle.allows(status, 'maintain');
}

/** Whether the procuratorate demands a correction, and the police have not answered. */
export function awaitsResponse({ status, supervision }: Objection): boolean {
  return (
    supervision?.answer?.answer === 'correct' && supervision.response === undefined && objectionLifecycle.allows(status, 'comply')
  );
}
