import type { shared as en } from './en.ts';

export const shared: { readonly [id in keyof typeof en]: string } = {
  'checks.not-causal.observation': '这一步只是查看，成立要归功于前面的步骤。',
  'checks.unjudged':
    '无法判定：这条规则的作用取决于 {part}，而 Bridgework 无法跟踪它。请改写成不含 {part} 的规则：{rule}',
  'checks.want.up': '{node, select, host {宿主机上} other {{node} 里}}的 {interface} 已启用',
  'checks.want.address':
    '{node, select, host {宿主机上} other {{node} 里}}的 {interface} 有地址 {address}，且没有别人使用它',
  'checks.want.route-direct': '{node} 经 {interface} 直接到达 {address}',
  'checks.see.no-interface': '没有名为 {interface} 的接口',
  'checks.see.state': '{interface}：{state, select, up {已启用} down {未启用} other {已启用，但没有载波}}',
  'checks.see.addresses': '{interface} 的地址是 {addresses}',
  'checks.see.no-address': '{interface} 没有地址',
  'checks.see.route': '到 {address} 的路：{route}',
  'checks.see.cable': '{interface}，另一端是{far}',
  'checks.see.far':
    '{place, select, elsewhere {别的命名空间里的设备} host {宿主机上的 {interface}} other { {place} 里的 {interface}}}',
  'lessons.name': '容器网络',
  'lessons.peer-note':
    '> **注意：** 宿主机自己的网卡就叫 `eth0`。同一处不能有两个同名的接口，而且还可能移错；所以这根网线的另一端先叫 `{peer}`，进入 {name} 之后才改名为 `eth0`。',
};
