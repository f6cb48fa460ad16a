/** Somebody who looks, or waits to: a file in the gate's folder, known by its name alone. */
export interface Ticket {
  readonly name: string;
  readonly state: 'waits' | 'holds';
  /** When it began to wait, or to hold (ms of this machine's clock). */
  readonly since: number;
  /** A person waits for what it will see. */
  readonly isAwaited: boolean;
}

/** What nobody waits for lets others pass for so long (ms), and is then as good as they are. */
const courtesy = 10_000;
/** Whoever waits and has not been heard of for so long (ms) is dead; who holds a turn for longer has to let go of it. */
const silence = 6_000;

export const ticketName = ({ state, since, isAwaited }: Omit<Ticket, 'name'>, own: string): string =>
  `${state}-${Math.trunc(since)}-${isAwaited ? 'awaited' : 'aside'}-${own}`;

/** Undefined: not a ticket. */
export function readTicket(name: string): Ticket | undefined {
  const [, state, since, awaited] = /^(waits|holds)-(\d{1,16})-(awaited|aside)-[\da-f-]{1,40}$/.exec(name) ?? [];
  if (state !== 'waits' && state !== 'holds') return undefined;
  return { name, state, since: Number(since), isAwaited: awaited === 'awaited' };
}

/** `heard`: of who holds a turn, when it began. Times in the future are nobody's either: their clock was another one. */
export const isDead = (heard: number, now: number): boolean => Math.abs(now - heard) > silence;

const rank = ({ since, isAwaited }: Ticket): number => since + (isAwaited ? 0 : courtesy);

/** Those before it, as everybody sees them: holders, then who has waited longest. */
export function before(mine: Ticket, others: readonly Ticket[]): readonly Ticket[] {
  return others.filter(
    (one) =>
      one.name !== mine.name &&
      (one.state === 'holds' || rank(one) < rank(mine) || (rank(one) === rank(mine) && one.name < mine.name)),
  );
}
