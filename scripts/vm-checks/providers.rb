# Reads vagrant/Vagrantfile with Debian's own Vagrant, once for each provider, and looks at what it asks for; then tries the
# parts of it that need no machine. Run in vagrant/. VMware's and Parallels' plug-ins are in no Debian package: their settings are
# held against the names that those plug-ins define (vmx of vagrant-vmware-desktop; memory, cpus of vagrant-parallels).
require "vagrant"
require "tmpdir"
require "pathname"

class VmwareConfig < Vagrant.plugin("2", :config)
  attr_reader :vmx

  def initialize
    super
    @vmx = {}
  end
end

class ParallelsConfig < Vagrant.plugin("2", :config)
  attr_accessor :memory, :cpus
end

class NoProvider < Vagrant.plugin("2", :provider)
end

class OthersPlugin < Vagrant.plugin("2")
  name "bridgework-others"
  provider(:vmware_desktop) { NoProvider }
  provider(:parallels) { NoProvider }
  config(:vmware_desktop, :provider) { VmwareConfig }
  config(:parallels, :provider) { ParallelsConfig }
end

# Neither program is here; their settings can be read all the same.
%i[virtualbox hyperv].each do |name|
  Vagrant.plugin("2").manager.providers[name].first.define_singleton_method(:usable?) { |_raise_error = false| true }
end

$wrong = []
def holds(what, condition)
  puts "    #{condition ? 'ok' : 'WRONG'}  #{what}"
  $wrong << what unless condition
end

def with(settings)
  old = settings.keys.to_h { |name| [name, ENV[name]] }
  settings.each { |name, value| ENV[name] = value }
  yield
ensure
  old.each { |name, value| ENV[name] = value }
end

def machine(name, provider, env = Vagrant::Environment.new(cwd: Dir.pwd))
  env.vagrantfile.machine_config(name, provider, nil, Pathname.new(Dir.mktmpdir))[:config]
end

def refused(settings)
  Bridgework::Settings.new(settings)
  "nothing"
rescue Vagrant::Errors::VagrantError => e
  e.message
end

# VirtualBox is told by commands.
commands = ->(c) { c.customizations.map(&:last).to_h { |command| [command[2], command[3].to_i] } }
sizes = {
  libvirt: ->(c) { [c.memory.to_i, c.cpus.to_i] },
  virtualbox: ->(c) { commands.call(c).values_at("--memory", "--cpus") },
  vmware_desktop: ->(c) { [c.vmx["memsize"].to_i, c.vmx["numvcpus"].to_i] },
  parallels: ->(c) { [c.memory, c.cpus] },
  hyperv: ->(c) { [c.memory, c.cpus] },
}
here = Vagrant::Environment.new(cwd: Dir.pwd)
sizes.each do |provider, size|
  config = machine(:bridgework, provider, here)
  ports = config.vm.networks.select { |kind, options| kind == :forwarded_port && options[:guest] == 5678 }.map(&:last)
  holds "#{provider}: #{config.vm.box}, 2 GiB, 2 processors", config.vm.box.to_s != "" && size.call(config.vm.get_provider_config(provider)) == [2048, 2]
  holds "#{provider}: 5678 on this computer only", ports.map { |o| [o[:host], o[:host_ip]] } == [[5678, "127.0.0.1"]]
  errors = config.vm.get_provider_config(provider).validate(nil).values.flatten rescue []
  holds "#{provider}: valid by its own rules", errors.empty?
end

with("BRIDGEWORK_BOX" => "./a b.box", "BRIDGEWORK_MEMORY" => "3072") do
  config = machine(:bridgework, :virtualbox)
  holds "a .box file is added by its path", config.vm.box_url == ["file://#{File.expand_path('a b.box')}"]
  holds "memory is followed", commands.call(config.vm.get_provider_config(:virtualbox))["--memory"] == 3072
