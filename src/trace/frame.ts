/** MAC addresses of an Ethernet frame. */
export interface Frame {
  readonly to: string;
  readonly from: string;
}
