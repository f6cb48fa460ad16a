"""The solved course, as somebody who knows testinfra would test it."""

import json
import random

import pytest

BOTH = ["c1", "c2"]
ADDRESS = {"c1": "172.18.0.2", "c2": "172.18.0.3"}
OTHER = {"c1": "c2", "c2": "c1"}
CABLE = {"c1": "veth1", "c2": "veth2"}
PORT = "http://192.168.1.61:5678/"


@pytest.fixture(scope="module")
def pids(host):
    found = host.run("docker inspect -f '{{.Name}} {{.State.Pid}}' c1 c2").stdout.split()
    return {name.lstrip("/"): pid for name, pid in zip(found[::2], found[1::2])}


@pytest.fixture
def at(host, pids):
    """Runs a command in a node's network namespace."""

    def run(node, command):
        if node == "outside":
            command = f"nsenter --net=/run/netns/outside {command}"
        elif node != "host":
            command = f"nsenter -n -t {pids[node]} {command}"
        return host.run(command)

    return run


@pytest.fixture
def links(at):
    return lambda node: {one["ifname"]: one for one in json.loads(at(node, "ip -j -d addr").stdout)}


@pytest.fixture
def route(at):
    return lambda node, to: json.loads(at(node, f"ip -j route get {to}").stdout)[0]


@pytest.fixture
def answers(host):
    def check(done, server, mark):
        assert done.rc == 0, done.stderr
        if server not in BOTH:
            assert f"This is {server}." in done.stdout
            return
        assert "Welcome to nginx!" in done.stdout
        logs = host.run(f"docker logs --tail 40 {server}")
        assert f"probe={mark}" in logs.stdout + logs.stderr

    return check


@pytest.fixture
def fetch(at, answers):
    def get(node, url, server):
        mark = random.randrange(10**9)
        done = at(node, f"curl -sS -4 --noproxy '*' --connect-timeout 4 --max-time 6 '{url}?probe={mark}'")
        answers(done, server, mark)
        return done.stdout

    return get


@pytest.fixture
def wget(host, answers):
    def get(node, url, server):
        mark = random.randrange(10**9)
        answers(host.run(f"timeout 6 docker exec {node} wget -q -O - '{url}?probe={mark}'"), server, mark)

    return get


@pytest.mark.parametrize("who", BOTH)
def test_runs(host, who):
    assert host.docker(who).is_running


@pytest.mark.parametrize("who", BOTH)
def test_has_no_network_of_docker(host, who):
    assert host.docker(who).inspect()["HostConfig"]["NetworkMode"] == "none"


@pytest.mark.parametrize("who", BOTH)
def test_serves(fetch, who):
    fetch(who, "http://127.0.0.1/", who)


def test_br0_is_a_bridge(links):
    assert links("host")["br0"]["linkinfo"]["info_kind"] == "bridge"


def test_br0_is_up(links):
    assert "UP" in links("host")["br0"]["flags"]


def test_br0_has_its_address(host):
    assert "172.18.0.1" in host.interface("br0").addresses


def test_network_is_at_br0(route):
    assert route("host", "172.18.0.2")["dev"] == "br0"
    assert route("host", "172.18.0.1")["type"] == "local"


def test_gateway_answers(fetch):
    fetch("host", "http://172.18.0.1:9000/", "host")


@pytest.mark.parametrize("who", BOTH)
def test_lo_is_up(links, who):
    assert "UP" in links(who)["lo"]["flags"]


@pytest.mark.parametrize("cable", ["veth1", "veth2"])
def test_cable_is_a_veth(links, cable):
    assert links("host")[cable]["linkinfo"]["info_kind"] == "veth"


@pytest.mark.parametrize("cable", ["veth1", "veth2"])
def test_cable_is_up(links, cable):
    assert "UP" in links("host")[cable]["flags"]


@pytest.mark.parametrize("cable", ["veth1", "veth2"])
def test_cable_is_a_port(links, cable):
    assert links("host")[cable]["master"] == "br0"


@pytest.mark.parametrize("who", BOTH)
def test_has_the_other_end(links, who):
    end, near = links(who)["eth0"], links("host")[CABLE[who]]
    assert (end["link_index"], near["link_index"]) == (near["ifindex"], end["ifindex"])


@pytest.mark.parametrize("who", BOTH)
def test_eth0_is_up(links, who):
    assert "UP" in links(who)["eth0"]["flags"]


@pytest.mark.parametrize("cable", ["veth1", "veth2"])
def test_cable_forwards(links, cable):
    assert links("host")[cable]["linkinfo"]["info_slave_data"]["state"] == "forwarding"


