import { addWords } from '../../i18n/catalogue.ts';

/** Two causes of failures, as a course has them; whoever imports this file can put them into words. */
const en = {
  'diagnosis.switch-off.what': 'The bridge {bridge} is down.',
  'diagnosis.switch-off.why': 'A device that is down neither sends nor receives, and its routes are not used.',
  'diagnosis.switch-off.next': 'Look for UP between the angle brackets: ip link show {bridge}',
  'diagnosis.switch-off.hint1': 'Is the switch powered on?',
  'diagnosis.switch-off.hint2': 'The flag UP is what somebody sets; the state after it is what the kernel sees.',
  'diagnosis.switch-off.hint3': '`ip link set {bridge} up`',
  'diagnosis.twin-address.what': '{name} and {other} both have the address {address}.',
  'diagnosis.twin-address.why': 'Two machines answer the same ARP question. Whoever is faster gets the packets.',
  'diagnosis.twin-address.next': 'Compare both: ip -br address in {name} and in {other}',
  'diagnosis.twin-address.hint1': 'Is {address} used once only?',
  'diagnosis.twin-address.hint2': 'Each machine on a switch needs an address of its own.',
  'diagnosis.twin-address.hint3': '`ip address del {address} dev eth0`',
};
const chinese = {
  'diagnosis.switch-off.what': '网桥 {bridge} 没有启用。',
  'diagnosis.switch-off.why': '没有启用的设备既不发送也不接收，它的路由也不会生效。',
  'diagnosis.switch-off.next': '看看尖括号里有没有 UP：ip link show {bridge}',
  'diagnosis.switch-off.hint1': '交换机通电了吗？',
  'diagnosis.switch-off.hint2': 'UP 标志由你设置，后面的 state 是内核看到的结果。',
  'diagnosis.switch-off.hint3': '`ip link set {bridge} up`',
  'diagnosis.twin-address.what': '{name} 和 {other} 都有地址 {address}。',
  'diagnosis.twin-address.why': '两台机器会应答同一个 ARP 询问，谁快谁就得到包。',
  'diagnosis.twin-address.next': '比较两者：分别在 {name} 和 {other} 里执行 ip -br address',
  'diagnosis.twin-address.hint1': '{address} 只用了一次吗？',
  'diagnosis.twin-address.hint2': '同一台交换机上的每台机器都要有自己的地址。',
  'diagnosis.twin-address.hint3': '`ip address del {address} dev eth0`',
};

addWords({ en: [en], 'zh-CN': [chinese] });
