/** What a sentence of the lessons says of a lab, and how a lab is asked. */
export interface Claim {
  readonly id: string;
  /** The step around which it is tried. */
  readonly step: string;
  /** Before the step's commands, or after them. */
  readonly when: 'before' | 'after';
  /** Words of the English lesson, as they stand in that step, or in the step `of`. */
  readonly sentence: string;
  readonly of?: string;
  /** Shell lines for the lab's host, with the words of `prelude`; they leave the lab as it was. */
  readonly lines: string;
  /** What they print. */
  readonly prints: string;
}

/**
 * `at NODE COMMAND…` runs in a node's network namespace. `get NODE URL [OPTION…]` says in a word or two how a fetch ends.
 * `client NAME` is whom a container's server saw last. `within MOST COMMAND…` says whether it ended in so many seconds.
 * `counted RULE…`, of the kind `CHAIN MATCHES`, is how many packets it has counted.
 */
export const prelude = `
at() {
  node=$1; shift
  case $node in
    host) "$@" ;;
    c?) nsenter -n -t "$(docker inspect -f {{.State.Pid}} $node)" "$@" ;;
    *) nsenter --net=/run/netns/$node "$@" ;;
  esac
}
get() {
  from=$1 url=$2; shift 2
  out=$(at $from curl -sv -m 1 "$@" $url 2>&1); code=$?
  case $code$out in
    0*'It saw you as'*) echo "$out" | sed -n 's/.*This is \\([a-z]*\\)\\. It saw you as \\([0-9.]*\\)\\..*/\\1 sees \\2/p' ;;
    0*) echo page ;;
    28*) echo timeout ;;
    *'Connection refused'*) echo refused ;;
    *'No route to host'*) echo 'no route to host' ;;
    *'Network is unreachable'*) echo 'network is unreachable' ;;
    *) echo "$code $out" ;;
  esac
}
client() { docker logs "$1" 2>/dev/null | tail -n 1 | cut -d ' ' -f 1; }
within() {
  most=$1 start=$(date +%s%N); shift
  "$@"
  took=$((($(date +%s%N) - start) / 100000000))
  [ $took -le $((most * 10)) ] && echo "within $most s" || echo "took $took tenths of a second"
}
counted() { chain=$1; shift; iptables -nvxL $chain | grep -e "$*" | awk '{ print $1 }'; }
some() { [ "$1" -gt 0 ] && echo some || echo none; }
`;
