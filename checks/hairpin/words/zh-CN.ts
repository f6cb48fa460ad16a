import type { hairpin as en } from './en.ts';

export const hairpin: { readonly [id in keyof typeof en]: string } = {
  'checks.want.hairpin': '{name} 的端口 {interface} 打开了发夹模式',
  'checks.want.untouched': '从 {from} 到 {address} 的连接保持原样：那是另一台机器',
  'checks.see.hairpin': '{interface} 的发夹模式：{state, select, on {打开} other {关闭}}',

  'diagnosis.hairpin-off.what': '{interface} 的发夹模式没有打开。',
  'diagnosis.hairpin-off.why': '{name} 通过宿主机地址访问自己。帧要从进来的端口再出去，而网桥默认不允许。',
  'diagnosis.hairpin-off.next': '看看标志：bridge -d link show dev {interface}',
  'diagnosis.hairpin-off.hint1': '帧要从哪个端口回去？',
  'diagnosis.hairpin-off.hint2': '发夹模式允许把帧从原端口送回。端口脱离网桥后会重置。',
  'diagnosis.hairpin-off.hint3': '`bridge link set dev {interface} hairpin on`',
  'diagnosis.hairpin-wrong-port.what': '发夹模式开在了 {other} 上，{interface} 上却没有。',
  'diagnosis.hairpin-wrong-port.why': '帧要从 {name} 的端口回去，因为客户端和服务器是同一个容器。',
  'diagnosis.hairpin-wrong-port.next': '比较标志：bridge -d link show',
  'diagnosis.hairpin-wrong-port.hint1': '{name} 的包从哪个端口进来？',
  'diagnosis.hairpin-wrong-port.hint2': '这个标志属于单个端口，只对从那里进来的帧有用。',
  'diagnosis.hairpin-wrong-port.hint3':
    '`bridge link set dev {other} hairpin off; bridge link set dev {interface} hairpin on`',
  'diagnosis.hairpin-masquerade-missing.what': '{name} 经宿主机访问自己时，没有规则改写源地址。',
  'diagnosis.hairpin-masquerade-missing.why':
    '包回来时源地址是 {address}，也就是 {name} 自己的地址。内核会丢掉这种“火星包”。',
  'diagnosis.hairpin-masquerade-missing.next': '看看这个连接：conntrack -L -p tcp --dport {port}（回程的源和目的相同）',
  'diagnosis.hairpin-masquerade-missing.hint1': '包回到 {name} 时，源地址是什么？',
  'diagnosis.hairpin-masquerade-missing.hint2': '换了源地址，应答也会先回到宿主机，由宿主机改回来。',
  'diagnosis.hairpin-masquerade-missing.hint3': '`{command}`',
  'diagnosis.hairpin-masquerade-host-port.what': '规则写的是端口 {port}，而包在这里已经是发往端口 80 了：{rule}',
  'diagnosis.hairpin-masquerade-host-port.why': 'POSTROUTING 在 DNAT 之后，那时目的端口已被改写，规则永远不会匹配。',
  'diagnosis.hairpin-masquerade-host-port.next': '它的计数一直是 0：iptables -t nat -nvL POSTROUTING',
  'diagnosis.hairpin-masquerade-host-port.hint1': 'DNAT 之后，包是什么样子？',
  'diagnosis.hairpin-masquerade-host-port.hint2':
    '钩子的顺序：PREROUTING（DNAT）、路由、FORWARD、POSTROUTING（源 NAT）。',
  'diagnosis.hairpin-masquerade-host-port.hint3': '`{command}`',
};
