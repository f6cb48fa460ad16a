import type { evidence as en } from '../en/evidence.ts';

export const evidence: { readonly [id in keyof typeof en]: string } = {
  'evidence.foreign': '这不是 Bridgework 的证据文件。',
  'evidence.version': '这份证据文件由更新的 Bridgework 生成（格式版本 {version}）。',
  'evidence.truncated': '文件不完整：到第 {line} 行就断了，没有封印。',
  'evidence.tampered': '文件在生成之后被改动过：第 {line} 行与前面的内容对不上。',
  'evidence.signature': '文件在生成之后被改动过：签名不符。',
  'evidence.untrusted': '文件由密钥 {key} 签名，而它不在这里认可的密钥之列。',
  'evidence.inconsistent': '文件有签名，但自相矛盾：第 {line} 条记录不应出现在那里。',
  'evidence.replayed': '同一次查看也在 {file} 里；每次查看只算一次。',
  'evidence.older': '这些文件中有对同一目标更晚的查看：{file}。',
  'evidence.other': '这份文件说的是 {whose}，而不是 {asked}。',
  'evidence.unreadable': '无法读取文件：{reason}',
  'evidence.key-unwritten':
    '无法把密钥写入 {file}：{reason}。那里没有留下任何东西。请腾出空间，或用 BRIDGEWORK_EVIDENCE_KEY 指定别的文件，然后重试。',
  'evidence.key-open': '别人也能读取私钥 {file}，因此不予使用。请收回他们的权限（chmod 600）。',
  'evidence.key-kind': '{file} 不是 Ed25519 密钥。',
  'evidence.key-unreadable': '无法读取密钥 {file}：{reason}',
  'evidence.key-made': '已生成用于给证据签名的密钥：{file}（请勿外传），供核对者使用的公钥是 {public}。指纹：{key}',
  'evidence.no-key': '没有可用来核对的公钥。请用 --key 指定，或用 “bridgework evidence key” 生成自己的密钥。',
  'evidence.verified':
    '{file}：自 {at} 以来未被改动。{target}，由 {key} 签名；共 {rounds} 轮、{looks} 次查看；评分方案：{plan}（{version}）。',
  'evidence.plan-whole': '整门课程',
  'evidence.allowed': '{file}：此后凡对该文件评分，{check} 都算通过。{reason}',
  'evidence.allow-none': '{file} 里没有 {check}，或者它可以判定。无法判定的有：{checks}',
  'evidence.allow-reason': '理由须为 1 到 {most} 个字符。',
  'evidence.refused': '{file}：{reason}',
  'evidence.folder': '存放证据的文件夹无法使用（{reason}）：{folder}',
  'evidence.changed': '{file}：重新判定后，有 {count} 项结论与当时不同：{checks}。',
};
