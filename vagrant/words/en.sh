# shellcheck shell=sh
# What set-up says, in English; the other languages have the same keys and as many places for values.

# format KEY: a format of printf(1)
format() {
  case $1 in
    locale) echo en_US ;;
    npm-missing) echo 'npm is missing. Install Node.js 20.17 or newer with npm, then try again.' ;;
    cksum-missing) echo 'cksum (package coreutils) is missing.' ;;
    npm-wanted) echo 'to be installed: npm packages into %s (about %s MB)' ;;
    npm-cut-off) echo 'an earlier install of the npm packages was cut off: beginning anew' ;;
    npm-begins) echo 'installing npm packages into %s' ;;
    npm-goes-on) echo 'npm packages: %s of about %s MB, %s s' ;;
    npm-failed) echo 'npm could not install the packages; its message is above. What it fetched is kept, so the next try is shorter.' ;;
    npm-without-node) echo 'npm did not install its Node 24 (package "node"): were install scripts turned off? Try: npm rebuild node' ;;
    image-later) echo 'the image will be made at the first start of a lab' ;;
    building) echo 'building (a second or two)' ;;

    build-tools-missing) echo 'what the program is built with is missing. Run: npm run setup' ;;
    not-built) echo 'not built yet. In %s, run: npm run setup' ;;
    to-be-built) echo 'to be built: the program' ;;
    node-too-old) echo 'Node 20.17 or newer is needed, and there is: %s. This fetches a newer one: %s' ;;
    node-wanted) echo 'to be fetched through npm: Node %s into %s (about %s MB), as this machine has none that is %s or newer' ;;
    ask-node) echo 'fetch Node now? [Y/n]' ;;
    nobody-to-ask-node) echo 'nobody is here to ask. Run: %s' ;;
    nothing-changed) echo 'nothing was changed. When you are ready: %s' ;;
    node-begins) echo 'fetching Node into %s' ;;
    node-unknown-machine) echo 'npm has no Node for this kind of machine (%s): install Node.js %s or newer yourself, then try again.' ;;
    node-does-not-run) echo 'the Node that was fetched does not run here: %s. Install a newer Node.js yourself, then try again.' ;;
    nothing-missing) echo 'nothing is missing' ;;
    set-up) echo 'everything is there. Start the course: %s' ;;

    packages-missing) echo 'missing Debian packages (installed without recommended extras; no service is started or enabled):' ;;
    programs-missing) echo 'missing programs, with the packages of %s that have them:' ;;
    ids-missing) echo 'missing: a range of subordinate ids for the user %s in %s (lets containers have users of their own)' ;;
    lists-missing) echo 'missing: the lists of Debian packages (apt-get update)' ;;
    cut-off) echo 'an earlier install was cut off: what it left half done is set right' ;;
    modules-missing) echo "missing kernel modules: %s (loaded now and at boot; this machine's own bridges stay unfiltered)" ;;
    sudo-missing) echo 'sudo is missing. As root, run: %s' ;;
    nobody-to-ask) echo 'this needs root and nobody is here to ask. Run: %s' ;;
    ask-sudo) echo 'use sudo to do this now? [Y/n]' ;;
    sudo-refused) echo 'nothing was changed. When you are ready: %s' ;;
    reading-lists) echo 'reading package lists' ;;
    lists-failed) echo 'could not refresh the package lists; trying with what is there' ;;
    dpkg-failed) echo 'dpkg could not finish what was cut off; its message is above' ;;
    apt-failed) echo 'apt-get could not install them; its message is above. Nothing was removed.' ;;
    ids-granted) echo 'granting %s the ids %s to %s in %s' ;;
    module-failed) echo 'could not load the kernel module %s; the lab will say if it needs it' ;;
    unknown-option) echo 'unknown option: %s (see --help)' ;;
    mode-missing) echo 'say what to provision: --sandbox' ;;
    user-missing) echo 'there is no user %s' ;;
    not-tried) echo 'we install nothing on %s, because we could not try it there. Run this, then try again: %s' ;;
    unknown-distro) echo 'we do not know the packages of %s. Install these programs with its package manager, then try again: %s' ;;
    no-debian) echo 'this is no Debian: install the programs named above with your own package manager, then try again.' ;;
    still-missing) echo 'still missing: %s' ;;
    ready) echo 'the machine is ready' ;;

    remove-ids) echo 'will be removed: the ids %s from %s' ;;
    remove-file) echo 'will be removed: %s' ;;
    remove-others) echo 'stays, as others use it, too: what set-up put here for everybody. Who has ids by Bridgework: %s' ;;
    remove-packages-left) echo 'left: the Debian packages that set-up installed (%s). If nothing else of yours needs them, as root: %s' ;;
    remove-ids-left) echo 'left: %s: no record says that Bridgework gave these ids, and they may have come with the account' ;;
    remove-sudo-refused) echo 'left: what only root can remove. When you are ready: %s' ;;
    remove-modules-loaded) echo 'the kernel modules stay loaded until the next boot' ;;

    vm-not-disposable) echo 'this turns the whole machine over to the course (Docker as a service, packet filter on bridges). For a machine that you can spare, add: --this-machine-is-disposable' ;;
    vm-needs-root) echo 'only root can do this: use sudo' ;;
    vm-value-missing) echo '%s needs a value' ;;
    vm-language) echo 'no such language: %s (see vagrant/words)' ;;
    vm-kernel) echo '1/5 kernel: bridged packets meet the packet filter, now and after every boot' ;;
    vm-packages) echo '2/5 Debian packages: Docker, and the tools of the course' ;;
    vm-docker) echo "3/5 Docker: on, now and at every boot; the course's image" ;;
    vm-docker-later) echo 'nothing is booted here: Docker will start with the machine' ;;
    vm-docker-failed) echo 'Docker does not start; see: journalctl -u docker' ;;
    vm-pulling) echo 'pulling %s (five minutes at most)' ;;
    vm-not-pulled) echo 'could not pull %s: the stand-in, built from Debian packages, takes its place' ;;
    vm-stand-in) echo "Docker gets the stand-in as %s: Debian's nginx and busybox" ;;
    vm-course) echo '4/5 Bridgework and its Node, in %s' ;;
    vm-login) echo '5/5 login: bridgework in PATH, completion, a line that greets' ;;
    vm-ready) echo 'ready. Log in and start: sudo bridgework' ;;
    greet) echo 'start the course: sudo bridgework     at every login by itself: touch %s' ;;
    greet-started) echo 'starting the course, as %s asks' ;;

    why-dockerd) echo 'a private Docker Engine for each lab' ;;
    why-docker) echo 'the docker command in the lab' ;;
    why-containerd) echo "runs the lab's containers" ;;
    why-runc) echo "starts the lab's containers" ;;
    why-ip) echo 'links, addresses, routes; also "bridge"' ;;
    why-iptables) echo "the course's packet filter and NAT rules" ;;
    why-nft) echo 'reads the whole rule set, as JSON' ;;
    why-brctl) echo "the course's \"brctl show br0\"" ;;
    why-conntrack) echo 'shows how NAT rewrote a connection' ;;
    why-newuidmap) echo 'a lab without root' ;;
    why-nsenter) echo "enters a lab or a container's network" ;;
    why-unshare) echo "makes a lab's namespaces" ;;
    why-pivot_root) echo "makes a lab's files its root" ;;
    why-flock) echo 'keeps two starts of one lab apart' ;;
    why-mount) echo 'gives a lab its own view of the files' ;;
    why-hostname) echo "names the lab's host" ;;
    why-bash) echo 'the shell in the lab' ;;
    why-script) echo 'runs a step in a terminal of its own' ;;
    why-curl) echo "the probes' web requests" ;;
    why-tcpdump) echo 'shows a packet on every hop (trace --live)' ;;
    why-perl) echo 'notices what you change in any terminal' ;;
    why-busybox) echo 'goes into the offline stand-in image' ;;
    why-ps) echo "shows a lab's processes" ;;
    why-modprobe) echo 'loads kernel modules that a lab needs' ;;
    why-nginx) echo "serves web pages in the lab's image and its internet" ;;
    why-dnsmasq) echo "is the lab's name server" ;;
    why-npm) echo 'brings Bridgework its Node and its packages' ;;
    why-node) echo 'runs npm' ;;
    why-locale-gen) echo 'Chinese and English in the terminal' ;;
    why-sudo) echo 'the course changes the network as root' ;;
    why-less) echo 'reads long output' ;;
    why-python3) echo 'lets Ansible look at the machine' ;;
    why-tmux) echo 'drives the UI in the end-to-end test' ;;
    why-shellcheck) echo 'checks the shell scripts' ;;
    why-shfmt) echo 'reads the shell scripts of a lab in a test' ;;
    why-git) echo "lists the project's files" ;;
    why-ssh) echo 'reaches the machines of the grading tests' ;;
    why-sshd) echo 'is the other end of the grading tests; its service is never enabled' ;;
    why-ansible) echo "runs the collection in vagrant/ansible" ;;
    *) return 1 ;;
  esac
}
