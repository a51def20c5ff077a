import { isIP } from 'node:net';
import { MAX_ENDPOINT } from './model.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** The rule that an endpoint breaks. */
type EndpointFault =
  | 'not-a-url'
  | 'too-long'
  | 'https-only'
  | 'no-credentials'
  | 'no-fragment'
  | 'public-host-only'
  | 'usual-port-only';

/** The rules for an endpoint, in words. */
export const endpointRules: Readonly<Record<EndpointFault, string>> = {
  'not-a-url': 'must be a valid url',
  'too-long': `must have at most ${MAX_ENDPOINT} characters, percent-encoded`,
  'https-only': 'must begin with https://',
  'no-credentials': 'must not hold a user name or password',
  'no-fragment': 'must not have a fragment (#)',
  'public-host-only': 'must lead to a host of the public internet',
  'usual-port-only': 'must use port 443 or 8443',
};

/** Names that lead to this host or an inner network, by any resolver (RFC 6761, RFC 6762, RFC 8375; cloud metadata; clusters). */
const innerNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain|corp|home|private|svc)$/;

/** The ports that serve https. A bank's endpoint uses no ports of other services. The URL parser leaves 443 out. */
const USUAL_PORTS: readonly string[] = ['', '8443'];

/**
 * The fault of an endpoint for pushes, or undefined. It must be https on a host of the public internet: Cordon calls it from inside its own
 * network, so an inner address would turn the push into a way in (SSRF). A public name may still lead to an inner address later; the
 * gateway also checks the address it connects to.
 *
 * @param allowLoopback local runtime only: http and https on this host, on any port, are allowed as well
 */
export function endpointFault(
  endpoint: string,
  { allowLoopback }: { readonly allowLoopback: boolean },
): EndpointFault | undefined {
  const url = URL.parse(endpoint);
  if (url === null) return 'not-a-url';
  if (url.href.length > MAX_ENDPOINT) return 'too-long';
  const host = hostOf(url);
  const local = allowLoopback && isThisHost(host);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'https-only';
  if (url.username !== '' || url.password !== '') return 'no-credentials';
  if (endpoint.includes('#')) return 'no-fragment';
  if (local) return undefined;
  if (!isPublicHost(host)) return 'public-host-only';
  if (!USUAL_PORTS.includes(url.port)) return 'usual-port-only';
  return undefined;
}

/** The host without the brackets of an IPv6 address and the dot that may end a name. The URL parser has undone odd spellings of IPv4. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isThisHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

/** A public address, or a name of at least two labels that is not an inner one. */
function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !innerNames.test(host);
}
