import { createPlatform, type Platform } from './platform.ts';
import { type DataKeys, dataKeysIn } from './secrets.ts';

/** The tools of the operations of the API. */
export interface ApiTools extends Platform {
  readonly dataKeys: () => Promise<DataKeys>;
}

/** The tools over the table and the secret that the function's environment names. */
export function createApiTools(env: { readonly TABLE_NAME: string; readonly DATA_KEY_SECRET_ARN: string }): ApiTools {
  return { ...createPlatform(env.TABLE_NAME), dataKeys: dataKeysIn(env.DATA_KEY_SECRET_ARN) };
}
