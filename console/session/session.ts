import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { useSyncExternalStore } from 'react';
import { watchIdle } from './idle.ts';
import { readSettings, type Settings } from './settings.ts';

/** Why a person has to sign in (again). */
type Reason = 'sign-in-failed' | 'session-ended' | 'no-settings' | 'idle' | 'issuer-not-left';

export type Session =
  | { readonly kind: 'starting' }
  /** The person has signed out, and the page is on its way to the issuer. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'signed-out'; readonly reason?: Reason }
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      /** The person has not touched the page for long, and is signed out in a moment. */
      readonly endsSoon?: boolean;
    };

const HOME = '/console';
const RETURN = '/console/signed-in';
const RENEW_AHEAD_SECONDS = 60;
/** Says only that this tab was signed in, so that a reload asks the issuer at once, which still knows the person. */
const MARK = 'cordon.was-signed-in';

/** The other tabs of the console in this browser. */
const tabs = new BroadcastChannel('cordon.session');
const LEFT = 'signed out';
tabs.onmessage = ({ data }) => {
  if (data === LEFT && session.kind === 'signed-in') void leave();
};

let session: Session = { kind: 'starting' };
let manager: UserManager | undefined;
const watchers = new Set<() => void>();

function become(next: Session): void {
  session = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const useSession = (): Session => useSyncExternalStore(watch, () => session);

/** The access token, which lives in this page's memory alone. */
export const accessToken = (): string | undefined => (session.kind === 'signed-in' ? session.token : undefined);

/** Finds out whether a person comes back from the issuer, reloads the page, or has yet to sign in. */
export async function startSession(): Promise<void> {
  try {
    const { idleSeconds, ...settings } = await readSettings();
    manager = createManager(settings);
    keepRenewed(manager);
    watchIdle(idleSeconds, {
      signedIn: () => session.kind === 'signed-in',
      warn: (warns) => become(session.kind === 'signed-in' ? { ...session, endsSoon: warns } : session),
      end: () => void signOut('idle'),
    });
  } catch {
    return become({ kind: 'signed-out', reason: 'no-settings' });
  }
  if (location.pathname === RETURN) return comeBack(manager);
  if (sessionStorage.getItem(MARK) === null) return become({ kind: 'signed-out' });
  sessionStorage.removeItem(MARK);
  await leaveForIssuer(manager, {});
}

/** Sends the person to the issuer, which asks for the password each time. */
export async function signIn(): Promise<void> {
  if (manager === undefined) return location.reload();
  await leaveForIssuer(manager, { prompt: 'login' });
}

/**
 * Forgets the token. A person who signs out leaves every tab, and the issuer too (OpenID Connect RP-Initiated Logout). A tab that ends by itself
 * leaves the others, and the issuer's session that they share, as they are: the next sign-in asks for the password.
 */
export async function signOut(reason?: Reason): Promise<void> {
  if (reason !== undefined || manager === undefined) return leave(reason);
  tabs.postMessage(LEFT);
  await leaveIssuer(manager);
}

async function leaveIssuer(through: UserManager): Promise<void> {
  sessionStorage.removeItem(MARK);
  // The next page comes from the network. Only a browser that shows this one again, on the way back, says so here.
  addEventListener('pageshow', () => become({ kind: 'signed-out' }), { once: true });
  become({ kind: 'leaving' });
  try {
    await through.signoutRedirect();
  } catch {
    // An issuer that has no such address, or does not answer.
    await leave('issuer-not-left');
  }
}

async function leave(reason?: Reason): Promise<void> {
  sessionStorage.removeItem(MARK);
  await manager?.removeUser();
  become(reason === undefined ? { kind: 'signed-out' } : { kind: 'signed-out', reason });
}

function createManager({ issuer, clientId, scope }: Omit<Settings, 'idleSeconds'>): UserManager {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    redirect_uri: `${location.origin}${RETURN}`,
    post_logout_redirect_uri: `${location.origin}${HOME}`,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    // Only what the way to the issuer and back needs: a random state and the verifier of PKCE.
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    // With a refresh token, which lives in this page's memory; an issuer that gives none lets the sign-in end with the token.
    automaticSilentRenew: true,
    accessTokenExpiringNotificationTimeInSeconds: RENEW_AHEAD_SECONDS,
  });
}

/** Each renewed token takes the place of the one before; without a renewal the session ends with its token. */
function keepRenewed(through: UserManager): void {
  through.events.addUserLoaded(({ access_token: token }) => {
    if (session.kind === 'signed-in') become({ kind: 'signed-in', token });
  });
  through.events.addAccessTokenExpired(() => void signOut('session-ended'));
}

async function leaveForIssuer(through: UserManager, how: { readonly prompt?: 'login' }): Promise<void> {
  try {
    await through.signinRedirect({
      ...how,
      state: { path: location.pathname === RETURN ? HOME : location.pathname + location.search },
    });
  } catch {
    become({ kind: 'signed-out', reason: 'sign-in-failed' });
  }
}

async function comeBack(through: UserManager): Promise<void> {
  try {
    const { access_token: token, state } = await through.signinRedirectCallback();
    history.replaceState(null, '', pathIn(state));
    sessionStorage.setItem(MARK, 'yes');
    become({ kind: 'signed-in', token });
  } catch {
    history.replaceState(null, '', HOME);
    become({ kind: 'signed-out', reason: 'sign-in-failed' });
  }
}

/** The page that the person came from; always one of the console. */
function pathIn(state: unknown): string {
  const path: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'path') : undefined;
  return typeof path === 'string' && path.startsWith(HOME) ? path : HOME;
}
