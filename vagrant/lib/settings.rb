module Bridgework
  PROVIDERS = %i[libvirt virtualbox vmware_desktop parallels hyperv].freeze

  # name; port of this computer; address on the private network, or nil
  Machine = Struct.new(:name, :port, :address)

  # A setting that makes no sense ends vagrant with one line, not with a backtrace.
  class Refused < Vagrant::Errors::VagrantError
    def initialize(text)
      @text = text
      super()
    end

    def error_message
      @text
    end
  end

  # What the environment asks for. Everything is checked here: it ends up in commands on the machine.
  class Settings
    HANDED_ON = %w[http_proxy https_proxy no_proxy npm_config_registry].freeze
    LANGUAGES = (Dir.children(File.expand_path("../words", __dir__)) - ["say.sh"]).map { |file| File.basename(file, ".sh") }.sort.freeze

    attr_reader :students, :memory, :cpus, :box

    def initialize(env)
      @env = env
      @students = number("BRIDGEWORK_STUDENTS", 0, 0..200)
      @memory = number("BRIDGEWORK_MEMORY", 2048, 1024..1_048_576)
      @cpus = number("BRIDGEWORK_CPUS", 2, 1..64)
      @port = number("BRIDGEWORK_PORT", 5678, 1025..(65_536 - [@students, 1].max))
      @lang = one_of("BRIDGEWORK_LANG", LANGUAGES)
      @pull = one_of("BRIDGEWORK_PULL", %w[yes no])
      @emulation = one_of("BRIDGEWORK_EMULATION", %w[yes no])
      @box = text("BRIDGEWORK_BOX")
    end

    def machines
      return [Machine.new("bridgework", @port, nil)] if @students.zero?

      (1..@students).map { |n| Machine.new("student#{n}", @port + n - 1, "192.168.56.#{10 + n}") }
    end

    # Without KVM, libvirt must be told to emulate. A /dev/kvm alone proves nothing: in some clouds it opens, on a processor that
    # offers no virtualization, and then interprets a guest's instructions one by one.
    def emulation?
      return @emulation == "yes" if @emulation

      RUBY_PLATFORM.include?("linux") && !(File.exist?("/dev/kvm") && virtualization?)
    end

    # Of vm/unpack.sh, and so of provision.sh.
    def arguments
      arguments = ["--this-machine-is-disposable"]
      arguments += ["--lang", @lang] if @lang
      arguments << "--no-pull" if @pull == "no"
      arguments
    end

    def environment
      said = chinese? ? { "LC_ALL" => "zh_CN.UTF-8" } : { "LC_ALL" => "C.UTF-8" }
      HANDED_ON.each_with_object(said) do |name, all|
        value = text(name) || text(name.upcase)
        all[name] = value if value
      end
    end

    def after_up(machine)
      name = @students.zero? ? "" : " #{machine.name}"
      if chinese?
        "登录：vagrant ssh#{name}   然后：sudo bridgework   " \
          "从这台电脑访问课程的端口 5678：http://127.0.0.1:#{machine.port}/（课程第 3 节做完之后才有回答）"
      else
        "Log in: vagrant ssh#{name}   then: sudo bridgework   " \
          "The course's port 5678, from this computer: http://127.0.0.1:#{machine.port}/ (nobody answers before lesson 3)"
      end
    end

    private

    def virtualization?
      !RUBY_PLATFORM.include?("x86_64") || File.foreach("/proc/cpuinfo").any?(/^flags.*\b(vmx|svm)\b/)
    end

    def chinese?
      @lang ? @lang.start_with?("zh") : /\Azh([_.@-]|\z)/i.match?(text("LC_ALL") || text("LC_MESSAGES") || text("LANG") || "")
    end

    def text(name)
      value = @env[name]
      value.nil? || value.empty? ? nil : value
    end

    def number(name, default, range)
      value = text(name) or return default
      return value.to_i if value.match?(/\A\d{1,7}\z/) && range.cover?(value.to_i)

      raise Refused, "#{name} must be a number from #{range.min} to #{range.max}, not #{value.inspect}."
    end

    def one_of(name, words)
      value = text(name) or return nil
      return value if words.include?(value)

      raise Refused, "#{name} must be #{words.join(' or ')}, not #{value.inspect}."
    end
  end
end
