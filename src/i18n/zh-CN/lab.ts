import type { lab as en } from '../en/lab.ts';

export const lab: { readonly [id in keyof typeof en]: string } = {
  'lab.phase.build-image': '正在制作离线 nginx 镜像（仅第一次需要）…',
  'lab.phase.fetch-package': '正在从 Debian 获取 {name}（只解包使用，不会安装到本机）…',
  'lab.phase.namespaces': '正在创建实验环境的命名空间…',
  'lab.phase.engine': '正在启动实验环境自己的 Docker 引擎…',
  'lab.phase.network': '正在搭建实验环境的网络…',
  'lab.phase.image': '正在把镜像装入实验环境的引擎…',
  'lab.warn.single-id':
    '你的账号没有从属 ID 范围（/etc/subuid、/etc/subgid），因此实验环境里只有一个用户。课程不受影响。',
  'lab.fail.bad-name': '实验环境不能叫“{name}”：请用小写字母、数字和连字符，最多 31 个字符，且不能以连字符开头。',
  'lab.fail.busy': '另一个程序正在启动或停止“{name}”。请等它结束后再试。',
  'lab.fail.not-up': '实验环境“{name}”还没有启动。',
  'lab.plan.value': '实验环境的 {name} 不能是 {value}。',
  'lab.plan.address': '实验环境的 {name} 不能是 {value}：必须是普通的主机地址，而且 203.0.113.0/24 已用作它的互联网。',
  'lab.plan.lan': '在沙箱中，宿主机与 outside 是邻居：{host} 和 {outside} 必须在同一个 /24 网段内。',
  'lab.fail.other-plan':
    '实验环境 {name} 正在以 {has} 运行，而这里要求的是 {asked}。请使用相同的参数、换一个 --lab，或先结束它。',
  'lab.fail.no-such-node': '实验环境里没有节点“{node}”。',
  'lab.fail.cancelled': '已取消，没有留下任何进程。',
  'lab.fail.stuck': '实验环境的首个进程（{pid}）没有按时结束。',
  'lab.fail.missing-programs': '这台机器缺少实验环境需要的程序：{programs}。',
  'lab.fail.no-userns': '这台机器不允许使用用户命名空间（user.max_user_namespaces 为 0），而实验环境依赖它。',
  'lab.fail.userns-switched-off': '这台机器不允许普通用户创建用户命名空间（kernel.unprivileged_userns_clone 为 0）。',
  'lab.fail.apparmor-userns':
    'AppArmor 限制了普通用户使用用户命名空间（kernel.apparmor_restrict_unprivileged_userns 为 1）。',
  'lab.fail.chroot': '当前处在 chroot 中，内核会拒绝创建用户命名空间。请在 chroot 之外启动 Bridgework。',
  'lab.fail.userns-refused': '内核拒绝创建用户命名空间：{detail}',
  'lab.fail.id-map': '无法映射实验环境的用户 ID：{detail}',
  'lab.fail.no-kernel-feature': '当前内核缺少实验环境需要的功能：{feature}。',
  'lab.fail.disk-full': '{path} 空间不足：剩余 {free} MB，需要 300 MB。',
  'lab.fail.state-folder': '状态目录无法使用（{path}）：{detail}',
  'lab.fail.file-view': '无法建立实验环境的私有文件视图：{detail}',
  'lab.fail.network': '无法搭建实验环境的网络：{detail}',
  'lab.fail.engine': '实验环境的 Docker 引擎没有启动成功：{detail}',
  'lab.fail.image-missing': '没有可供容器使用的镜像，离线镜像也没有做成：{detail}',
  'lab.fail.died': '实验环境在启动过程中退出了：{detail}',
};
