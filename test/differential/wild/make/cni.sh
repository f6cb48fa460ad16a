#!/bin/bash
# The plug-ins bridge, portmap and firewall of containernetworking-plugins, Debian 12.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
echo 1 > /proc/sys/net/ipv4/ip_forward
mkdir -p /run/netns; ip netns add c
export CNI_COMMAND=ADD CNI_CONTAINERID=c1lab CNI_NETNS=/run/netns/c CNI_IFNAME=eth0 CNI_PATH=/usr/lib/cni
echo '{"cniVersion":"0.4.0","name":"lab","type":"bridge","bridge":"br0","isGateway":true,"ipMasq":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"172.18.0.0/16","rangeStart":"172.18.0.2","rangeEnd":"172.18.0.2"}]]}}' > /tmp/b.json
/usr/lib/cni/bridge < /tmp/b.json > /tmp/res.json; cat /tmp/res.json
python3 - <<'P' > /tmp/pm.json
import json
r=json.load(open('/tmp/res.json'))
print(json.dumps({"cniVersion":"0.4.0","name":"lab","type":"portmap","snat":True,"capabilities":{"portMappings":True},"runtimeConfig":{"portMappings":[{"hostPort":5678,"containerPort":80,"protocol":"tcp"}]},"prevResult":r}))
P
/usr/lib/cni/portmap < /tmp/pm.json >/tmp/res2.json
python3 - <<'P' > /tmp/fw.json
import json
r=json.load(open('/tmp/res.json'))
print(json.dumps({"cniVersion":"0.4.0","name":"lab","type":"firewall","backend":"iptables","prevResult":r}))
P
/usr/lib/cni/firewall < /tmp/fw.json >/dev/null
iptables-save > /out/cni.iptables
