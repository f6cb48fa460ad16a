/** Ansible inventories. */
export const inventory = {
  'inventory.unreadable': 'The inventory {file} could not be read: {reason}',
  'inventory.folder': '{file} is a folder. Name its files one by one; none of them is executed.',
  'inventory.script':
    '{file} is a program that makes an inventory. It is not run: write what it prints to a file (ansible-inventory -i {file} --list --yaml >inventory.yml).',
  'inventory.refused': 'The inventory {file} is not used:{problems}',
  'inventory.at-line': 'line {line}: {text}',
  'inventory.line': 'This line is no machine, group or variable as Ansible has them: {words}…',
  'inventory.yaml': 'This is no YAML with groups of machines.',
  'inventory.entry': 'This entry is not hosts, children or vars as Ansible has them: {entry}',
  'inventory.plugin':
    'This configures an inventory plugin, which is not run here. Write down what it finds: ansible-inventory -i FILE --list --yaml >inventory.yml',
  'inventory.pattern': 'This is no name or range of machines: {pattern}',
  'inventory.too-many': 'More than {count} machines.',
  'inventory.circle': 'Groups contain each other in a circle.',
  'inventory.empty': 'There is no machine in it.',
  'inventory.bad-host': '{machine}: its name or ansible_host is no name or address of a machine.',
  'inventory.bad-port': '{machine}: ansible_port is no number from 1 to 65535.',
  'inventory.bad-user': '{machine}: ansible_user is no name of a user.',
  'inventory.bad-key': '{machine}: ansible_ssh_private_key_file is no plain path.',
  'inventory.bad-connection': '{machine}: ansible_connection must be ssh.',
  'inventory.note-unused': '{variable} is not used. What ssh needs to know belongs into ssh_config.',
  'inventory.note-password': '{variable} is not used: only keys and agents let us in, and root without a password.',
  'inventory.note-folder':
    '{folder} is not read. Write down what it adds: ansible-inventory -i FILE --list --yaml >inventory.yml',
} as const;
