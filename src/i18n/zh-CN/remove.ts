import type { remove as en } from '../en/remove.ts';

export const remove: { readonly [id in keyof typeof en]: string } = {
  'remove.here': '这台机器的实验环境 here 正在运行，或者还没有归还。请先运行：sudo bridgework lab down --lab here',
  'remove.will': '将要删除：{path}',
  'remove.lab': '将要关闭并删除：实验环境“{name}”（{state}）和其中的容器',
  'remove.proofs-stay': '保留：{path}（加上 --with-evidence 也会删除它）',
  'remove.unknown': '保留，因为不是 Bridgework 的东西：{path}',
  'remove.elsewhere': '保留：另一个状态文件夹里有实验环境正在运行。请用：BRIDGEWORK_HOME={path} bridgework remove',
  'remove.cache': '保留，因为它由 BRIDGEWORK_IMAGE_CACHE 指定：{path}',
  'remove.machine':
    '保留：把这台机器变成课程专用机器的那些改动（vagrant/provision.sh --vm）；这样的机器不用时整台丢弃即可',
  'remove.ask': '删除这些吗？[y/N] ',
  'remove.nobody': '现在没有人可以询问，什么都没有删除。不经询问直接删除：bridgework remove --yes',
  'remove.refused': '什么都没有删除。',
  'remove.done': '已经删除。',
  'remove.unfinished': '你自己的文件已经删除；需要 root 才能删除的还在，见上文。',
  'remove.clone': '程序本身就是这个文件夹，构建和安装的东西都在里面：rm -rf {path}',
  'remove.package': '程序本身是一个 npm 软件包：npm uninstall --global bridgework',
};
