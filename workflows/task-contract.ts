import type * as z from 'zod';

/** What goes into a task of a workflow, what comes out of it, and the errors the workflow tells apart. */
export interface TaskContract {
  readonly takes: z.ZodType;
  readonly gives?: z.ZodType;
  /** Names of errors (`error.name` of what the function throws) that have a path of their own. */
  readonly errors: readonly string[];
}
