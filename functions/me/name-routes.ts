import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { NamedThing } from './answers.ts';

/** The most ids of one request: as many as one read of the table takes. */
const MOST_IDS = 100;

const Ids = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,64}(,[A-Za-z0-9_-]{2,64})*$/, 'must be ids with commas between them')
  .transform((ids) => [...new Set(ids.split(','))])
  .pipe(z.array(z.string()).max(MOST_IDS))
  .meta({
    description: `Ids of agencies, banks and things, with commas between them, at most ${MOST_IDS}.`,
    override: ({ jsonSchema }) => {
      Object.assign(jsonSchema, { type: 'string' });
      delete jsonSchema.items;
      delete jsonSchema.maxItems;
    },
  });

/** Names for ids that a caller has from other answers. */
export const nameRoutes = defineRoutes({
  getNames: {
    method: 'GET',
    path: '/v1/names',
    summary: 'The names and references of agencies, banks and things by their ids, as far as the caller may see them',
    tag: 'me',
    access: { action: 'me.read' },
    query: z.strictObject({ ids: Ids }),
    answers: { 200: z.strictObject({ items: z.array(NamedThing) }) },
    refusals: [],
  },
});
