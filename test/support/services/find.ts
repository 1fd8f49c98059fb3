import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Service = 'redis' | 'postgres';

/** Debian keeps PostgreSQL's servers off the PATH, one folder a version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

const BINARIES: Readonly<Record<Service, readonly string[]>> = { redis: ['redis-server'], postgres: ['initdb', 'postgres'] };
const INSTALL: Readonly<Record<Service, string>> = { redis: 'redis-server', postgres: 'postgresql' };

/** The folder that holds all the binaries of a service, the newest one found, or `undefined`. */
export function folderOf(service: Service): string | undefined {
  const versions = service === 'postgres' && existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), ...newestFirst];
  return folders.find((folder) => BINARIES[service].every((name) => isExecutable(join(folder, name))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a service can be started here. If not, its tests are skipped, loudly; under `CI=true` that is a failure. */
export function hasService(service: Service): boolean {
  if (folderOf(service) !== undefined) return true;
  const sentence = `NO ${service.toUpperCase()} (${BINARIES[service].join(', ')}): its tests do not run. Install Debian's package ${INSTALL[service]}.`;
  if (process.env['CI'] === 'true') throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence} ***\n\n`);
  return false;
}
