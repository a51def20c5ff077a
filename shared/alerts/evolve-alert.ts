import type { District } from '../kernel/context.ts';
import { defined } from '../kernel/defined.ts';
import { evolver } from '../kernel/evolver.ts';
import type { AlertDataOf, AlertFact } from './alert-facts.ts';
import { alertLifecycle } from './alert-lifecycle.ts';
import { type Alert, type AlertStatus, type NamedAlert, statusOf } from './model.ts';

type Standing = Alert & { readonly status: AlertStatus };

const evolve = evolver<AlertStatus, Standing, AlertFact, 'alert.raised'>(alertLifecycle, {
  births: { 'alert.raised': (data) => data },
  steps: {
    'alert.handed-over': (alert, handedOver) => ({
      ...alert,
      district: handedOver.to,
      handedOver,
      formerDistricts: withDistrict(alert.formerDistricts, handedOver.from),
    }),
    'alert.corrected': (alert, data) => corrected(alert, data),
    'alert.withdrawn': (alert, { at, by, code, text, orders }) => ({ ...alert, withdrawal: { at, by, code, text, orders } }),
    // what it stood for, the other stands for now
    'alert.joined': ({ duplicates: _, ...alert }, { to }) => ({ ...alert, joinedTo: to }),
    'alert.duplicates-taken': (alert, { duplicates }) => ({ ...alert, duplicates: taken(alert.duplicates, duplicates) }),
  },
});

/** The alarm after a fact. */
export function evolveAlert(before: Alert | undefined, fact: AlertFact): Alert {
  return evolve(before === undefined ? undefined : { ...before, status: statusOf(before) }, fact);
}

function corrected(alert: Standing, { at, changes, places, grade }: AlertDataOf<'alert.corrected'>): Standing {
  const { notTaken = [], ...rest } = alert;
  const left = notTaken.filter(({ path }) => !places.some((place) => place === path || place.startsWith(`${path}/`)));
  return {
    ...{ ...rest, ...defined(changes), grade, corrections: (alert.corrections ?? 0) + 1, correctedAt: at },
    ...(left.length === 0 ? {} : { notTaken: left }),
  };
}

/** The first stays first: it took the alarm, also if it comes back there. */
function withDistrict(former: readonly District[] = [], from: District): District[] {
  return [...new Set([...former, from])];
}

/** An alarm that is named again stands at its new place. */
function taken(before: readonly NamedAlert[] = [], added: readonly NamedAlert[]): NamedAlert[] {
  return [...before.filter(({ alertId }) => added.every((one) => one.alertId !== alertId)), ...added];
}
