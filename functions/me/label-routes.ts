import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';

export const LabelView = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Label' });

const Labels = z
  .strictObject({
    labels: z
      .record(z.string(), z.record(z.string(), LabelView))
      .meta({ description: 'By enumeration, such as `orderState`, then by value, such as `stopped`.' }),
  })
  .meta({ id: 'Labels' });

export const labelRoutes = defineRoutes({
  getLabels: {
    method: 'GET',
    path: '/v1/labels',
    summary: 'Read the words for every value of every enumeration, in Chinese and English',
    tag: 'system',
    access: 'public',
    answers: { 200: Labels },
    refusals: [],
  },
});
