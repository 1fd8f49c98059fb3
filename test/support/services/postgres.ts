import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { folderOf } from './find.js';
import { type Server, startServer } from './server.js';

/** A PostgreSQL that a test may kill, stop and restart. Without `durable` it does not wait for the disk: quick, and safe from kills. */
export function startPostgres({
  durable = false,
  maxConnections = 200,
}: {
  readonly durable?: boolean;
  readonly maxConnections?: number;
} = {}): Promise<Server> {
  const bin = folderOf('postgres') ?? '';
  const onOff = durable ? 'on' : 'off';
  return startServer({
    name: 'postgres',
    neverRoot: true,
    signals: { orderly: 'SIGINT', quick: 'SIGQUIT' },
    async prepare(folder, owner) {
      // A locale that sorts and compares as people do: nothing of ours may depend on the server's.
      const locale = '--encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en';
      const args = `--pgdata data --username=postgres --auth=trust --no-sync --no-instructions ${locale}`.split(' ');
      await promisify(execFile)(join(bin, 'initdb'), args, { ...owner, cwd: folder });
    },
    command: (port) => [
      join(bin, 'postgres'),
      ...`-D data -p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=${maxConnections}`.split(' '),
      ...`-c fsync=${onOff} -c full_page_writes=${onOff}`.split(' '),
    ],
    url: urlOf,
    answers,
  });
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port), connectionTimeoutMillis: 1000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** An empty database with a name of its own on the server of `url`, or a copy of `template`; its address. */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${template ?? 'template0'}`);
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
