import type { address as en } from './en.ts';

/** Words of the diagnoses about address: what, why, where to look next, and three hints. */
export const address: { readonly [id in keyof typeof en]: string } = {
  'diagnosis.address-missing.what': '{name} 里的 eth0 没有地址，应该是 {expected}。',
  'diagnosis.address-missing.why':
    '没有地址，别人用 ARP 问不到 {name}，它自己的内核也没有路由：“Network is unreachable”。',
  'diagnosis.address-missing.next':
    "看看里面：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br address",
  'diagnosis.address-missing.hint1': '别人要用哪个地址才能找到 {name}？',
  'diagnosis.address-missing.hint2': '带掩码的地址同时会产生通往子网的直连路由。',
  'diagnosis.address-missing.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-wrong-mask.what': '{name} 里的 eth0 是 {observed}，掩码应使它成为 {expected}。',
  'diagnosis.address-wrong-mask.why': '掩码决定谁是网线上的邻居。/32 就没有邻居，也没有路由。',
  'diagnosis.address-wrong-mask.next':
    "看看 {name} 的路由：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.address-wrong-mask.hint1': '{name} 把哪些地址当作邻居？',
  'diagnosis.address-wrong-mask.hint2': '邻居用 ARP 找，其余的都要经过网关。分界线就是掩码。',
  'diagnosis.address-wrong-mask.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address del {observed} dev eth0; nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-wrong.what': '{name} 里的 eth0 地址是 {observed}，本课程用的是 {expected}。',
  'diagnosis.address-wrong.why': '别人按 {expected} 去找 {name}，而 {name} 不会应答这个地址。',
  'diagnosis.address-wrong.next':
    "看看里面：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br address",
  'diagnosis.address-wrong.hint1': '把 {name} 的地址和步骤里的比一比。',
  'diagnosis.address-wrong.hint2': '一个接口可以有多个地址；先删错的，再加对的。',
  'diagnosis.address-wrong.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address del {observed} dev eth0; nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-expires.what': '{interface} 的地址 {observed} 再过 {seconds} 秒就会自己消失。',
  'diagnosis.address-expires.why':
    '配地址时给了有效期（valid_lft），就像 DHCP 客户端对租来的地址那样。期限一到，内核会把地址连同它的路由一起收走。',
  'diagnosis.address-expires.next': '看看 valid_lft：ip address show dev {interface}',
  'diagnosis.address-expires.hint1': '这个地址的有效期有多长？',
  'diagnosis.address-expires.hint2':
    '不带 valid_lft 的地址会一直留着；“ip address change”可以给已有的地址换一个有效期。',
  'diagnosis.address-expires.hint3': '`{command}`',
  'diagnosis.address-on-host.what': '{name} 的地址 {address} 配到了宿主机的 {interface} 上。',
  'diagnosis.address-on-host.why':
    '宿主机把 {address} 当成了自己的地址：它替 {name} 应答，发往这个地址的包也不再进入网桥。',
  'diagnosis.address-on-host.next': '看看宿主机：ip -br address',
  'diagnosis.address-on-host.hint1': '“ip address add”是在哪个命名空间里执行的？',
  'diagnosis.address-on-host.hint2':
    '“nsenter -n -t PID”让一条命令在另一个命名空间里执行；没有它，“ip address add”改的就是宿主机。',
  'diagnosis.address-on-host.hint3': '`ip address del {address}/{prefix} dev {interface}`',
  'diagnosis.address-duplicate.what': '{name} 和 {other} 都有地址 {address}。',
  'diagnosis.address-duplicate.why': '两台机器会应答同一个 ARP 询问，谁快谁就得到包。',
  'diagnosis.address-duplicate.next': '比较两者：分别在 {name} 和 {other} 里执行 ip -br address',
  'diagnosis.address-duplicate.hint1': '{address} 只用了一次吗？',
  'diagnosis.address-duplicate.hint2': '同一台交换机上的每台机器都要有自己的地址，ARP 分不清双胞胎。',
  'diagnosis.address-duplicate.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {other}) ip address del {address}/{prefix} dev {interface}`",
  'diagnosis.same-mac.what': '{name} 和 {other} 的硬件地址相同：{mac}。',
  'diagnosis.same-mac.why': '交换机为每个硬件地址只记一个端口；这条记录在端口之间跳来跳去，帧就会送错。',
  'diagnosis.same-mac.next': '看看交换机的表：bridge fdb show br {bridge}',
  'diagnosis.same-mac.hint1': '交换机怎么区分这两个容器？',
  'diagnosis.same-mac.hint2': 'IP 地址用于路由，硬件地址用于交换，两者都必须唯一。',
  'diagnosis.same-mac.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set eth0 address 02:00:00:00:00:42`",
  'diagnosis.neighbour-poisoned.what': '{name} 认为 {address} 的硬件地址是 {mac}，其实是 {expected}。',
  'diagnosis.neighbour-poisoned.why':
    '永久邻居表项不会再发 ARP 询问：发往 {address} 的帧总是送到这个硬件地址，不管对不对。',
  'diagnosis.neighbour-poisoned.next': '看看 {name} 的邻居表：ip neigh',
  'diagnosis.neighbour-poisoned.hint1': '{name} 把帧发给了谁？',
  'diagnosis.neighbour-poisoned.hint2': 'ARP 靠询问得到硬件地址，而永久表项让它不再询问。',
  'diagnosis.neighbour-poisoned.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip neigh del {address} dev eth0`",
};
