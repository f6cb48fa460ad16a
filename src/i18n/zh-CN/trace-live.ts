/** 同一个数据包的预测与实际，并排对照（`trace --live`）。 */
export const traceLive = {
  'trace.live.title': '已真实发送。预测与实际观察：',
  'trace.live.seen': '看到了',
  'trace.live.not-seen': '没有看到',
  'trace.live.invisible': '不留痕迹',
  'trace.live.real':
    '{outcome, select, answered {有应答} timeout {没有应答} refused {被拒绝} unreachable {网络不可达} other {到不了那里}}',
  'trace.live.agree': '预测与实际一致：{outcome}。',
  'trace.live.agree-who': '预测与实际一致：由 {server} 应答，它看到的客户端地址是 {client}。',
  'trace.live.undecided': '已知信息不足以作出预测。实际结果：{outcome}。',
  'trace.live.bug': '预测与实际不一致。这是 Bridgework 的缺陷，请附上这些输出进行报告。',
  'trace.live.outcome':
    '预测：{predicted, select, answered {有应答} timeout {没有应答} refused {被拒绝} other {{predicted}}}。实际：{observed, select, answered {有应答} timeout {没有应答} refused {被拒绝} other {{observed}}}。',
  'trace.live.who': '{what, select, server {预测的应答者} other {预测的客户端地址}}：{predicted}。实际：{observed}。',
  'trace.live.lost': '预测它会经过 {node} 的 {device}，但在那里从未看到它。',
  'trace.live.counters': '期间增长的计数器：',
  'trace.live.connections': 'conntrack 的记录：',
  'trace.live.unobservable': '{node} 中的 {instrument} 没能启用，它本应显示的内容在下面缺失。',
} as const;
