#!/bin/bash
# libvirt 9.0 of Debian 12: a network with NAT.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p /run/libvirt /run/dbus
libvirtd -d -f /dev/null; sleep 5
virsh -c qemu:///system version 2>&1 | head -3
cat > /tmp/n.xml <<'X'
<network><name>lab</name><forward mode='nat'/><bridge name='br0' stp='off' delay='0'/><ip address='172.18.0.1' netmask='255.255.0.0'><dhcp><range start='172.18.1.2' end='172.18.1.9'/></dhcp></ip></network>
X
virsh -c network:///system net-create /tmp/n.xml || virsh -c qemu:///system net-create /tmp/n.xml
iptables-save > /out/libvirt.iptables
kill "$(cat /run/libvirtd.pid)"
