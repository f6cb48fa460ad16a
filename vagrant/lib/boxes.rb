require "rbconfig"

module Bridgework
  # Which box for which provider, and how each provider is told about processors and memory.
  module Boxes
    # Debian publishes official boxes for libvirt (13) and, on amd64, for VirtualBox (12). Where it publishes none, it is a
    # box made from Debian's own installer: bento's (amd64 and arm64 under one name, from Vagrant 2.4), generic's for Hyper-V.
    OFFICIAL = { libvirt: "debian/trixie64", virtualbox: "debian/bookworm64" }.freeze
    OTHERS = { hyperv: "generic/debian12" }.freeze
    FALLBACK = "bento/debian-13".freeze
    # The name under which a .box file is added.
    FROM_FILE = "bridgework-local".freeze

    def self.arm64?
      RbConfig::CONFIG["host_cpu"].match?(/\A(arm64|aarch64)/)
    end

    def self.name_for(provider)
      return FALLBACK if arm64? && provider != :hyperv

      OFFICIAL[provider] || OTHERS[provider] || FALLBACK
    end

    def self.choose(config, provider, settings)
      asked = settings.box
      if asked.nil?
        config.vm.box = provider ? name_for(provider) : OFFICIAL[:libvirt]
      elsif asked.end_with?(".box")
        config.vm.box = FROM_FILE
        config.vm.box_url = asked.include?("://") ? asked : "file://#{File.expand_path(asked)}"
      else
        config.vm.box = asked
      end
      # Hyper-V cannot forward ports; without this it asks which switch to use.
      config.vm.network "public_network", bridge: "Default Switch" if provider == :hyperv
    end

    def self.size(provider_config, provider, settings)
      case provider
      when :vmware_desktop
        provider_config.vmx["memsize"] = settings.memory.to_s
        provider_config.vmx["numvcpus"] = settings.cpus.to_s
      else
        provider_config.memory = settings.memory
        provider_config.cpus = settings.cpus
      end
      provider_config.maxmemory = settings.memory if provider == :hyperv
      return unless provider == :libvirt && settings.emulation?

      # libvirt's own choice is a processor like this computer's, which an emulator need not know.
      provider_config.driver = "qemu"
      provider_config.cpu_mode = "custom"
      provider_config.cpu_model = arm64? ? "cortex-a57" : "qemu64"
    end
  end
end
