/** 包太长，某一段放不下：会怎样，以及为什么大页面来不了。 */
export const sizes = {
  'trace.size.cut': '它有 {size} 字节，{device} 一次只能传 {mtu} 字节：{node} 把包分片。',
  'trace.size.local': '{node} 的 {device} 最多传 {mtu} 字节，包有 {size} 字节，又不许分片：根本没有发出去。',
  'trace.size.refused': '{node} 的 {device} 最多传 {mtu} 字节，包有 {size} 字节，又不许分片：它会告诉发送方。',
  'trace.size.untold':
    '{node} 的 {device} 最多传 {mtu} 字节，包有 {size} 字节，又不许分片；而 {node} 告诉 {to} 的消息丢了{place, select, none {} other {（{place}）}}。',
  'trace.cable.too-big': '{node} 的 {device} 最多收 {mtu} 字节（MTU），丢弃了 {size} 字节的包。',
  'trace.delivered.large':
    '{server} 在 {address}:{port} 应答；它看到的客户端是 {client}。不超过 {size} 字节的包（按 TCP 的分段）都能通过。',
  'trace.unknown.size-switch': '{node} 对太长的包另有处理：{by}。',
  'trace.unknown.mss': '{node} 的包能有多长，取决于一条我们看不懂的规则。',
  'trace.is.too-big': '对某一段来说太长',
  'trace.large': '只有小页面能来。大页面：{said}',
  'diagnosis.end-end-too-small.what': '{node} 的 {device} 丢弃了这个包：它最多收 {mtu} 字节，包有 {size} 字节。',
  'diagnosis.end-end-too-small.why':
    '一根网线的两端 MTU 不同。较小的那一端丢弃更长的包，也不告诉任何人。小包能过，所以连接能建立，然后卡住。',
  'diagnosis.end-end-too-small.next': '看这里：{look}',
  'diagnosis.end-end-too-small.hint1': '这根网线两端的 MTU 各是多少？',
  'diagnosis.end-end-too-small.hint2': '同一个网络里的 MTU 要一致。',
  'diagnosis.end-end-too-small.hint3': '`{command}`',
  'diagnosis.end-too-big-to-send.what': '{node} 没有发出这个包：{device} 最多传 {mtu} 字节，包有 {size} 字节。',
  'diagnosis.end-too-big-to-send.why': '这个包不许分片（DF），所以自己的内核就拒绝了：“message too long”。',
  'diagnosis.end-too-big-to-send.next': '看这里：{look}',
  'diagnosis.end-too-big-to-send.hint1': '{device} 上的包最长可以是多少？',
  'diagnosis.end-too-big-to-send.hint2': '短一些的包，或者允许分片的包能过；不然就要把设备的 MTU 调大。',
  'diagnosis.end-too-big-to-send.hint3': '`{command}`',
  'diagnosis.end-link-too-small.what': '{node} 没有转发这个包：{device} 最多传 {mtu} 字节，包有 {size} 字节。',
  'diagnosis.end-link-too-small.why':
    '这个包不许分片（DF）。{node} 给发送方一条 ICMP 消息“fragmentation needed”，里面写着 {mtu} 字节。',
  'diagnosis.end-link-too-small.next': '看这里：{look}',
  'diagnosis.end-link-too-small.hint1': '路上哪一段能传的最少？',
  'diagnosis.end-link-too-small.hint2': 'TCP 得知以后会改发短一些的包；不许分片的 ping 就停在这里。',
  'diagnosis.end-link-too-small.hint3': '`{command}`',
  'diagnosis.end-black-hole.what': '{size} 字节的包停在 {node}：{device} 最多传 {mtu} 字节，却没有人告诉 {to}。',
  'diagnosis.end-black-hole.why':
    '这种包不许分片（DF），{node} 就发回 ICMP 消息“fragmentation needed”，而它丢了{place, select, none {} other {（{place}）}}{evidence, select, none {} other {：{evidence}}}。{to} 一次又一次重发同一个包：小页面能来，大页面永远来不了。',
  'diagnosis.end-black-hole.next': '看这里：{look}',
  'diagnosis.end-black-hole.hint1': '小页面能来，大页面卡住。除了包的大小，路上还有什么不同？',
  'diagnosis.end-black-hole.hint2':
    '放行 ICMP 消息“fragmentation needed”，或者让各段 MTU 一致，或者让 TCP 商定更短的分段（TCPMSS）。',
  'diagnosis.end-black-hole.hint3': '`{command}`',
} as const;
