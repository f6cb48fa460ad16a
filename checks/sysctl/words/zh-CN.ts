import type { sysctl as en } from './en.ts';

/** Words of the diagnoses about sysctl: what, why, where to look next, and three hints. */
export const sysctl: { readonly [id in keyof typeof en]: string } = {
  'diagnosis.ip-forward-off.what': '宿主机不转发：net.ipv4.ip_forward 是 0。',
  'diagnosis.ip-forward-off.why': '从 {bridge} 到 {uplink} 的包需要路由转发；没有开启转发的机器会悄悄丢掉它。',
  'diagnosis.ip-forward-off.next': '问问内核：sysctl net.ipv4.ip_forward',
  'diagnosis.ip-forward-off.hint1': '宿主机是路由器吗？',
  'diagnosis.ip-forward-off.hint2': '全新的 Linux 默认不转发，通常由 Docker 打开。',
  'diagnosis.ip-forward-off.hint3': '`sysctl -w net.ipv4.ip_forward=1`',
  'diagnosis.interface-forward-off.what': '{interface} 的转发是关闭的，尽管 net.ipv4.ip_forward 是 1。',
  'diagnosis.interface-forward-off.why': '每个接口都有自己的开关，决定从它进来的包能不能转发。',
  'diagnosis.interface-forward-off.next': '问问内核：sysctl net.ipv4.conf.{interface}.forwarding',
  'diagnosis.interface-forward-off.hint1': '是不是别的门都开着，只有一扇关着？',
  'diagnosis.interface-forward-off.hint2': 'ip_forward 会一次设置所有接口，之后每个接口可以不同。',
  'diagnosis.interface-forward-off.hint3': '`sysctl -w net.ipv4.conf.{interface}.forwarding=1`',
  'diagnosis.rp-filter.what': '宿主机丢掉了从 {interface} 进来、源地址为 {address} 的包：回程走的是别处。',
  'diagnosis.rp-filter.why': 'rp_filter=1 只接受能从同一接口应答的包。',
  'diagnosis.rp-filter.next': '问问内核：ip route get {address}; ip rule',
  'diagnosis.rp-filter.hint1': '宿主机会用哪个设备应答 {address}？',
  'diagnosis.rp-filter.hint2': 'rp_filter=2 会放包进来，但应答照样走错：要找出通往别处的那条路由或策略规则。',
  'diagnosis.rp-filter.hint3': '`ip rule; ip route show table all`',
  'diagnosis.bridge-nf-off.what': '这里的桥接帧不经过 iptables：bridge-nf-call-iptables 是关闭的。',
  'diagnosis.bridge-nf-off.why': '{server} 的应答经交换机直接到 {name}，绕过了本该把地址改回来的宿主机。',
  'diagnosis.bridge-nf-off.next': '问问内核：sysctl net.bridge.bridge-nf-call-iptables',
  'diagnosis.bridge-nf-off.hint1': '应答会经过当初改写地址的地方吗？',
  'diagnosis.bridge-nf-off.hint2': '这个开关关闭时，{name} 也需要下一步的 MASQUERADE：它迫使应答经过宿主机。',
  'diagnosis.bridge-nf-off.hint3': '`sysctl -w net.bridge.bridge-nf-call-iptables=1`',
};
