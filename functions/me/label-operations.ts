import { allLabels } from '#labels';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { ReadingTools } from '../../shared/http/read-request.ts';
import { once } from '../platform/once.ts';
import type { labelRoutes } from './label-routes.ts';

/** The words change only with the release, so their tag is made once a container. */
const tag = once(() => tagOf(undefined, allLabels()));

export const labelOperations: Operations<typeof labelRoutes, ReadingTools> = {
  getLabels: async (request) => {
    const answer = request.answer(200, { labels: { ...allLabels() } }, tag());
    // Words of the public, and no data of people: a browser may keep them, and asks whether they are still so.
    return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-cache' } };
  },
};
