import type { Frame } from './frame.ts';
import type { Node } from './node.ts';
import type { Parcel } from './walk.ts';

/** What happens to the packet next. Stages return it instead of calling each other: the way of a packet goes round in circles. */
export type Step =
  /** The node itself sends it. An empty source is chosen on the way. */
  | { readonly next: 'send'; readonly node: Node; readonly parcel: Parcel }
  /** IP hands it to a device; the next hop's MAC address is still to be found. */
  | {
      readonly next: 'leave';
      readonly node: Node;
      readonly device: string;
      readonly nextHop: string;
      readonly parcel: Parcel;
    }
  /** A device sends the frame. */
  | {
      readonly next: 'transmit';
      readonly node: Node;
      readonly device: string;
      readonly frame: Frame;
      readonly parcel: Parcel;
    }
  /** A device receives it. */
  | {
      readonly next: 'receive';
      readonly node: string;
      readonly device: string;
      readonly frame: Frame;
      readonly parcel: Parcel;
    }
  /** A bridge has it: from a port, or from its own node. */
  | {
      readonly next: 'bridge';
      readonly node: Node;
      readonly bridge: string;
      readonly port?: string;
      readonly frame: Frame;
      readonly parcel: Parcel;
    }
  /** IP has it. `prerouted`: as a bridged frame it has passed that hook already. */
  | {
      readonly next: 'ip';
      readonly node: Node;
      readonly device: string;
      readonly parcel: Parcel;
      readonly prerouted: boolean;
      readonly physIn?: string;
      readonly from?: Frame;
      /** It came over lo, by a route that is not local: the kernel drops it (dst_discard). */
      readonly isForNobody?: true;
    };

export type StepOf<N extends Step['next']> = Extract<Step, { readonly next: N }>;
