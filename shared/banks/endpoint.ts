import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** The rule that an endpoint breaks. */
type EndpointFault = 'not-a-url' | 'https-only' | 'no-credentials' | 'no-fragment' | 'public-host-only';

/** What an endpoint has to keep to, in words. */
export const endpointRules: Readonly<Record<EndpointFault, string>> = {
  'not-a-url': 'must be a valid url',
  'https-only': 'must begin with https://',
  'no-credentials': 'must not hold a user name or password',
  'no-fragment': 'must not have a fragment (#)',
  'public-host-only': 'must lead to a host of the public internet',
};

/** Names that lead to this host or an inner network whatever a resolver says (RFC 6761, RFC 6762, RFC 8375; cloud metadata). */
const innerNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain|corp|home|private)$/;

/**
 * What is wrong with an endpoint that orders are to be pushed to, or undefined. It must be https on a host of the public internet:
 * Cordon calls it from inside its own network, so an inner address would turn the push into a way in (SSRF). A public name may
 * still lead to an inner address later; the gateway checks the address it connects to as well.
 *
 * @param allowLoopback local runtime only: http and https on this host are allowed as well
 */
export function endpointFault(
  endpoint: string,
  { allowLoopback }: { readonly allowLoopback: boolean },
): EndpointFault | undefined {
  const url = URL.parse(endpoint);
  if (url === null) return 'not-a-url';
  const host = hostOf(url);
  const local = allowLoopback && isThisHost(host);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'https-only';
  if (url.username !== '' || url.password !== '') return 'no-credentials';
  if (endpoint.includes('#')) return 'no-fragment';
  if (!local && !isPublicHost(host)) return 'public-host-only';
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
