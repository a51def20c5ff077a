import type * as z from 'zod';

/** The input and the output of a workflow's task, and the errors that the workflow tells apart. */
export interface TaskContract {
  readonly takes: z.ZodType;
  readonly gives?: z.ZodType;
  /** Names of errors (`error.name` of the function's error) that have a path of their own. */
  readonly errors: readonly string[];
}
