import type { route as en } from './en.ts';

export const route: { readonly [id in keyof typeof en]: string } = {
  'checks.want.route-via': '{node} 经 {interface} 和网关 {gateway} 到达 {address}',

  'diagnosis.default-route-missing.what': '{name} 没有到 {address} 的路由：缺少默认路由。',
  'diagnosis.default-route-missing.why':
    '没有匹配的路由，内核立刻报“Network is unreachable”，什么也不发送。回程的包同样需要路由。',
  'diagnosis.default-route-missing.next':
    "看看里面：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-missing.hint1': '发给陌生地址的包，{name} 交给谁？',
  'diagnosis.default-route-missing.hint2': '默认路由指定了网关，凡不是邻居的都交给它。关闭 eth0 会删掉这条路由。',
  'diagnosis.default-route-missing.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route add default via {gateway} dev eth0`",
  'diagnosis.default-route-wrong-gateway.what': '{name} 把发往陌生地址的包交给 {observed}，而网关是 {gateway}。',
  'diagnosis.default-route-wrong-gateway.why': '替 {name} 转发的是宿主机，{name} 要把包交到宿主机的地址 {gateway}。',
  'diagnosis.default-route-wrong-gateway.next':
    "看看里面：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-wrong-gateway.hint1': '谁替 {name} 转发包？',
  'diagnosis.default-route-wrong-gateway.hint2': '网关必须是一个会路由的邻居：也就是宿主机，用它在网桥上的地址。',
  'diagnosis.default-route-wrong-gateway.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route replace default via {gateway} dev eth0`",
  'diagnosis.default-route-no-gateway.what': '{name} 到 {address} 的路由只写了 {interface}，没有网关。',
  'diagnosis.default-route-no-gateway.why':
    '没有“via”，{name} 就把全世界当作邻居：它在这根网线上用 ARP 询问 {address}，而 {address} 并不在这里。',
  'diagnosis.default-route-no-gateway.next':
    "看看里面：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-no-gateway.hint1': '{name} 把发往 {address} 的包交给谁？',
  'diagnosis.default-route-no-gateway.hint2': '没有网关的路由表示：就在这根网线上。',
  'diagnosis.default-route-no-gateway.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route replace default via {gateway} dev eth0`",
  'diagnosis.container-route-elsewhere.what': '{name} 把发往 {address} 的包送到了别处：{observed}。',
  'diagnosis.container-route-elsewhere.why': '邻居直接经 eth0 到达，其余的走默认路由。这里起作用的是另一条路由。',
  'diagnosis.container-route-elsewhere.next':
    "在里面问一问：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route get {address}",
  'diagnosis.container-route-elsewhere.hint1': '{name} 发往 {address} 的包由哪条路由决定？',
  'diagnosis.container-route-elsewhere.hint2': '最长前缀优先：/32 胜过直连路由，两者都胜过默认路由。',
  'diagnosis.container-route-elsewhere.hint3': '`{command}`',
  'diagnosis.container-route-refused.what': '{name} 有一条路由拒绝了发往 {address} 的包（{errno}）：{route}',
  'diagnosis.container-route-refused.why':
    'blackhole、unreachable、prohibit 类型的路由是有意拒绝的，各自报出不同的错误。',
  'diagnosis.container-route-refused.next':
    "在里面问一问：nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route get {address}",
  'diagnosis.container-route-refused.hint1': '向 {name} 的内核询问到 {address} 的路由，它怎么说？',
  'diagnosis.container-route-refused.hint2': '最具体的路由优先，哪怕它的答复是拒绝；这时轮不到默认路由。',
  'diagnosis.container-route-refused.hint3': '`{command}`',
  'diagnosis.unreachable-undecided.what': '{name} 的内核拒绝向 {address} 发送，而从它的路由看不出原因。',
  'diagnosis.unreachable-undecided.why':
    '这是发送方自己说的，当场就说，什么也没有发出。策略路由规则先于路由表，它也可能拒绝。',
  'diagnosis.unreachable-undecided.next':
    '这样看就能判断：在 {name} 的命名空间里执行 ip rule 和 ip route get {address}',
  'diagnosis.unreachable-undecided.hint1': '是谁拒绝的？发出过东西吗？',
  'diagnosis.unreachable-undecided.hint2':
    '策略路由规则决定查哪张表。通常只有 local、main、default 三条；多出来的都可能改变去向。',
  'diagnosis.unreachable-undecided.hint3': '`{command}`',
};
