import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/api.ts';
import { accessToken, signOut } from '../session/session.ts';
import { language } from '../words/language.ts';

/** The shapes of the API, by their names there. */
export type Schemas = components['schemas'];

/** The API, from the page's own origin, as the person who is signed in. */
export const api = createClient<paths>({ baseUrl: location.origin });

api.use({
  onRequest: ({ request }) => {
    const token = accessToken();
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    request.headers.set('accept-language', language());
    return request;
  },
  onResponse: ({ response }) => {
    if (response.status === 401) void signOut('session-ended');
  },
});
