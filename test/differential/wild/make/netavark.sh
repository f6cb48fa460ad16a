#!/bin/bash
# netavark of Debian 12: what podman asks it for: a bridge, a container, a published port.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
echo 1 > /proc/sys/net/ipv4/ip_forward
ip netns add c
cat > /tmp/in.json <<'J'
{"container_id":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","container_name":"c1",
"port_mappings":[{"host_ip":"","container_port":80,"host_port":5678,"range":1,"protocol":"tcp"}],
"networks":{"lab":{"static_ips":["172.18.0.2"],"interface_name":"eth0","aliases":[]}},
"network_info":{"lab":{"name":"lab","id":"1111111111111111111111111111111111111111111111111111111111111111","driver":"bridge","network_interface":"br0","subnets":[{"subnet":"172.18.0.0/16","gateway":"172.18.0.1"}],"ipv6_enabled":false,"internal":false,"dns_enabled":false,"ipam_options":{"driver":"host-local"}}}}
J
mkdir -p /run/na; /usr/lib/podman/netavark --config /run/na --rootless false setup /run/netns/c < /tmp/in.json; echo
iptables-save > /out/netavark.iptables