@pytest.mark.parametrize("who", BOTH)
def test_has_its_address(links, who):
    assert [(one["local"], one["prefixlen"]) for one in links(who)["eth0"]["addr_info"] if one["family"] == "inet"] == [
        (ADDRESS[who], 16)
    ]


@pytest.mark.parametrize("who", BOTH)
def test_reaches_its_network_directly(route, who):
    found = route(who, ADDRESS[OTHER[who]])
    assert found["dev"] == "eth0" and "gateway" not in found


@pytest.mark.parametrize("who", BOTH)
def test_host_reaches(fetch, who):
    fetch("host", f"http://{ADDRESS[who]}/", who)


@pytest.mark.parametrize("who", BOTH)
def test_sends_the_rest_to_the_gateway(route, who):
    assert [route(who, to).get("gateway") for to in ("192.168.1.50", "192.0.2.1")] == ["172.18.0.1"] * 2


@pytest.mark.parametrize("who", BOTH)
def test_reaches_the_host(fetch, who):
    fetch(who, "http://192.168.1.61:9000/", "host")


def test_brctl_shows_veth1(host):
    assert "veth1" in host.check_output("brctl show br0")


@pytest.mark.parametrize(
    "table, chain, rule",
    [
        ("filter", "FORWARD", "-i br0 -o br0 -j ACCEPT"),
        ("filter", "FORWARD", "-i br0 -o ens33 -j ACCEPT"),
        ("filter", "FORWARD", "-i ens33 -o br0 -j ACCEPT"),
        ("nat", "POSTROUTING", "-s 172.18.0.0/16 -o ens33 -j MASQUERADE"),
        ("nat", "PREROUTING", "! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80"),
        ("nat", "OUTPUT", "! -o br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80"),
        (
            "nat",
            "PREROUTING",
            "-i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80",
        ),
        (
            "nat",
            "POSTROUTING",
            "-d 172.18.0.2/32 -o br0 -p tcp -m tcp --dport 80 -j MASQUERADE --to-ports 1024-65535",
        ),
    ],
)
def test_rule(host, table, chain, rule):
    assert f"-A {chain} {rule}" in host.iptables.rules(table, chain)


def test_what_comes_in_for_c1_is_accepted(host):
    rules = host.iptables.rules("filter", "FORWARD")
    assert "-A FORWARD -i ens33 -o br0 -j ACCEPT" in rules and "-A FORWARD -i br0 -o ens33 -j ACCEPT" in rules


@pytest.mark.parametrize("who", BOTH)
def test_reaches_the_other(fetch, who):
    fetch(who, f"http://{ADDRESS[OTHER[who]]}/", OTHER[who])


@pytest.mark.parametrize("who", BOTH)
def test_wget_reaches_the_other(wget, who):
    wget(who, f"http://{ADDRESS[OTHER[who]]}/", OTHER[who])


def test_forwarding(host):
    for name in ("net.ipv4.ip_forward", "net.ipv4.conf.br0.forwarding", "net.ipv4.conf.ens33.forwarding"):
        assert host.sysctl(name) == 1


@pytest.mark.parametrize("who", BOTH)
def test_reaches_outside(fetch, who):
    assert "saw you as 192.168.1.61." in fetch(who, "http://192.168.1.50/", "outside")


@pytest.mark.parametrize("who", BOTH)
def test_knows_the_name(host, who):
    assert host.run(f"timeout 6 docker exec {who} nslookup www.baidu.com").rc == 0


@pytest.mark.parametrize("who", BOTH)
def test_wget_reaches_the_site(wget, who):
    wget(who, "http://www.baidu.com/", "internet")


@pytest.mark.parametrize("who", ["outside", "host", "c2", "c1"])
def test_reaches_the_port(fetch, who):
    fetch(who, PORT, "c1")


@pytest.mark.parametrize(
    "original, reply",
    [
        ("-s 172.18.0.2 -d 192.168.1.50 -p tcp --dport 80", "src=192.168.1.50 dst=192.168.1.61"),
        ("-s 192.168.1.50 -d 192.168.1.61 -p tcp --dport 5678", "src=172.18.0.2 dst="),
        ("-s 172.18.0.2 -d 192.168.1.61 -p tcp --dport 5678", "src=172.18.0.2 dst=172.18.0.1 sport=80"),
    ],
)
def test_conntrack_remembers(host, original, reply):
    assert reply in host.run(f"conntrack -L {original}").stdout


def test_veth1_is_a_hairpin(links):
    assert links("host")["veth1"]["linkinfo"]["info_slave_data"]["hairpin"]


def test_wget_reaches_the_port(wget):
    wget("c1", PORT, "c1")
