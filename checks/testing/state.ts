import type { TestLab } from './lab.ts';

/**
 * What a learner has set in a lab: rules in any order, links with their flags, addresses, routes, switches. Without what
 * differs from one pair of cables to the next (numbers, hardware addresses), without counters, and without what the kernel
 * makes of it a moment later (carrier, states of links and ports).
 */
const looks = `
for tool in iptables-save iptables-legacy-save; do $tool 2>/dev/null | grep -e ^-A -e ^:FORWARD | sed 's/ *\\[[0-9:]*\\]//'; done | sort
nft list tables | grep -w labx
bare() { sed 's/^[0-9]*: //; s/@[^: ]*//; s/link-netns.*//; s/ state [A-Za-z]*//; s/NO-CARRIER,//; s/,LOWER_UP//; s/,M-DOWN//'; }
ip -o link show | sed 's/\\\\.*//; s/qlen.*//' | bare | sort
bridge -o -d link show | bare | sort
ip -4 -o addr show | bare | sort; ip route | sed 's/ linkdown//'; ip rule
sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.ipv4.conf.br0.forwarding net.ipv4.conf.br0.rp_filter
docker ps -aq | xargs -r docker inspect -f '{{.Name}} {{.State.Status}} {{.State.Pid}}' | sort | while read -r name status pid; do
  echo "$name $status"
  [ "$pid" = 0 ] || nsenter -n -t "$pid" sh -c '
    ip -4 -o addr show | sed "s/^[0-9]*: //"; ip route | sed "s/ linkdown//"; ip rule; ip neigh show nud permanent; iptables-save | grep ^-A' </dev/null
done
`;

/** In one text, to be compared with another one. */
export async function stateOfLab({ lab }: TestLab): Promise<string> {
  const result = await lab.run(looks, { timeoutMs: 60_000 });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.stdout;
}
