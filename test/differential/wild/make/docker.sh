#!/bin/bash
# Docker of Debian 12 (20.10), 13 (26.1) and unstable (28.5): two bridges, a published port, isolation. busybox-static is the image.
export PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
echo 1 > /proc/sys/net/ipv4/ip_forward
mkdir -p /run/d /var/lib/dk
containerd --root /var/lib/dk/ctr --state /run/ctr --address /run/c.sock >/out/containerd.log 2>&1 &
for _ in $(seq 40); do [ -S /run/c.sock ] && break; sleep .2; done
dockerd --data-root /var/lib/dk/data --exec-root /run/d/exec -p /run/d/pid -H unix:///run/docker.sock --containerd /run/c.sock --userland-proxy=false --storage-driver vfs >/out/dockerd.log 2>&1 &
for _ in $(seq 100); do docker version >/dev/null 2>&1 && break; sleep .3; done
docker version --format '{{.Server.Version}}'
docker network create --subnet 172.18.0.0/16 -o com.docker.network.bridge.name=br0 lab
docker network create --subnet 172.19.0.0/16 -o com.docker.network.bridge.name=br1 other
mkdir -p /tmp/img/bin; cp /bin/busybox /tmp/img/bin/ 2>/dev/null && for a in sh sleep; do ln -sf busybox /tmp/img/bin/$a; done
tar -C /tmp/img -c . | docker import - tiny
docker run --pull never -d --name c1 --network lab --ip 172.18.0.2 -p 5678:80 tiny /bin/sleep 1000
docker run --pull never -d --name c2 --network lab --ip 172.18.0.3 tiny /bin/sleep 1000
docker run --pull never -d --name c3 --network other tiny /bin/sleep 1000
iptables-save >"/out/docker-$(docker version --format '{{.Server.Version}}' | cut -d+ -f1).iptables"
