/** Of containers: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const container = {
  'checks.want.container-runs': 'A container {name} that runs',
  'checks.want.network-none': '{name} in a network namespace of its own, started with --net=none',
  'checks.see.no-container': 'no container of this name',
  'checks.see.stopped': 'it exists, but it is stopped (exit code {exitCode})',
  'checks.see.runs': 'it runs, process {pid}',
  'checks.see.network': 'network {mode}, namespace shared with {other}',
  'checks.see.network-mode': 'network {mode}',

  'diagnosis.container-missing.what': 'There is no container called {name}.',
  'diagnosis.container-missing.why': 'Every later command looks for {name} by its name, and Docker does not know it.',
  'diagnosis.container-missing.next': 'Look at the list: docker ps -a',
  'diagnosis.container-missing.hint1': 'Which containers does Docker know?',
  'diagnosis.container-missing.hint2':
    'A container has to be created and started before there is a network namespace to wire.',
  'diagnosis.container-missing.hint3': '`docker run -d --net=none --name={name} {image}`',
  'diagnosis.container-other-name.what': 'You started a container called {other}; the course calls it {name}.',
  'diagnosis.container-other-name.why':
    'Every later command looks for {name}. The container is right, only its name is not.',
  'diagnosis.container-other-name.next': 'Look at the list: docker ps',
  'diagnosis.container-other-name.hint1': 'Compare the name of your container with the one in the step.',
  'diagnosis.container-other-name.hint2':
    'Without --name Docker invents a name. A container can be renamed, and goes on running.',
  'diagnosis.container-other-name.hint3': '`docker rename {other} {name}`',
  'diagnosis.container-exited.what': '{name} exists but does not run (exit code {exitCode}).',
  'diagnosis.container-exited.why':
    'A stopped container has no process, so it has no network namespace; its veth pair is gone too.',
  'diagnosis.container-exited.next': 'Look at its last words: docker logs --tail 5 {name}',
  'diagnosis.container-exited.hint1': 'Is the process inside {name} still alive?',
  'diagnosis.container-exited.hint2':
    'The namespace lives as long as its process. After a start it is new and empty: wire it again.',
  'diagnosis.container-exited.hint3': '`docker start {name}`',
  'diagnosis.container-docker-network.what': '{name} was started with the network "{mode}", not with "none".',
  'diagnosis.container-docker-network.why':
    'Docker wired it itself: it may already have an eth0, an address and a route that are not yours.',
  'diagnosis.container-docker-network.next': "Look at: docker inspect -f '{{'.HostConfig.NetworkMode'}}' {name}",
  'diagnosis.container-docker-network.hint1': 'Who made the network of {name}: you or Docker?',
  'diagnosis.container-docker-network.hint2':
    'The option --net=none gives a fresh namespace in which only lo is up. It is chosen at creation.',
  'diagnosis.container-docker-network.hint3': '`docker rm -f {name}; docker run -d --net=none --name={name} {image}`',
  'diagnosis.container-shared-network.what': '{name} shares its network namespace with {other}.',
  'diagnosis.container-shared-network.why':
    'One namespace has one set of interfaces. What you wire for {name} would be wired for {other} as well.',
  'diagnosis.container-shared-network.next': 'Compare the two links: readlink /proc/PID/ns/net for each of them.',
  'diagnosis.container-shared-network.hint1': 'Does {name} have a namespace of its own?',
  'diagnosis.container-shared-network.hint2':
    '--net=host and --net=container:NAME join an existing namespace instead of making one.',
  'diagnosis.container-shared-network.hint3': '`docker rm -f {name}; docker run -d --net=none --name={name} {image}`',
  'diagnosis.loopback-down.what': 'The interface lo in {name} is down.',
  'diagnosis.loopback-down.why':
    'A namespace reaches its own addresses through lo. Without it even 127.0.0.1 does not answer.',
  'diagnosis.loopback-down.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link show lo",
  'diagnosis.loopback-down.hint1': 'What carries a packet that {name} sends to itself?',
  'diagnosis.loopback-down.hint2': 'Docker brings lo up in every namespace that it makes; somebody took it down.',
  'diagnosis.loopback-down.hint3': "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set lo up`",
  'diagnosis.no-listener.what': 'Nothing listens on port {port} in {name}.',
  'diagnosis.no-listener.why':
    'The packet arrives, but no process waits there, so the kernel of {name} answers with a reset: refused.',
  'diagnosis.no-listener.next': 'List the sockets: ss -ltn, in the network namespace of {name}.',
  'diagnosis.no-listener.hint1': 'Who should answer on that port?',
  'diagnosis.no-listener.hint2':
    '"Refused" is an answer: the network works, the server is missing. A new container has one, but loses its wiring.',
  'diagnosis.no-listener.hint3': '`{command}`',
  'diagnosis.server-broken.what': '{server} answered with the status {status}, not with a page.',
  'diagnosis.server-broken.why':
    'The network did its part: the request arrived and came back. The server itself has trouble.',
  'diagnosis.server-broken.next': 'Read its log: docker logs --tail 5 {server}',
  'diagnosis.server-broken.hint1': 'Is this still a network question?',
  'diagnosis.server-broken.hint2':
    'HTTP status codes come from the program that answers, after all packets got through.',
  'diagnosis.server-broken.hint3': '`docker logs --tail 5 {server}`',
} as const;
