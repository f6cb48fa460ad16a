import { expect, test } from 'vitest';
import { packagesFor } from './debian-packages.ts';

const release =
  (...names: string[]) =>
  async (name: string): Promise<boolean> =>
    names.includes(name);
const debian12 = release('docker.io');
const debian13 = release('docker.io', 'docker-cli');

test('the docker client is named with the package that the release has it in', async () => {
  expect(await packagesFor(['docker'], debian12)).toEqual(['docker.io']);
  expect(await packagesFor(['docker'], debian13)).toEqual(['docker-cli']);
  expect(await packagesFor(['dockerd', 'docker'], debian13)).toEqual(['docker.io', 'docker-cli']);
});

test('a package with several of the programs is named once', async () => {
  expect(await packagesFor(['nsenter', 'unshare', 'flock'], debian12)).toEqual(['util-linux']);
  expect(await packagesFor(['dockerd', 'docker'], debian12)).toEqual(['docker.io']);
});

test('where apt knows neither, the older name is given', async () => {
  expect(await packagesFor(['docker'], release())).toEqual(['docker.io']);
});
