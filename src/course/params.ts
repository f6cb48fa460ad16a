/**
 * The course's parameters. The defaults are the values of the source document; `lessons/course.ts` keeps them.
 * Everything that names one of these things goes through `Params`, never through a literal.
 */
export interface Params {
  /** Name of the bridge, e.g. `br0`. */
  readonly bridge: string;
  /** The container network, CIDR, e.g. `172.18.0.0/16`. */
  readonly subnet: string;
  /** The bridge's own address, without the mask, e.g. `172.18.0.1`. */
  readonly gateway: string;
  readonly c1: ContainerParams;
  readonly c2: ContainerParams;
  /** The NIC towards the outside, e.g. `ens33`. */
  readonly uplink: string;
  /** The host's address on the uplink, e.g. `192.168.1.61`. */
  readonly hostAddress: string;
  /** The published host port, e.g. `5678`. */
  readonly port: number;
  readonly image: string;
  /** The name that the course fetches from the outside world. */
  readonly site: string;
  /** Address of the lab's `outside` node. */
  readonly outsideAddress: string;
  /** Port of a plain web server that runs as a process on `host`. */
  readonly hostServicePort: number;
}

export interface ContainerParams {
  readonly name: string;
  /** The host's end of the veth pair, e.g. `veth1`. */
  readonly veth: string;
  /** How the other end is called until it is in the container, where it becomes `eth0`; another name where the host has an `eth0` of its own. */
  readonly peer: string;
  /** The container's address, without the mask. */
  readonly address: string;
}
