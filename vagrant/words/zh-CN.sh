# shellcheck shell=sh
# 安装过程说的话，简体中文；键和占位符与 en.sh 一致。

# format KEY: a format of printf(1)
format() {
  case $1 in
    locale) echo zh_CN ;;
    npm-missing) echo '没有找到 npm。请先安装 Node.js 20.17 或更新的版本（连同 npm），然后再试一次。' ;;
    cksum-missing) echo '没有找到 cksum（在软件包 coreutils 里）。' ;;
    npm-wanted) echo '将要安装：npm 软件包，装进 %s（约 %s MB）' ;;
    npm-cut-off) echo '上一次安装 npm 软件包时中断了：从头再装' ;;
    npm-begins) echo '正在把 npm 软件包装进 %s' ;;
    npm-goes-on) echo 'npm 软件包：已有 %s MB，共约 %s MB，用时 %s 秒' ;;
    npm-failed) echo 'npm 没能装好这些软件包，原因见上面它自己的输出。已经下载的会保留，下次会快一些。' ;;
    npm-without-node) echo 'npm 没有装上 Node 24（软件包 “node”）：是不是关闭了安装脚本？可以试试：npm rebuild node' ;;
    image-later) echo '镜像会在实验环境第一次启动时制作' ;;
    building) echo '正在构建（一两秒钟）' ;;

    build-tools-missing) echo '缺少构建程序用的工具。请运行：npm run setup' ;;
    not-built) echo '还没有构建。请在 %s 里运行：npm run setup' ;;
    to-be-built) echo '将要构建：程序本身' ;;
    node-too-old) echo '需要 Node 20.17 或更新的版本，现有的是：%s。这条命令会取一个新的：%s' ;;
    node-wanted) echo '将要通过 npm 获取：Node %s，放进 %s（约 %s MB），因为这台机器没有 %s 或更新的版本' ;;
    ask-node) echo '现在获取 Node 吗？[Y/n]' ;;
    nobody-to-ask-node) echo '现在没有人可以询问。请运行：%s' ;;
    nothing-changed) echo '什么都没有改动。准备好之后请运行：%s' ;;
    node-begins) echo '正在获取 Node，放进 %s' ;;
    node-unknown-machine) echo 'npm 上没有适合这种机器（%s）的 Node：请自行安装 Node.js %s 或更新的版本，然后再试一次。' ;;
    node-does-not-run) echo '取来的 Node 在这台机器上不能运行：%s。请自行安装较新的 Node.js，然后再试一次。' ;;
    nothing-missing) echo '什么都不缺' ;;
    set-up) echo '一切就绪。开始课程：%s' ;;

    packages-missing) echo '缺少下列 Debian 软件包（不装“推荐”的附加包，不启动也不启用任何服务）：' ;;
    programs-missing) echo '缺少下列程序（左边是 %s 里包含它们的软件包）：' ;;
    ids-missing) echo '缺少：用户 %s 的从属 ID 范围，要写进 %s（容器由此可以有自己的用户）' ;;
    lists-missing) echo '缺少：Debian 软件包列表（apt-get update）' ;;
    cut-off) echo '上一次安装中断了：会把没做完的部分处理好' ;;
    modules-missing) echo '缺少内核模块：%s（现在加载，以后开机也加载；本机自己的网桥仍然不过滤）' ;;
    sudo-missing) echo '没有找到 sudo。请以 root 身份运行：%s' ;;
    nobody-to-ask) echo '这一步需要 root 权限，而现在没有人可以询问。请运行：%s' ;;
    ask-sudo) echo '现在用 sudo 来做吗？[Y/n]' ;;
    sudo-refused) echo '什么都没有改动。准备好之后请运行：%s' ;;
    reading-lists) echo '正在读取软件包列表' ;;
    lists-failed) echo '没能刷新软件包列表，先用现有的试试' ;;
    dpkg-failed) echo 'dpkg 没能做完上次中断的安装，原因见上面它自己的输出' ;;
    apt-failed) echo 'apt-get 没能装好这些软件包，原因见上面它自己的输出。没有删除任何东西。' ;;
    ids-granted) echo '给用户 %s 分配 ID %s 到 %s，写进 %s' ;;
    module-failed) echo '没能加载内核模块 %s；如果实验环境需要它，到时会说明' ;;
    unknown-option) echo '不认识的选项：%s（见 --help）' ;;
    mode-missing) echo '请说明要准备什么：--sandbox' ;;
    user-missing) echo '没有用户 %s' ;;
    not-tried) echo '我们没有条件在 %s 上试装，所以不替你安装。请运行下面的命令，然后再试一次：%s' ;;
    unknown-distro) echo '我们不清楚 %s 的软件包。请用它的包管理器装好这些程序，然后再试一次：%s' ;;
    no-debian) echo '这台机器不是 Debian：请用它自己的包管理器装好上面列出的程序，然后再试一次。' ;;
    still-missing) echo '仍然缺少：%s' ;;
    ready) echo '这台机器已经准备好了' ;;

    remove-ids) echo '将要删除：%s 这一段 ID（在 %s 里）' ;;
    remove-file) echo '将要删除：%s' ;;
    remove-others) echo '保留：安装过程给所有人准备的东西，因为还有别的用户在用。Bridgework 给过 ID 的用户：%s' ;;
    remove-packages-left) echo '保留：安装过程装上的 Debian 软件包（%s）。如果没有别的用处，可以用 root 身份删除：%s' ;;
    remove-ids-left) echo '保留：%s。没有记录表明这些 ID 是 Bridgework 分配的，也可能是建立账号时就有的' ;;
    remove-sudo-refused) echo '保留：只有 root 才能删除的部分。准备好之后请运行：%s' ;;
    remove-modules-loaded) echo '内核模块在下次开机之前仍会加载着' ;;

    vm-not-disposable) echo '这会把整台机器交给课程使用（Docker 作为服务运行，网桥上的包也要过滤）。如果这台机器可以随意改动，请加上：--this-machine-is-disposable' ;;
    vm-needs-root) echo '这一步只有 root 能做：请用 sudo' ;;
    vm-value-missing) echo '%s 后面要有一个值' ;;
    vm-language) echo '没有这种语言：%s（见 vagrant/words）' ;;
    vm-kernel) echo '1/5 内核：经过网桥的包也由包过滤规则处理，现在和以后每次开机都如此' ;;
    vm-packages) echo '2/5 Debian 软件包：Docker，以及课程用到的工具' ;;
    vm-docker) echo '3/5 Docker：现在启动，以后开机自动启动；课程用的镜像' ;;
    vm-docker-later) echo '这里没有启动系统：Docker 会随机器一起启动' ;;
    vm-docker-failed) echo 'Docker 没能启动，原因请看：journalctl -u docker' ;;
    vm-pulling) echo '正在拉取 %s（最多五分钟）' ;;
    vm-not-pulled) echo '没能拉取 %s：改用由 Debian 软件包制作的替代镜像' ;;
    vm-stand-in) echo '把替代镜像以 %s 的名字交给 Docker：里面是 Debian 的 nginx 和 busybox' ;;
    vm-course) echo '4/5 Bridgework 和它的 Node，装在 %s' ;;
    vm-login) echo '5/5 登录：PATH 里的 bridgework、命令补全、登录时的一行提示' ;;
    vm-ready) echo '准备好了。登录后这样开始：sudo bridgework' ;;
    greet) echo '开始课程：sudo bridgework     想在每次登录时自动开始：touch %s' ;;
    greet-started) echo '正按 %s 的要求打开课程' ;;

    why-dockerd) echo '每个实验环境私有的 Docker Engine' ;;
    why-docker) echo '实验环境里的 docker 命令' ;;
    why-containerd) echo '运行实验环境的容器' ;;
    why-runc) echo '启动实验环境的容器' ;;
    why-ip) echo '网络接口、地址、路由，还有 bridge 命令' ;;
    why-iptables) echo '课程用到的包过滤规则和 NAT 规则' ;;
    why-nft) echo '以 JSON 格式读出全部规则' ;;
    why-brctl) echo '课程里的 “brctl show br0”' ;;
    why-conntrack) echo '显示 NAT 怎样改写了一个连接' ;;
    why-newuidmap) echo '不用 root 也能启动实验环境' ;;
    why-nsenter) echo '进入实验环境或容器的网络' ;;
    why-unshare) echo '为实验环境建立命名空间' ;;
    why-pivot_root) echo '把实验环境的文件换成它的根目录' ;;
    why-flock) echo '避免同一个实验环境同时启动两次' ;;
    why-mount) echo '让实验环境有自己的文件视图' ;;
    why-hostname) echo '给实验环境的主机起名' ;;
    why-bash) echo '实验环境里的 shell' ;;
    why-script) echo '让每一步在自己的终端里运行' ;;
    why-curl) echo '探测时发出网页请求' ;;
    why-tcpdump) echo '在每一跳上看到数据包（trace --live）' ;;
    why-perl) echo '留意你在任何终端里做的改动' ;;
    why-busybox) echo '放进离线的替代镜像' ;;
    why-ps) echo '列出实验环境的进程' ;;
    why-modprobe) echo '加载实验环境需要的内核模块' ;;
    why-nginx) echo '实验环境镜像里和模拟互联网上的网页服务器' ;;
    why-dnsmasq) echo '实验环境的域名服务器' ;;
    why-npm) echo '为 Bridgework 安装它的 Node 和软件包' ;;
    why-node) echo '运行 npm' ;;
    why-locale-gen) echo '终端里的中文和英文' ;;
    why-sudo) echo '课程要以 root 身份改动网络' ;;
    why-less) echo '翻看很长的输出' ;;
    why-python3) echo '让 Ansible 能查看这台机器' ;;
    why-tmux) echo '在端到端测试里操作界面' ;;
    why-shellcheck) echo '检查 shell 脚本' ;;
    why-shfmt) echo '在测试里解析实验环境的 shell 脚本' ;;
    why-git) echo '列出项目的文件' ;;
    why-ssh) echo '在评分测试里连接各台机器' ;;
    why-sshd) echo '评分测试的另一端；它的服务从不启用' ;;
    why-ansible) echo '运行 vagrant/ansible 里的 collection' ;;
    *) return 1 ;;
  esac
}
