module Bridgework
  # Beside the Vagrantfile: inventory.ini for Ansible, kept up to date as machines come and go. Addresses and keys are those by
  # which Vagrant itself logs in; those work from this computer with every provider.
  module Inventory
    FILE = File.expand_path("../inventory.ini", __dir__)
    HEAD = "# Written by vagrant/Vagrantfile. ansible -i vagrant/inventory.ini students -m raw -a 'sudo bridgework check'".freeze

    def self.quoted(value)
      "'#{value.to_s.gsub("'", %q('"'"'))}'"
    end

    def self.line(name, ssh, address)
      [
        name,
        "ansible_host=#{ssh[:host]}",
        "ansible_port=#{ssh[:port]}",
        "ansible_user=#{ssh[:username]}",
        "ansible_ssh_private_key_file=#{quoted(Array(ssh[:private_key_path]).first)}",
        "ansible_ssh_common_args='-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes'",
        "private_address=#{address}",
      ].join(" ")
    end

    def self.add(machine, settings)
      ssh = machine.ssh_info or return
      known = settings.machines.find { |one| one.name == machine.name.to_s } or return
      rewrite { |lines| lines.merge(known.name => line(known.name, ssh, known.address)) }
    end

    def self.remove(machine)
      rewrite { |lines| lines.reject { |name, _| name == machine.name.to_s } }
    end

    # Machines may come up side by side, so one writer at a time; a reader never sees half a file.
    def self.rewrite
      File.open("#{FILE}.lock", File::RDWR | File::CREAT, 0o644) do |lock|
        lock.flock(File::LOCK_EX)
        old = File.exist?(FILE) ? File.readlines(FILE, chomp: true).grep(/\Astudent\d+ /) : []
        lines = yield old.to_h { |text| [text.split(" ", 2).first, text] }
        lines = lines.sort_by { |name, _| name[/\d+/].to_i }.map(&:last)
        File.write("#{FILE}.new", "#{[HEAD, '[students]', *lines].join("\n")}\n")
        File.rename("#{FILE}.new", FILE)
      end
    end
  end
end
