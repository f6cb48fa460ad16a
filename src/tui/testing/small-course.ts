import type { Course, Lesson, Step } from '../../course/course.ts';
import { inEvery, inHan } from '../../i18n/lang.ts';
import type { Lang } from '../../i18n/text.ts';
import { defaultParams } from '../../testing/one-host/params.ts';
import { scene } from '../../testing/one-host/scene.ts';

/** A course of four steps with everything that a step can have, so that whole frames do not change when the lessons do. */

interface Words {
  readonly lessons: readonly [string, string];
  readonly intro: string;
  readonly titles: readonly [string, string, string, string];
  readonly prose: readonly [string, string, string, string];
  readonly look: string;
  readonly checks: readonly [string, string, string, string, string];
  readonly question: string;
  readonly options: readonly string[];
  readonly explanation: string;
  readonly hints: readonly [string, string, string];
}

const english: Words = {
  lessons: ['Containers without a network', 'Wire them together'],
  intro: 'Two web servers that *nobody* can reach.',
  titles: ['Start the first container', 'A switch made of software', 'A way out of the network', 'Look at the switch'],
  prose: [
    'A container is an ordinary process that sees a **different world**.',
    "The kernel has a switch built in: the *bridge*.\n\n| part | what it is |\n| --- | --- |\n| `br0` | the switch, and the host's own port into it |\n| port | an interface whose master is the bridge |\n\n1. Make it.\n2. Switch it on:\n   - a new link is down\n   - a link that is down drops everything\n\n> **Careful.** Look first whether the network is free.",
    'c1 knows its neighbours. For everyone else it needs a *gateway*: the host, at 172.18.0.1.',
    'The ports of the bridge, as the kernel sees them.',
  ],
  look: '`ip route` in c1 has two lines.',
  checks: [
    'Container c1 is running',
    'There is a bridge named br0',
    'c1 sends packets for the rest of the world to 172.18.0.1',
    'c1 fetches http://192.168.1.61:9000/ and the host answers',
    'veth1 is a port of br0',
  ],
  question: 'Does the host answer c1?',
  options: ['No: FORWARD drops it', 'Yes, the host answers'],
  explanation: 'The packet is *delivered* to the host, not forwarded through it.',
  hints: [
    'What does c1 do with an address that is no neighbour?',
    'A default route names the gateway.',
    'Run `ip route add default via 172.18.0.1`.',
  ],
};

const chinese: Words = {
  lessons: ['没有网络的容器', '把它们接通'],
  intro: '两台*谁也连不上*的 Web 服务器。',
  titles: ['启动第一个容器', '软件做的交换机', '通向外面的路', '看看交换机'],
  prose: [
    '容器就是普通的进程，只不过眼里的是**另一个世界**。',
    '内核里自带一台交换机：*网桥*。\n\n| 部分 | 是什么 |\n| --- | --- |\n| `br0` | 交换机，也是宿主机自己接进去的端口 |\n| 端口 | master 是网桥的接口 |\n\n1. 先创建。\n2. 再启用：\n   - 新接口是关闭的\n   - 关闭的接口会丢弃一切\n\n> **小心。** 先看看这个网段是否空闲。',
    'c1 认识它的邻居。要找别人就需要*网关*：宿主机，地址是 172.18.0.1。',
    '内核眼里网桥的各个端口。',
  ],
  look: 'c1 里的 `ip route` 有两行。',
  checks: [
    '容器 c1 正在运行',
    '有一个叫 br0 的网桥',
    'c1 把发往外面的包交给 172.18.0.1',
    'c1 访问 http://192.168.1.61:9000/，由宿主机应答',
    'veth1 是 br0 的端口',
  ],
  question: '宿主机会应答 c1 吗？',
  options: ['不会：被 FORWARD 丢弃', '会，宿主机应答'],
  explanation: '包是*送达*宿主机的，并不经过它转发。',
  hints: ['目的地不是邻居时，c1 怎么办？', '默认路由指明网关。', '运行 `ip route add default via 172.18.0.1`。'],
};

function course(lang: Lang, words: Words): Course {
  const step = (id: string, lesson: string, index: 0 | 1 | 2 | 3, more: Partial<Step>): Step => ({
    id,
    lesson,
    title: words.titles[index],
    prose: words.prose[index],
    commands: [],
    look: '',
    checks: [],
    hints: words.hints,
    undo: [],
    ...more,
  });
  const check = (id: string, index: 0 | 1 | 2 | 3 | 4) => ({ id, title: words.checks[index] });
  const lessons: readonly Lesson[] = [
    {
      id: 'containers',
      number: 0,
      title: words.lessons[0],
      intro: words.intro,
      goal: [],
      steps: [
        step('run-c1', 'containers', 0, {
          commands: ['docker run -d --net=none --name=c1 nginx:1.13.3-alpine'],
          checks: [check('c1-running', 0)],
          undo: ['docker rm -f c1'],
        }),
      ],
    },
    {
      id: 'bridge-network',
      number: 1,
      title: words.lessons[1],
      intro: words.intro,
      goal: [],
      steps: [
        step('bridge', 'bridge-network', 1, {
          commands: ['ip link add br0 type bridge', 'ip link set br0 up'],
          checks: [check('bridge-exists', 1)],
          undo: ['ip link del br0'],
        }),
        step('c1-route', 'bridge-network', 2, {
          commands: [
            'nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) ip route add default via 172.18.0.1 dev eth0',
          ],
          look: words.look,
          prediction: { question: words.question, options: words.options, answer: 1, explanation: words.explanation },
          checks: [check('c1-default-route', 2), check('c1-reaches-host', 3)],
          undo: ['nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) ip route del default'],
        }),
        step('bridge-show', 'bridge-network', 3, {
          commands: ['brctl show br0'],
          checks: [check('bridge-shows-veth1', 4)],
        }),
      ],
    },
  ];
  return { identity: { id: 'small', names: {} }, lang, params: defaultParams, scene, lessons };
}

/** In every language; one that it is not written in has the English words. */
export const smallCourses = inEvery((lang) => course(lang, inHan(lang) ? chinese : english));
