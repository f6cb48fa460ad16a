#!/bin/bash
# ufw 0.36 of Debian 12: a limit, an address rule and two routed ones.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p /run/lock
sed -i 's/^DEFAULT_FORWARD_POLICY=.*/DEFAULT_FORWARD_POLICY="DROP"/' /etc/default/ufw
ufw limit 22/tcp; ufw limit 9000/tcp; ufw allow from 192.168.1.50 to any port 80 proto tcp; ufw route allow in on ens33 out on br0 to 172.18.0.2 port 80 proto tcp; ufw route allow in on br0 out on ens33
ufw --force enable
iptables-save > /out/ufw.iptables
