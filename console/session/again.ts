import { OidcClient, type UserManager } from 'oidc-client-ts';

/** Marks the state of a sign-in in a window of its own; the issuer gives it back as it is. */
const MARK = 'again';
const WINDOW = 'popup,width=520,height=720';

/**
 * Between the page and the window in which its person signs in again. The page's own policy (Cross-Origin-Opener-Policy) cuts every other tie
 * between the two.
 */
const windows = new BroadcastChannel('cordon.signed-in-again');

/** In a window that `openIssuer` opened, after the sign-in: hands the way back to the page. @returns false in any other window */
export function handBack(): boolean {
  const state = new URL(location.href).searchParams.get('state') ?? '';
  if (!state.endsWith(`;${MARK}`)) return false;
  windows.postMessage(location.href);
  history.replaceState(null, '', location.pathname);
  close();
  return true;
}

/**
 * Opens the issuer beside the page, which stays as it is. The random state and the verifier of PKCE stand where those of every sign-in do.
 *
 * @param back is called with the address that the issuer sent the person back to
 * @returns false if the browser lets no window open
 * @throws Error if the issuer is out of reach
 */
export async function openIssuer(through: UserManager, back: (address: string) => void): Promise<boolean> {
  // At once: after a wait the browser no longer takes it for what the person pressed.
  const beside = open('about:blank', '', WINDOW);
  if (beside === null) return false;
  try {
    const { authority, client_id, redirect_uri, scope, stateStore } = through.settings;
    const client = new OidcClient({ authority, client_id, redirect_uri, scope, stateStore });
    const request = { request_type: 'si:r', url_state: MARK };
    const { url, state } = await client.createSigninRequest(request);
    windows.onmessage = ({ data }) => {
      if (typeof data === 'string' && new URL(data).searchParams.get('state') === `${state.id};${MARK}`) back(data);
    };
    beside.location.replace(url);
    return true;
  } catch (error) {
    beside.close();
    throw error;
  }
}
