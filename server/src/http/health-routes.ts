import { readFileSync } from 'node:fs';
import * as health from '@kshem/contract/health.ts';
import { AppError } from '../app-error.ts';
import { type Door, mount } from './mount.ts';
import { readHealth } from './read-health.ts';

/** The product's version, as released. */
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export function healthRoutes(door: Door): void {
  mount(door, health.readHealth, () => readHealth(door.deps, version));
  mount(door, health.readReadiness, async () => {
    const found = await readHealth(door.deps, version);
    if (!found.ready) throw new AppError('unavailable', found.checks);
    return found;
  });
}
