/** DNS messages (RFC 1035), as much as one question for an IPv4 address needs. */

export interface DnsReply {
  readonly id: number;
  /** 0 fine, 2 server failure, 3 no such name, 5 refused. */
  readonly rcode: number;
  /** IPv4 addresses, in the server's order. */
  readonly addresses: readonly string[];
}

const typeA = 1;
const classInternet = 1;

/** A recursive question for the A records of a name. The name is ASCII, labels up to 63 bytes. */
export function encodeQuestion(id: number, name: string): Uint8Array {
  const labels = name.split('.').filter((label) => label !== '');
  const bytes = labels.flatMap((label) => [label.length, ...new TextEncoder().encode(label)]);
  return Uint8Array.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...bytes, 0, 0, typeA, 0, classInternet]);
}

/** Undefined for bytes that are not a whole reply. */
export function decodeReply(bytes: Uint8Array): DnsReply | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || (view.getUint8(2) & 0x80) === 0) return undefined;
  try {
    let at = 12;
    for (let left = view.getUint16(4); left > 0; left -= 1) at = afterName(view, at) + 4;
    const addresses: string[] = [];
    for (let left = view.getUint16(6); left > 0; left -= 1) {
      at = afterName(view, at);
      const length = view.getUint16(at + 8);
      if (view.getUint16(at) === typeA && length === 4) addresses.push(quad(view, at + 10));
      at += 10 + length;
    }
    if (at > bytes.length) return undefined;
    return { id: view.getUint16(0), rcode: view.getUint8(3) & 15, addresses };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Past a name: labels, ended by an empty one or by a pointer to an earlier name. */
function afterName(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const length = view.getUint8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += length + 1;
  }
}

const quad = (view: DataView, at: number): string => [0, 1, 2, 3].map((index) => view.getUint8(at + index)).join('.');
