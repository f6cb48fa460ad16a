# shellcheck shell=sh
# `sh -c <this> enter NODES NODE ARGV…` ends up as ARGV in that node; NODES: the network namespaces besides the host's. Never through
# `ip netns exec`, whose fresh /sys hides the cgroups from Docker.
nodes=$1 node=$2; shift 2
export BRIDGEWORK_NODE="$node"
# The first folder of PATH is the learner's; what leads into a node is the system's.
theirs=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin:$theirs
nsenter=$(command -v nsenter)
cd /root 2>/dev/null || cd /
case $node in
  host) PATH=$theirs; exec "$@" ;;
esac
case " $nodes " in *" $node "*) PATH=$theirs; exec "$nsenter" --net=/run/netns/"$node" -- "$@" ;; esac
pid=$(docker inspect -f '{{.State.Pid}}' "$node" 2>/dev/null)
case $pid in '' | 0) echo "bridgework: there is no running container $node" >&2; exit 125 ;; esac
PATH=$theirs
exec "$nsenter" -n -t "$pid" -- "$@"
