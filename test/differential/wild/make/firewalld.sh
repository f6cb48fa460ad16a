#!/bin/bash
# firewalld 1.3 of Debian 12: zones, a port, masquerading, a forwarded port and a rich rule, by nftables and by iptables.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p /run/dbus; dbus-daemon --system --fork
firewalld --nofork --nopid &
p=$!
for _ in $(seq 60); do firewall-cmd --state >/dev/null 2>&1 && break; sleep .5; done
firewall-cmd --version
ip link add br0 type bridge
firewall-cmd --zone=public --add-interface=ens33
firewall-cmd --zone=trusted --add-interface=br0
firewall-cmd --zone=public --add-port=9000/tcp
firewall-cmd --zone=public --add-masquerade
firewall-cmd --zone=public --add-forward-port=port=5678:proto=tcp:toport=80:toaddr=172.18.0.2
firewall-cmd --zone=public --add-rich-rule='rule family=ipv4 source address=192.168.1.99 reject'
nft list ruleset > /out/firewalld.nft
kill $p; wait $p; nft flush ruleset
sed -i 's/^FirewallBackend=.*/FirewallBackend=iptables/' /etc/firewalld/firewalld.conf
firewalld --nofork --nopid & p=$!
for _ in $(seq 60); do firewall-cmd --state >/dev/null 2>&1 && break; sleep .5; done
firewall-cmd --zone=public --add-interface=ens33
firewall-cmd --zone=trusted --add-interface=br0
firewall-cmd --zone=public --add-port=9000/tcp
firewall-cmd --zone=public --add-masquerade
firewall-cmd --zone=public --add-forward-port=port=5678:proto=tcp:toport=80:toaddr=172.18.0.2
iptables-save > /out/firewalld-iptables.iptables
kill $p
