/** 包停在哪里：请求失败时最先说的话。 */
export const traceEnd = {
  'trace.end.policy':
    '{leg, select, reply {应答包} other {包}}停在 {node} 的 {family, select, ip {} other {{family} }}{hook} 钩子（{chain}）：没有规则放行，默认策略是 DROP。',
  'trace.end.rule':
    '{leg, select, reply {应答包} other {包}}停在 {node} 的 {family, select, ip {} other {{family} }}{hook} 钩子（{chain}）：被这条规则丢弃：{rule}',
  'trace.end.reject':
    '{leg, select, reply {应答包} other {包}}停在 {node} 的 {hook} 钩子（{chain}）：被这条规则以 {with} 拒绝：{rule}',
  'trace.end.at':
    '{leg, select, reply {应答包} other {包}}停在 {place}（{stage, select, route {选路} neighbour {ARP} cable {网线} bridge {网桥} tunnel {隧道} listener {套接字} size {MTU} local {本机接收} other {{stage}}}）：{reason}',
  'trace.end.nowhere': '包没有发出去。{reason}',
  'trace.end.delivered': '包到了，应答也回来了。{reason}',
  'trace.end.near-miss': '{rule} 本可以放行，但它要求 {wants}，实际是 {is}。',
  'trace.end.open': '说不准包停在哪里。{reason}',
  'trace.end.differs': '看到的状态解释不了这个结果：照它推演应当是“{disposition}”。包实际停在哪里，我们不知道。',
  'trace.is.delivered': '送达',
  'trace.is.refused': '被拒绝',
  'trace.is.no-route': '没有路由',
  'trace.is.neighbour-unreachable': '找不到邻居',
  'trace.is.dropped-by-rule': '被规则丢弃',
  'trace.is.dropped-by-policy': '被默认策略丢弃',
  'trace.is.dropped-by-bridge': '被网桥丢弃',
  'trace.is.martian': '不可能的源地址',
  'trace.is.reply-lost': '应答丢了',
  'trace.is.loop': '在兜圈子',
  'trace.is.not-enough-information': '信息不足',
} as const;
