# The solved course, as somebody who knows serverspec would test it.
require 'serverspec'
set :backend, :exec

PIDS = Hash.new { |known, name| known[name] = `docker inspect -f '{{.State.Pid}}' #{name}`.strip }
ADDRESS = { 'c1' => '172.18.0.2', 'c2' => '172.18.0.3' }.freeze
OTHER = { 'c1' => 'c2', 'c2' => 'c1' }.freeze
CABLE = { 'c1' => 'veth1', 'c2' => 'veth2' }.freeze
PORT = 'http://192.168.1.61:5678/'.freeze

def at(node, command)
  case node
  when 'host' then command
  when 'outside' then "nsenter --net=/run/netns/outside #{command}"
  else "nsenter -n -t #{PIDS[node]} #{command}"
  end
end

def answers(server, mark)
  its(:exit_status) { should eq 0 }
  return its(:stdout) { should match(/This is #{server}\./) } unless ADDRESS.key?(server)

  it 'is the one that was meant' do
    expect(subject.stdout).to match(/Welcome to nginx!/)
    expect(command("docker logs --tail 40 #{server} 2>&1").stdout).to match(/probe=#{mark}/)
  end
end

def fetch(node, url, server, &more)
  mark = rand(10**9)
  describe command(at(node, "curl -sS -4 --noproxy '*' --connect-timeout 4 --max-time 6 '#{url}?probe=#{mark}'")) do
    answers(server, mark)
    instance_eval(&more) if more
  end
end

def wget(node, url, server)
  mark = rand(10**9)
  describe command("timeout 6 docker exec #{node} wget -q -O - '#{url}?probe=#{mark}'") do
    answers(server, mark)
  end
end

describe bridge('br0') do
  it { should exist }
  it { should have_interface 'veth1' }
  it { should have_interface 'veth2' }
end

describe interface('br0') do
  it { should exist }
  it { should be_up }
  it { should have_ipv4_address('172.18.0.1/16') }
end

describe command('ip route get 172.18.0.2') do
  its(:stdout) { should match(/dev br0 src 172\.18\.0\.1/) }
end
describe command('ip route get 172.18.0.1') do
  its(:stdout) { should match(/^local .*dev lo/) }
end
fetch 'host', 'http://172.18.0.1:9000/', 'host'

%w[c1 c2].each do |who|
  cable = CABLE[who]
  describe docker_container(who) do
    it { should be_running }
    its(['HostConfig.NetworkMode']) { should eq 'none' }
  end
  fetch who, 'http://127.0.0.1/', who
  describe command(at(who, 'ip link show lo')) do
    its(:stdout) { should match(/LOOPBACK,UP/) }
  end
  describe interface(cable) do
    it { should exist }
    it { should be_up }
  end
  describe command("ip -d link show #{cable}") do
    its(:stdout) { should match(/ veth /) }
    its(:stdout) { should match(/master br0/) }
    its(:stdout) { should match(/state forwarding/) }
  end
  describe command(at(who, 'ip -d link show eth0')) do
    its(:stdout) { should match(/ veth /) }
    its(:stdout) { should match(/[<,]UP[,>]/) }
    it "is the other end of #{cable}" do
      near = command("ip -o link show #{cable}").stdout[/^\d+/]
      expect(subject.stdout).to match(/eth0@if#{near}:/)
    end
  end
  describe command(at(who, 'ip -4 addr show eth0')) do
    its(:stdout) { should match(%r{inet #{ADDRESS[who]}/16 }) }
  end
  describe command(at(who, "ip route get #{ADDRESS[OTHER[who]]}")) do
    its(:stdout) { should match(/^#{ADDRESS[OTHER[who]]} dev eth0 src #{ADDRESS[who]}/) }
  end
  %w[192.168.1.50 192.0.2.1].each do |to|
    describe command(at(who, "ip route get #{to}")) do
      its(:stdout) { should match(/via 172\.18\.0\.1 dev eth0/) }
    end
  end
  fetch 'host', "http://#{ADDRESS[who]}/", who
  fetch who, 'http://192.168.1.61:9000/', 'host'
  fetch who, "http://#{ADDRESS[OTHER[who]]}/", OTHER[who]
  wget who, "http://#{ADDRESS[OTHER[who]]}/", OTHER[who]
  fetch(who, 'http://192.168.1.50/', 'outside') { its(:stdout) { should match(/saw you as 192\.168\.1\.61\./) } }
  describe command("timeout 6 docker exec #{who} nslookup www.baidu.com") do
    its(:exit_status) { should eq 0 }
  end
  wget who, 'http://www.baidu.com/', 'internet'
end

%w[net.ipv4.ip_forward net.ipv4.conf.br0.forwarding net.ipv4.conf.ens33.forwarding].each do |name|
  describe linux_kernel_parameter(name) do
    its(:value) { should eq 1 }
  end
end

describe iptables do
  it { should have_rule('-A FORWARD -i br0 -o br0 -j ACCEPT').with_table('filter') }
  it { should have_rule('-A FORWARD -i br0 -o ens33 -j ACCEPT').with_table('filter') }
  it { should have_rule('-A FORWARD -i ens33 -o br0 -j ACCEPT').with_table('filter') }
  it { should have_rule('-A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE').with_table('nat') }
  it { should have_rule('-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80').with_table('nat') }
  it { should have_rule('-A OUTPUT ! -o br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80').with_table('nat') }
  it { should have_rule('-A PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80').with_table('nat') }
  it { should have_rule('-A POSTROUTING -d 172.18.0.2/32 -o br0 -p tcp -m tcp --dport 80 -j MASQUERADE --to-ports 1024-65535').with_table('nat') }
end

%w[outside host c2 c1].each { |who| fetch who, PORT, 'c1' }

{
  '-s 172.18.0.2 -d 192.168.1.50 -p tcp --dport 80' => /src=192\.168\.1\.50 dst=192\.168\.1\.61/,
  '-s 192.168.1.50 -d 192.168.1.61 -p tcp --dport 5678' => /src=172\.18\.0\.2 .*sport=80/,
  '-s 172.18.0.2 -d 192.168.1.61 -p tcp --dport 5678' => /src=172\.18\.0\.2 dst=172\.18\.0\.1 sport=80/
}.each do |original, reply|
  describe command("conntrack -L #{original}") do
    its(:stdout) { should match(reply) }
  end
end

describe command('bridge -d link show dev veth1') do
  its(:stdout) { should match(/hairpin on/) }
end
describe command('brctl show br0') do
  its(:stdout) { should match(/\bveth1\b/) }
end
wget 'c1', PORT, 'c1'
