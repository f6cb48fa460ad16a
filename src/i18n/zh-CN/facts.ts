import type { facts as en } from '../en/facts.ts';

export const facts: { readonly [id in keyof typeof en]: string } = {
  'facts.node-missing': '没有 {node}，无从查看。',
  'facts.node-stopped': '{node} 存在但没有运行，无法查看它的内部。',
  'facts.docker': 'Docker 没有正常应答：{words}',
  'facts.program-missing': '缺少程序 {program}，这一项无法查看。',
  'facts.program-timed-out': '{program} 耗时过长，已被终止。',
  'facts.program-failed': '{program} 以退出码 {code} 结束：{words}',
  'facts.program-failed-silently': '{program} 以退出码 {code} 结束，没有任何说明。',
  'facts.exec-late': 'Docker 在容器中启动 wget 花了太久，因此无法判断数据包的去向。请再看一次。',
  'facts.unreadable': '无法读懂 {program} 的输出。',
  'facts.rules-unreadable': '无法读懂 {node} 的规则：{source} 的第 {line} 行是“{words}”。',
  'facts.log-unreadable': '无法读取 {node} 的日志，因此无法判断是谁应答的。',
  'facts.not-looked': '这一轮没有查看这一项。',
  'facts.too-much': '无法判断：{what} 的输出超过 {megabytes} MB，不予读取。正常的输出不会这么长。',
  'facts.round-cut': '对实验环境的查看提前中断，结果不完整。',
  'facts.round-garbled': '无法读懂实验环境返回的内容。',
  'facts.round-no-folder': '实验环境里没有可放临时文件的地方（试过 /dev/shm、/run 和 /tmp）。',
  'facts.round-version': '这份保存的查看记录由另一个版本的 Bridgework（{version}）生成。',
};
