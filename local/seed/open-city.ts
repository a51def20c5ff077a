import * as z from 'zod';
import { type ApiClient, type ClientCredentials, createApiClient } from '../client.ts';

/** The part of a running city that a caller needs. */
export interface OpenCity {
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly clients: readonly (ClientCredentials & { readonly roles: readonly string[] })[];
}

/** A client with the token of the city's administrator, who registers and records the content of the seed. */
export function asAdministrator({ api, tokenEndpoint, clients }: OpenCity): ApiClient {
  const administrator = clients.find(({ roles }) => roles.includes('administrator'));
  if (administrator === undefined) throw new Error('The seed has no administrator of the city');
  return createApiClient(api, tokenEndpoint, administrator);
}

/** Every item of a list of the API, all its pages. */
export async function everyItem<Item>(client: ApiClient, path: string, item: z.ZodType<Item>): Promise<readonly Item[]> {
  const Page = z.object({ items: z.array(item), next: z.string().optional() });
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await client.request('GET', `${path}?limit=100${query}`);
    if (answer.status !== 200) throw new Error(`${path} could not be listed (${answer.status})`);
    const page = Page.parse(answer.body);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
