import type { inventory as en } from '../en/inventory.ts';

export const inventory: { readonly [id in keyof typeof en]: string } = {
  'inventory.unreadable': '无法读取清单 {file}：{reason}',
  'inventory.folder': '{file} 是文件夹。请逐个指定其中的文件；这里不会执行任何文件。',
  'inventory.script':
    '{file} 是生成清单的程序，这里不会运行它。请把它的输出写成文件（ansible-inventory -i {file} --list --yaml >inventory.yml）。',
  'inventory.refused': '清单 {file} 无法使用：{problems}',
  'inventory.at-line': '第 {line} 行：{text}',
  'inventory.line': '这一行不是 Ansible 的机器、组或变量：{words}…',
  'inventory.yaml': '这不是包含机器组的 YAML。',
  'inventory.entry': '这一项不是 Ansible 的 hosts、children 或 vars：{entry}',
  'inventory.plugin':
    '这是清单插件的配置，这里不会运行插件。请把它找到的内容写下来：ansible-inventory -i FILE --list --yaml >inventory.yml',
  'inventory.pattern': '这不是机器名或机器范围：{pattern}',
  'inventory.too-many': '机器超过 {count} 台。',
  'inventory.circle': '组之间互相包含，形成了循环。',
  'inventory.empty': '里面一台机器也没有。',
  'inventory.bad-host': '{machine}：它的名字或 ansible_host 不是机器名或地址。',
  'inventory.bad-port': '{machine}：ansible_port 不是 1 到 65535 之间的数字。',
  'inventory.bad-user': '{machine}：ansible_user 不是用户名。',
  'inventory.bad-key': '{machine}：ansible_ssh_private_key_file 不是普通路径。',
  'inventory.bad-connection': '{machine}：ansible_connection 只能是 ssh。',
  'inventory.note-unused': '没有用到 {variable}。ssh 需要知道的内容请写进 ssh_config。',
  'inventory.note-password': '没有用到 {variable}：登录只靠密钥和 ssh-agent，成为 root 也不能要求密码。',
  'inventory.note-folder':
    '没有读取 {folder}。请把它补充的内容写下来：ansible-inventory -i FILE --list --yaml >inventory.yml',
};
