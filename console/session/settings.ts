/** Where people sign in, as the deployment says (`GET /console/config.json`). */
export interface Settings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** After so long without a touch the person is signed out. */
  readonly idleSeconds: number;
}

/**
 * Reads the settings of this deployment.
 *
 * @throws Error if the answer is not what this release of the console understands
 */
export async function readSettings(): Promise<Settings> {
  const response = await fetch('/console/config.json');
  if (!response.ok) throw new Error(`the settings could not be read (${response.status})`);
  return toSettings(await response.json());
}

function toSettings(read: unknown): Settings {
  if (typeof read !== 'object' || read === null) throw new Error('the settings are no object');
  const text = (name: string): string => {
    const value: unknown = Reflect.get(read, name);
    if (typeof value !== 'string' || value === '') throw new Error(`the settings lack ${name}`);
    return value;
  };
  const idleSeconds: unknown = Reflect.get(read, 'idleSeconds');
  if (typeof idleSeconds !== 'number' || idleSeconds <= 0) throw new Error('the settings lack idleSeconds');
  return { idleSeconds, issuer: text('issuer'), clientId: text('clientId'), scope: text('scope') };
}
