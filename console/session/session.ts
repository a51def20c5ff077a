import { ErrorResponse, InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { useSyncExternalStore } from 'react';
import { hasUnsent } from '../forms/unsent.ts';
import { createWatchers } from '../states/watchers.ts';
import { handBack, openIssuer } from './again.ts';
import { watchIdle } from './idle.ts';
import { readSettings, type Settings } from './settings.ts';

/** Why a person has to sign in (again). */
type Reason = 'sign-in-failed' | 'session-ended' | 'no-settings' | 'idle' | 'issuer-not-left' | 'another-person';

export type Session =
  | { readonly kind: 'starting' }
  /** The person has signed out, and the page is on its way to the issuer. */
  | { readonly kind: 'leaving' }
  /** A window in which the person of another one signed in again. */
  | { readonly kind: 'handed-back' }
  | { readonly kind: 'signed-out'; readonly reason?: Reason }
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      /** Who it is, by the issuer's word. */
      readonly subject: string;
      /** The token is not taken any more. The page stays with what was typed, until the person has signed in again. */
      readonly hasLapsed?: boolean;
      /** The person has not touched the page for long, and is signed out in a moment. */
      readonly endsSoon?: boolean;
    };

const HOME = '/console';
const RETURN = '/console/signed-in';
const RENEW_AHEAD_SECONDS = 60;
/** Says only that a person left this browser's console: until one signs in again, no page asks the issuer, which may still know them. */
const MARK = 'cordon.left';
/** The issuer's answers to a page that asked without a person: it knows none, or has something to ask them. */
const UNKNOWN: readonly (string | null)[] = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];

/** The other tabs of the console in this browser. */
const tabs = new BroadcastChannel('cordon.session');
const LEFT = 'signed out';
tabs.onmessage = ({ data }) => {
  if (data === LEFT && session.kind === 'signed-in') void leave();
};

let session: Session = { kind: 'starting' };
let manager: UserManager | undefined;
const { watch, tell } = createWatchers();

function become(next: Session): void {
  session = next;
  tell();
}

export const useSession = (): Session => useSyncExternalStore(watch, () => session);

/** The access token, which lives in this page's memory alone. */
export const accessToken = (): string | undefined => (session.kind === 'signed-in' ? session.token : undefined);

/** Finds out whether a person comes back from the issuer, is known to it from before or from another tab, or has yet to sign in. */
export async function startSession(): Promise<void> {
  if (location.pathname === RETURN && handBack()) return become({ kind: 'handed-back' });
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
  if (localStorage.getItem(MARK) !== null) return become({ kind: 'signed-out' });
  await leaveForIssuer(manager, 'none');
}

/** Sends the person to the issuer, which asks for the password each time. */
export async function signIn(): Promise<void> {
  if (manager === undefined) return location.reload();
  await leaveForIssuer(manager, 'login');
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
  localStorage.setItem(MARK, 'yes');
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
  if (reason !== 'session-ended') localStorage.setItem(MARK, 'yes');
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
  through.events.addUserLoaded((user) => {
    if (session.kind !== 'signed-in') return;
    // What one person typed is not sent as another.
    if (user.profile.sub === session.subject) become(signedInAs(user));
    else void signOut('another-person');
  });
  through.events.addAccessTokenExpired(lapse);
}

const signedInAs = ({ access_token: token, profile: { sub: subject } }: User): Session => ({ kind: 'signed-in', token, subject });

/** The token is over. A page with something typed stays, and its person signs in again over it; any other page begins anew. */
function lapse(): void {
  if (session.kind !== 'signed-in') return;
  if (hasUnsent()) become({ ...session, hasLapsed: true });
  else void signOut('session-ended');
}

/**
 * Waits while the session has lapsed, so that what the page asks of the API meanwhile is asked with the next token.
 *
 * @param refused the token that the API did not take, if one was
 * @returns whether a person is signed in
 */
export function whenSignedIn(refused?: string): Promise<boolean> {
  if (refused !== undefined && accessToken() === refused) lapse();
  return new Promise((resolve) => {
    const look = (): void => {
      if (session.kind === 'signed-in' && session.hasLapsed === true) return;
      unwatch();
      resolve(session.kind === 'signed-in');
    };
    const unwatch = watch(look);
    look();
  });
}

/** How a sign-in over the page ended, as far as it did. */
export type Again = 'blocked' | 'opened' | 'failed';

/** Lets the person of a lapsed session sign in again in a window of its own. @param told is called as that goes on */
export async function signInAgain(told: (how: Again) => void): Promise<void> {
  if (manager === undefined) return told('failed');
  const through = manager;
  try {
    const isOpen = await openIssuer(
      through,
      (address) => void through.signinRedirectCallback(address).catch(() => told('failed')),
    );
    told(isOpen ? 'opened' : 'blocked');
  } catch {
    told('failed');
  }
}

/** @param prompt `none`: the issuer asks the person nothing and answers whether it knows them; `login`: it asks for the password */
async function leaveForIssuer(through: UserManager, prompt: 'login' | 'none'): Promise<void> {
  try {
    await through.signinRedirect({
      prompt,
      state: { path: location.pathname === RETURN ? HOME : location.pathname + location.search },
    });
  } catch {
    become({ kind: 'signed-out', reason: 'sign-in-failed' });
  }
}

async function comeBack(through: UserManager): Promise<void> {
  try {
    const user = await through.signinRedirectCallback();
    history.replaceState(null, '', pathIn(user.state));
    localStorage.removeItem(MARK);
    become(signedInAs(user));
  } catch (error) {
    const isUnknown = error instanceof ErrorResponse && UNKNOWN.includes(error.error);
    history.replaceState(null, '', isUnknown ? pathIn(error.state) : HOME);
    become(isUnknown ? { kind: 'signed-out' } : { kind: 'signed-out', reason: 'sign-in-failed' });
  }
}

/** The page that the person came from; always one of the console. */
function pathIn(state: unknown): string {
  const path: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'path') : undefined;
  return typeof path === 'string' && path.startsWith(HOME) ? path : HOME;
}
