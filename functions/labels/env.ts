import * as z from 'zod';

/** The function needs nothing: the words are in the code. */
export const LabelsEnv = z.object({});
