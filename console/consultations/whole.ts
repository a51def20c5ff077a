import { createContext, use } from 'react';
import type { Question, Whole } from './model.ts';

/** The consultation that a form is about: its widgets choose among its parties, questions and exhibits. */
export const WholeContext = createContext<Whole | undefined>(undefined);
/** The question that an opinion is on. */
export const QuestionContext = createContext<Question | undefined>(undefined);

export function useWhole(): Whole {
  const whole = use(WholeContext);
  if (whole === undefined) throw new Error('a form stands in no consultation');
  return whole;
}
