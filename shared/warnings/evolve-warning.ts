import { defined } from '../kernel/defined.ts';
import { evolver } from '../kernel/evolver.ts';
import { hasReached } from './outcomes.ts';
import type { WarningFact } from './warning-facts.ts';
import { warningLifecycle } from './warning-lifecycle.ts';
import type { Attempt, Clue, Means, Rung, Warning, WarningStatus } from './warning-model.ts';

/** So many clues and contacts a warning keeps in its state; its facts keep all. */
export const MAX_CLUES = 20;
const MAX_ATTEMPTS = 30;
/** A ladder has four messages at most, each with two providers. */
const MAX_CARRIED = 8;

/** The warning after a fact. */
export const evolveWarning = evolver<WarningStatus, Warning, WarningFact, 'warning.received'>(warningLifecycle, {
  births: {
    'warning.received': ({ at, clue, rung, ...received }) => ({
      ...received,
      ...{ receivedAt: at, clues: [clue], rung, triedMeans: [], carried: [], attempts: [], losses: [] },
      messages: rung.message?.number ?? 0,
    }),
  },
  steps: {
    'warning.joined': (warning, { clue, grade, person, rung }) => ({
      ...withRung(withClue(warning, clue), rung),
      ...defined({ grade }),
      person: { ...warning.person, ...person },
    }),
    'warning.graded': (warning, { at, from, to, reason, rung }) => ({
      ...withRung(warning, rung),
      grade: to,
      gradedByHand: { at, from, to, reason },
    }),
    'warning.message-asked': (warning, { rung }) => withRung(warning, rung),
    'warning.message-sent': (warning, { at, number, means, sentBy }) => ({
      ...warning,
      carried: [...warning.carried, { number, means, by: sentBy, at }].slice(-MAX_CARRIED),
    }),
    'warning.message-answered': (warning, { attempt, rung }) => withRung(withAttempt(warning, attempt), rung),
    'warning.message-lost': (warning, { means, rung }) => withRung(tried(warning, means), rung),
    'warning.taken': (warning, { at, lease }) => ({ ...warning, lease: { ...lease, takenAt: at } }),
    'warning.lease-renewed': (warning, { until }) =>
      warning.lease === undefined ? warning : { ...warning, lease: { ...warning.lease, until } },
    'warning.given-back': (warning) => unleased(warning),
    'warning.lease-lapsed': (warning) => unleased(warning),
    'warning.contacted': (warning, { attempt, rung }) => withRung(withAttempt(unleased(warning), attempt), rung),
    'warning.climbed': (warning, { rung }) => withRung(warning, rung),
    'warning.fell-overdue': (warning, { rung }) => withRung(warning, rung),
    'warning.moved': ({ station: _, community: __, ...warning }, { district, station, community, rung }) => ({
      ...unleased(warning),
      ...{ district, rung },
      ...defined({ station, community }),
    }),
    'warning.closed': (warning, { at, outcome, means, reason, into }) => ({
      ...unleased(warning),
      closed: { at, outcome, ...defined({ means, reason, into }) },
    }),
    'warning.alarm-raised': (warning, { alertId }) => ({ ...warning, alertId }),
    'warning.ended-in-loss': (warning, { loss }) => ({ ...warning, losses: [...warning.losses, loss] }),
    'warning.loss-withdrawn': (warning, { alertId }) => ({
      ...warning,
      losses: warning.losses.filter((loss) => loss.alertId !== alertId),
    }),
  },
});

function withRung(warning: Warning, rung: Rung | undefined): Warning {
  if (rung === undefined) return warning;
  return { ...warning, rung, messages: Math.max(warning.messages, rung.message?.number ?? 0) };
}

function withClue(warning: Warning, clue: Clue): Warning {
  const clues = [...warning.clues, clue];
  if (clues.length <= MAX_CLUES) return { ...warning, clues };
  const [first = clue, , ...rest] = clues;
  return { ...warning, clues: [first, ...rest], moreClues: (warning.moreClues ?? 0) + 1 };
}

function withAttempt(warning: Warning, attempt: Attempt): Warning {
  const attempts = [...warning.attempts, attempt];
  const cut = attempts.length - MAX_ATTEMPTS;
  const firstContactAt = warning.firstContactAt ?? (hasReached(attempt.outcome) ? attempt.at : undefined);
  return {
    ...tried(warning, attempt.means),
    attempts: cut > 0 ? attempts.slice(cut) : attempts,
    ...(cut > 0 ? { moreAttempts: (warning.moreAttempts ?? 0) + cut } : {}),
    ...defined({ firstContactAt }),
  };
}

function tried(warning: Warning, one: Means): Warning {
  return warning.triedMeans.includes(one) ? warning : { ...warning, triedMeans: [...warning.triedMeans, one] };
}

function unleased({ lease: _, ...warning }: Warning): Warning {
  return warning;
}
