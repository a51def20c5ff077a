import { evolver } from '../../kernel/evolver.ts';
import type { Screening, ScreeningStatus } from './model.ts';
import type { ScreeningFact } from './screening-facts.ts';
import { screeningLifecycle } from './screening-lifecycle.ts';

/** The screening after a fact. */
export const evolveScreening = evolver<ScreeningStatus, Screening, ScreeningFact, 'screening.opened'>(screeningLifecycle, {
  births: { 'screening.opened': ({ at: _, ...opened }) => ({ ...opened, warned: false }) },
  steps: {
    'screening.warned': (screening) => ({ ...screening, warned: true }),
    'screening.found': (screening, { ownerDueAt, ...found }) => ({ ...screening, found, ...ownerDue(ownerDueAt) }),
    'screening.lapsed': (screening, { at, ownerDueAt }) => ({ ...screening, lapsedAt: at, ...ownerDue(ownerDueAt) }),
    'screening.ended': (screening, { at }) => ({ ...screening, endedAt: at }),
    'screening.owner-told': (screening, told) => ({
      ...screening,
      ...(screening.owner === undefined ? {} : { owner: { ...screening.owner, told } }),
    }),
    'screening.owner-overdue': (screening, { at }) => ({
      ...screening,
      ...(screening.owner === undefined ? {} : { owner: { ...screening.owner, overdueAt: at } }),
    }),
  },
});

function ownerDue(dueAt: string | undefined): Pick<Screening, 'owner'> {
  return dueAt === undefined ? {} : { owner: { dueAt } };
}
