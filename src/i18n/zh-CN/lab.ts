import type { lab as en } from '../en/lab.ts';

export const lab: { readonly [id in keyof typeof en]: string } = {
  'lab.phase.build-image': '正在制作离线 nginx 镜像（仅第一次需要）…',
  'lab.phase.fetch-package': '正在从 Debian 获取 {name}（只解包使用，不会安装到本机）…',
  'lab.phase.namespaces': '正在创建实验环境的命名空间…',
  'lab.phase.engine': '正在启动实验环境自己的 Docker 引擎…',
  'lab.phase.network': '正在搭建实验环境的网络…',
  'lab.phase.image': '正在把镜像装入实验环境的引擎…',
  'lab.warn.single-id':
    '你的账号没有从属 ID 范围（/etc/subuid、/etc/subgid），或者缺少 newuidmap，因此实验环境里只有一个用户。课程不受影响。',
  'lab.fail.bad-name': '实验环境不能叫“{name}”：请用小写字母、数字和连字符，最多 31 个字符，且不能以连字符开头。',
  'lab.fail.busy': '另一个程序正在启动或停止“{name}”。请等它结束后再试。',
  'lab.fail.not-up': '实验环境“{name}”还没有启动。',
  'lab.plan.value': '实验环境的 {name} 不能是 {value}。',
  'lab.plan.address': '实验环境的 {name} 不能是 {value}：必须是普通的主机地址，而且 203.0.113.0/24 已用作它的互联网。',
  'lab.plan.lan': '在沙箱中，宿主机与 outside 是邻居：{host} 和 {outside} 必须在同一个 /24 网段内。',
  'lab.fail.other-plan':
    '实验环境 {name} 正在以 {has} 运行，而这里要求的是 {asked}。请使用相同的参数、换一个 --lab，或先结束它。',
  'lab.fail.older-lab':
    '实验环境 {name} 是旧版 Bridgework 建的，这个版本不能用它。进度和证据都会保留：先结束这个实验环境，再用 bridgework solve 重新搭到原来的地方。',
  'lab.fail.newer-lab':
    '实验环境 {name} 是比这个更新的 Bridgework 建的：请用那个版本，或者先结束它。进度和证据都会保留。',
  'lab.fail.no-such-node': '实验环境里没有节点“{node}”。',
  'lab.fail.cancelled': '已取消，没有留下任何进程。',
  'lab.fail.stuck': '实验环境的首个进程（{pid}）没有按时结束。',
  'lab.fail.missing-programs': '这台机器缺少实验环境需要的程序：{programs}。',
  'lab.fail.missing-programs-here': '实验环境需要的这些程序本机没有：{programs}。请用本机的包管理器安装。',
  'lab.fail.not-docker':
    '{file} 是 {is, select, podman {Podman} other {snap 包}}，在实验环境里用不了。实验环境还需要：{programs}。',
  'lab.fail.no-userns': '这台机器不允许使用用户命名空间（user.max_user_namespaces 为 0），而实验环境依赖它。',
  'lab.fail.userns-switched-off': '这台机器不允许普通用户创建用户命名空间（kernel.unprivileged_userns_clone 为 0）。',
  'lab.fail.apparmor-userns':
    'AppArmor 限制了普通用户使用用户命名空间（kernel.apparmor_restrict_unprivileged_userns 为 1）。',
  'lab.fail.chroot': '当前处在 chroot 中，内核会拒绝创建用户命名空间。请在 chroot 之外启动 Bridgework。',
  'lab.fail.userns-refused': '内核拒绝创建用户命名空间（许多容器和一些安全策略会这样）：{detail}',
  'lab.fail.id-map': '无法映射实验环境的用户 ID：{detail}。/etc/subuid 和 /etc/subgid 里的范围必须归你所有。',
  'lab.fail.no-kernel-feature':
    '当前内核缺少实验环境需要的功能：{feature}。如果这里是容器，请在运行它的机器上执行下面的命令；WSL 里请用“wsl --update”。',
  'lab.fail.container': '这个容器没有获准做实验环境需要的事（{detail}）。下面的命令可以启动一个获准的容器：',
  'lab.fail.container-sight':
    '这个容器只看得到一部分 /proc 和 /sys，所以实验环境无法拥有自己的一份。容器里的 root 可以让完整的它们露出来：',
  'lab.fail.container-blind':
    '在这个容器里，实验环境无法拥有自己的 /proc 和 /sys：容器本身也只看得到它们的一部分。下面的命令可以启动一个没有这种限制的容器：',
  'lab.fail.disk-full': '{path} 空间不足：剩余 {free} MB，需要 300 MB。',
  'lab.fail.files-full': '{path} 处还能新建的文件太少：只有 {free} 个，至少要 2000 个。可能有大量小文件占用。',
  'lab.fail.state-file-system':
    '状态目录（{path}）在 {kind} 上，存不了实验环境需要的属主、套接字和镜像层。请把它放到 Linux 自己的文件系统上。',
  'lab.fail.state-folder': '状态目录无法使用（{path}）：{detail}',
  'lab.fail.link': '{path} 是指向别处的链接，那里的东西一概不动。实验环境要有自己的目录：请删除这个链接。',
  'lab.fail.file-view': '无法建立实验环境的私有文件视图：{detail}',
  'lab.fail.network': '无法搭建实验环境的网络：{detail}',
  'lab.fail.engine': '实验环境的 Docker 引擎没有启动成功：{detail}',
  'lab.fail.image-missing': '没有可供容器使用的镜像，离线镜像也没有做成：{detail}',
  'lab.fail.image-programs':
    '还没有镜像。在不能解包 Debian 软件包的机器上，要用本机自己的程序来制作，而这些程序缺失：{programs}。',
  'lab.fail.no-package-lists': '还没有镜像，apt 也没有软件包列表可用来制作离线镜像。',
  'lab.fail.died': '实验环境在启动过程中退出了：{detail}',
  'lab.here.phase.look': '正在查看这台机器…',
  'lab.here.phase.image': '正在查找容器要用的镜像…',
  'lab.here.phase.network': '正在把 outside 和 internet 接到本机网卡的网线上…',
  'lab.here.not-declared':
    '实验环境“here”直接使用这台机器本身：它的网卡、防火墙和 Docker。只有当 {file} 声明这台机器可以随便折腾时（Vagrant 虚拟机在装配时会写入该文件），或者加上 --this-machine-is-disposable，才会这样做。沙箱里有同样的课程，而且完全不碰这台机器。',
  'lab.here.bad-declaration':
    '{file} 不算数：它必须是 root 的文件，所在目录也必须属于 root，而且两者都不能让其他人写入。',
  'lab.here.not-root':
    '实验环境“here”会改动这台机器自己的网络，只有 root 才能做。请以 root 身份运行同一条命令；沙箱则不需要 root。',
  'lab.here.other-course': '这门课程需要的不止这一台机器。请在沙盒中学习。',
  'lab.here.no-tools': '这台机器的 ip(8) 没有给出可以读懂的回答。',
  'lab.here.no-uplink': '这台机器的出口（通向 {device}）不是一块带网关的以太网卡。课程需要这样的网卡；沙箱会自带一块。',
  'lab.here.no-lan': '{uplink} 的地址是 {address}：这个网段容不下另一位邻居，而课程需要一位。沙箱会自带一位。',
  'lab.here.no-engine': 'Docker 在默认的套接字上没有应答：{detail}',
  'lab.here.foreign-engine':
    'Docker 有应答，但它并不运行在本机内核的这个网络里（{detail}），因此无法在这里给它的容器接线。沙箱会自带 Docker 引擎。',
  'lab.here.taken': '实验环境需要的名字在这台机器上已被占用：{what}。',
  'lab.here.other-machine': '在这台机器上，课程的参数必须是 {values}。',
  'lab.here.uplink-gone':
    '这台机器自己的网卡 {uplink} 不见了，多半是被移进了某个容器。下面的命令可以把它移回来，之后请重新获取地址（dhclient，或重启网络服务）。',
  'lab.here.half': '这个实验环境缺了一部分。先清除剩下的，再重新搭建。',
  'lab.here.rebooted': '这台机器重启过：课程建立的网卡、地址、路由和规则都没有了，容器也已停止。',
  'lab.here.unsettled':
    '现在无法完整查看这台机器（Docker 有应答吗？），所以课程所做的改动还没有撤销。记录都还在，请再试一次。',
  'lab.here.left': '有 {count} 处未能恢复原状：{what}',
  'lab.here.differs': '这是一台真实的机器，所以与原文有以下不同：{differences}。',
  'lab.here.list': '{list}；{one}',
  'lab.here.differs.uplink': '通向外部的网卡叫 {uplink}（原文：{source}）',
  'lab.here.differs.host': '{uplink} 的地址是 {address}（原文：{source}）',
  'lab.here.differs.outside': 'outside 使用空闲地址 {address}（原文：{source}）',
  'lab.here.differs.subnet': '容器网络改用 {subnet}，因为 {network}（{owner}）与 {source} 冲突',
  'lab.here.differs.name': '{source} 这个名字已被占用，改用 {name}',
  'lab.here.differs.peer': '这台机器自己就有 eth0，所以网线的另一端在进入容器之前先叫 {peer} 等名字',
  'lab.here.differs.service': '宿主机自己的网页服务器使用端口 {port}，因为 {source} 已被占用',
  'lab.here.guard':
    'bridgework：已拒绝执行。NIC 是这台机器自己的网卡。把它移进容器，机器就会断网：地址、路由和你的 ssh 会话都会消失。应当移动的是网线的另一端，或者直接在容器里创建它：ip link add CABLE type veth peer name eth0 netns PID',
  'lab.here.guard-peer':
    'bridgework：已拒绝执行。NIC 已经是这台机器自己网卡的名字。请直接在容器里创建另一端：ip link add CABLE type veth peer name NIC netns PID；或者先取别的名字，进入容器后再改名。',
  'lab.here.guard-line':
    'bridgework：没有执行。{card} 是这台机器自己的网卡，而这一行会把它移进另一个网络命名空间：地址、路由和你的 ssh 会话都会消失。',
};
