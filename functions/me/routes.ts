import { defineRoutes } from '../../shared/http/define-routes.ts';
import { Me } from './answers.ts';
import { labelRoutes } from './label-routes.ts';
import { nameRoutes } from './name-routes.ts';

export const meRoutes = defineRoutes({
  getMe: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Read who the caller is, what it may do, on which desks its notices lie, and how much waits for it',
    tag: 'me',
    access: { action: 'me.read' },
    answers: { 200: Me },
    refusals: [],
  },
  ...labelRoutes,
  ...nameRoutes,
});