end
with("BRIDGEWORK_EMULATION" => "yes") do
  libvirt = machine(:bridgework, :libvirt).vm.get_provider_config(:libvirt)
  holds "libvirt emulates when told so", [libvirt.driver, libvirt.cpu_mode, libvirt.cpu_model] == %w[qemu custom qemu64]
end
with("BRIDGEWORK_STUDENTS" => "3") do
  names = Vagrant::Environment.new(cwd: Dir.pwd).machine_names
  holds "three students", names == %i[student1 student2 student3]
  config = machine(:student3, :virtualbox)
  private_network = config.vm.networks.find { |kind, _| kind == :private_network }.last
  holds "student3: 192.168.56.13, port 5680", private_network[:ip] == "192.168.56.13" &&
    config.vm.networks.any? { |_, options| options[:guest] == 5678 && options[:host] == 5680 }
end
with("BRIDGEWORK_LANG" => "zh-CN", "BRIDGEWORK_PULL" => "no", "https_proxy" => "http://proxy.invalid:3128") do
  course = machine(:bridgework, :libvirt).vm.provisioners.find { |one| one.name.to_s == "course" }.config
  holds "language and pulling are handed on", course.args == %w[--this-machine-is-disposable --lang zh-CN --no-pull]
  holds "so is a proxy", course.env["https_proxy"] == "http://proxy.invalid:3128"
end

[["BRIDGEWORK_MEMORY", "2 GiB"], ["BRIDGEWORK_MEMORY", "10"], ["BRIDGEWORK_STUDENTS", "-1"], ["BRIDGEWORK_STUDENTS", "3; reboot"],
 ["BRIDGEWORK_CPUS", "0"], ["BRIDGEWORK_LANG", "$(reboot)"], ["BRIDGEWORK_PULL", "maybe"], ["BRIDGEWORK_PORT", "80"]].each do |name, value|
  holds "#{name}=#{value} is refused", refused(name => value).start_with?("#{name} must be")
end

Dir.mktmpdir do |folder|
  archive = File.join(folder, "project.tar.gz")
  File.open(archive, "wb") { |file| Bridgework::Upload.pack(file) }
  names = IO.popen(["tar", "-tzvf", archive], &:readlines)
  holds "the upload has the project (#{names.size} files, #{File.size(archive) / 1024} KiB), and nothing that was built",
        names.any? { |line| line.end_with?(" vagrant/provision.sh\n") } && names.none? { |line| line.include?("node_modules/") || line.include?(" dist/") }
  holds "a program stays one", names.grep(%r{ bin/bridgework$}).first.start_with?("-rwxr-xr-x")

  Bridgework::Inventory.send(:remove_const, :FILE)
  Bridgework::Inventory.const_set(:FILE, File.join(folder, "inventory.ini"))
  ssh = { host: "127.0.0.1", port: 2200, username: "vagrant", private_key_path: ["/home/o'neil/a key"] }
  Fake = Struct.new(:name, :ssh_info)
  with("BRIDGEWORK_STUDENTS" => "12") do
    settings = Bridgework::Settings.new(ENV)
    [10, 2, 2].each { |n| Bridgework::Inventory.add(Fake.new(:"student#{n}", ssh), settings) }
    Bridgework::Inventory.add(Fake.new(:student3, nil), settings)
  end
  lines = File.readlines(Bridgework::Inventory::FILE, chomp: true)
  holds "the inventory has each student once, in order", lines.grep(/^student/).map { |line| line[/\w+/] } == %w[student2 student10]
  holds "a key's path survives spaces and quotes", lines.last.include?(%q(ansible_ssh_private_key_file='/home/o'"'"'neil/a key')) && lines.last.end_with?("private_address=192.168.56.20")
  Bridgework::Inventory.remove(Fake.new(:student2, nil))
  holds "a destroyed student leaves it", File.readlines(Bridgework::Inventory::FILE).grep(/^student/).size == 1
end
abort "wrong: #{$wrong.join(', ')}" unless $wrong.empty?
