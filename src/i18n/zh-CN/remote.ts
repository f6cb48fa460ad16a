import type { remote as en } from '../en/remote.ts';

export const remote: { readonly [id in keyof typeof en]: string } = {
  'remote.fail.no-ssh': '这台机器上没有 ssh 程序。',
  'remote.fail.too-much': '{name} 的应答超过 {megabytes} MB，已被切断。',
  'remote.fail.closed': '与 {name} 的连接已经关闭。',
  'remote.fail.host-key-unknown': '{name}：这里没有记录它的主机密钥，无法确认对方就是这台机器。ssh 的说明：{detail}',
  'remote.fail.host-key-changed':
    '{name}：它的主机密钥与这里记录的不一致。要么它重新安装过，要么有别的机器冒名应答。ssh 的说明：{detail}',
  'remote.fail.refused': '{name} 拒绝登录。ssh 的说明：{detail}',
  'remote.fail.unreachable': '无法连接 {name}。ssh 的说明：{detail}',
  'remote.fail.hung-up':
    '{name}：对方（它的 sshd、跳板机或 ProxyCommand）在开口之前就挂断了，共 {times} 次。机器可能没有开机；也可能是 sshd 同时接受的连接有限（MaxStartups），这时调小 --jobs 会有帮助。',
  'remote.fail.no-root': '{name}：该用户在那里不是 root，sudo 又要求输入密码：{detail}',
  'remote.fail.ended': '{name} 还没有应答完就关闭了连接：{detail}',
  'remote.fail.garbled': '那台机器的应答不是对实验环境的查看结果：{reason}{detail}',
  'remote.fail.time': '{name} 在 {seconds} 秒后仍未应答。',
  'remote.fail.interrupted': '在 {name} 应答之前按下了 Ctrl-C。',
  'remote.progress.running': '{target}：正在查看，{seconds} 秒',
  'remote.progress.total': '已完成 {done}，正在查看 {running}',
  'remote.bad-jobs': '--jobs 应为 1 到 200 之间的数字，而不是 {jobs}。',
  'remote.target.shape': '{target} 不是有效的目标：请写成 ssh://user@host 或 ssh://user@host:port。',
  'remote.target.password': '{target}：目标里不能写密码，否则这台机器上的任何程序都能读到它。请使用密钥或 ssh-agent。',
  'remote.target.host': '{target}：这不是机器名或地址。',
  'remote.target.user': '{target}：这不是用户名。',
  'remote.target.port': '{target}：端口应为 1 到 65535 之间的数字。',
  'remote.target.twice': '{target} 出现了两次。',
};
