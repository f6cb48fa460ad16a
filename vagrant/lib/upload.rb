require "rubygems/package"
require "tempfile"
require "zlib"

module Bridgework
  # Packs the project and sends it to the machine: by Vagrant's own connection, so on every provider and every system.
  module Upload
    ROOT = File.expand_path("../..", __dir__)
    TARGET = "/tmp/bridgework.tar.gz".freeze
    # What the machine makes itself, or has no use for.
    LEFT_OUT = %w[.git node_modules dist .cache coverage .vagrant output].freeze

    def self.each_file(folder = "", &block)
      Dir.children(File.join(ROOT, folder)).sort.each do |child|
        next if LEFT_OUT.include?(child) || child.start_with?(".dist-") || child.end_with?(".log", ".box")

        path = folder.empty? ? child : "#{folder}/#{child}"
        full = File.join(ROOT, path)
        # A link may lead anywhere: the project has none.
        next if File.symlink?(full)

        if File.directory?(full)
          each_file(path, &block)
        elsif File.file?(full)
          yield path, full
        end
      end
    end

    def self.pack(target)
      Zlib::GzipWriter.wrap(target) do |gzip|
        Gem::Package::TarWriter.new(gzip) do |tar|
          each_file do |path, full|
            mode = File.executable?(full) ? 0o755 : 0o644
            tar.add_file_simple(path, mode, File.size(full)) { |entry| entry.write(File.binread(full)) }
          end
        end
      end
    end

    class Provisioner < Vagrant.plugin("2", :provisioner)
      def provision
        file = Tempfile.new(["bridgework", ".tar.gz"], binmode: true)
        Upload.pack(file)
        @machine.ui.detail("#{ROOT} -> #{TARGET} (#{File.size(file.path) / 1024} KiB)")
        @machine.communicate.upload(file.path, TARGET)
      ensure
        file&.close
        file&.unlink
      end
    end

    # Defined here, not installed: nobody has to install a plug-in.
    class Plugin < Vagrant.plugin("2")
      name "bridgework-upload"
      provisioner(:bridgework_upload) { Provisioner }
    end
  end
end
