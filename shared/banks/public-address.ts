import { BlockList, isIP } from 'node:net';

/** This host (RFC 1122, RFC 4291). */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The part of IPv6 that is given out for the public internet (RFC 4291): v4 within v6 and all inner networks lie outside. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Networks that no bank's endpoint may be in: this host, private and link-local networks, and reserved ones (RFC 6890). Of IPv6 only
 * addresses within the part above: protocols and Teredo, documentation, and 6to4, which leads to any v4 address.
 */
const notPublic = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  notPublic.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  notPublic.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is one of the public internet. A v4 address within v6 is not: no bank needs to write it so. */
export function isPublicAddress(address: string): boolean {
  // a zone (`%eth0`) belongs to a link, and the lists below do not take it
  if (isIP(address) === 0 || address.includes('%')) return false;
  return (isIP(address) === 4 || within(globalUnicast, address)) && !within(notPublic, address);
}

/** Whether an IP address is this host's own. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) !== 0 && !address.includes('%') && within(loopback, address);
}

/** A list of v4 networks sees a v4 address within v6 (`::ffff:a.b.c.d`) by itself. */
function within(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
