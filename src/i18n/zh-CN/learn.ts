import type { learn as en } from '../en/learn.ts';

export const learn: { readonly [id in keyof typeof en]: string } = {
  'learn.doctor-blocked': '{seen}{effect}',
  'learn.doctor-warned': '这台机器：{first}{more, plural, =0 {} other {（另有 # 项）}}处理办法见 bridgework doctor',
  'learn.timeout': '{seconds} 秒后仍未自行结束，已被终止。',
  'learn.progress-damaged': '进度文件无法读取，已另存为 {file}；进度从头开始。',
  'learn.progress-newer': '进度文件由更新版本的 Bridgework 写成，保持原样：{file}。本次进度不会保存。',
  'learn.progress-unreadable': '进度文件打不开（{reason}）：{file}。本次进度不会保存。',
  'learn.progress-unsaved':
    '进度未能保存（{reason}）：{file}。之前保存的内容原样保留；腾出空间后，下一步会把全部进度存好。',
  'learn.progress-stored': '原来的进度另存为 {file}。',
  'learn.request-unread': '请求通了，但无法判定；请改写规则，不要用 Bridgework 无法跟踪的部分。{reason}',
  'learn.request-contradicts':
    '请求通了，但无法判定：按链路、路由和规则，它的结局本应是“{disposition}”，是别的东西转送了它。{reason}',
  'learn.round-broken': '实验环境有回应，但内容无法解读：{reason}{detail}',
  'learn.round-ended': '查看实验环境超过 {seconds} 秒，已中断。',
  'learn.unjudged': '无法判断：实验环境的输出在 {seconds} 秒内读不完；正常情况下不到一秒。',
  'learn.round-unstable': '查看期间实验环境一直在变化。等它稳定下来，再检查一次。',
  'learn.looking-again': '查看期间实验环境有变化，重新查看。',
  'learn.undo-still-passes': '撤销已执行，但 {checks} 仍然通过。',
  'learn.unproved': '{step} 还有检查没有通过。',
  'learn.watch-lost': '无法监听 {source} 的变化，改为每隔几秒查看一次。',
  'learn.watch-unsubscribed': '无法监听实验环境（{why}），改为每隔几秒查看一次。',
  'learn.lost': '{why}你做过的步骤中有 {count} 步已不再成立。',
  'learn.lost.meanwhile': '你离开之后，有些东西变了。',
  'learn.lost.both': '{all}{one}',
  'learn.lost.reboot': '这台机器重启过：接口、地址、路由和规则都只保留到关机为止。',
  'learn.lost.restarted': '{name} 重启过：它有了新的网络命名空间，接到旧命名空间的网线也随之消失了。',
  'learn.lost.replaced': '{name} 现在是另一个容器：接到之前那个容器的一切都随之消失了。',
  'learn.lost.stopped': '{name} 已不再运行，它的网络命名空间也随之消失了。',
};
