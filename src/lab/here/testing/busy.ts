/** What else may be on a machine: a compose project, a plain Docker network, and rules like ufw's and firewalld's. */
export const compose = `
docker network create --subnet 172.18.0.0/16 shop_default >/dev/null
docker load -q </run/machine/image.tar >/dev/null
docker run -d --name shop-web-1 --network shop_default -p 8099:80 nginx:1.13.3-alpine >/dev/null
`;

const firewalls = `
docker network create plain >/dev/null
for chain in ufw-before-forward ufw-after-forward ufw-before-input ufw-user-input; do iptables -N $chain; done
iptables -A FORWARD -j ufw-before-forward
iptables -A FORWARD -j ufw-after-forward
iptables -A INPUT -j ufw-before-input
iptables -A INPUT -j ufw-user-input
iptables -A ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
iptables -A ufw-before-forward -p icmp -m icmp --icmp-type 8 -j ACCEPT
iptables -A ufw-user-input -p tcp -m tcp --dport 22 -m comment --comment "it's \\"ssh\\" \\$(reboot)" -j ACCEPT
iptables -A ufw-user-input -p tcp -m tcp --dport 22 -m comment --comment "it's \\"ssh\\" \\$(reboot)" -j ACCEPT
nft -f - <<'NFT'
table inet firewalld {
  set lan { type ipv4_addr; flags interval; elements = { 10.9.0.0/16 } }
  chain filter_FORWARD {
    type filter hook forward priority filter + 10; policy accept;
    ct state established,related accept
    ct status dnat accept
    iifname "lo" accept
    jump filter_FORWARD_POLICIES
    ip daddr @lan drop
  }
  chain filter_FORWARD_POLICIES {
    iifname "docker0" accept
  }
}
NFT
ip route add 10.99.0.0/16 via 192.168.1.1
ip rule add from 10.98.0.0/16 lookup 98
ip neigh add 192.168.1.9 lladdr 02:00:00:00:00:09 dev ens33 nud permanent
echo 0 >/proc/sys/net/ipv6/conf/ens33/disable_ipv6
ip -6 address add 2001:db8::61/64 dev ens33 nodad
ip -6 route add 2001:db8:9::/48 via 2001:db8::1 dev ens33
tc qdisc add dev ens33 root handle 7: pfifo limit 300
sysctl -qw net.ipv4.conf.ens33.rp_filter=2 net.ipv4.conf.all.log_martians=1
`;

export const busy = `${compose}${firewalls}`;
