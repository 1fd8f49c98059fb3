import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import type { Service } from './find.js';
import type { Server } from './server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for a database of their own. */
    services: string;
  }
}

export type Answer = { readonly place: string } | { readonly error: string };

/**
 * One Redis and one PostgreSQL for the whole run, the program in few files and the chat page, made when the first test asks: a run that
 * needs none of them pays nothing. Tests ask over a socket, since they live in other processes. The servers end with the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-services-'));
  const started = new Map<Service, Promise<Server>>();
  let given = 0;

  const server = (service: Service): Promise<Server> => {
    const known = started.get(service);
    if (known !== undefined) return known;
    // Loaded when they are asked for, like the servers.
    const fresh =
      service === 'redis'
        ? import('./redis.js').then(({ startRedis }) => startRedis())
        : import('./postgres.js').then(({ startPostgres }) => startPostgres());
    started.set(service, fresh);
    return fresh;
  };
  let template: Promise<string> | undefined;
  let program: ReturnType<typeof bundleProgram> | undefined;
  let page: Promise<string> | undefined;
  const give = async (asked: string): Promise<string> => {
    if (asked === 'program') {
      program ??= bundleProgram();
      return (await program).file;
    }
    if (asked === 'page') {
      page ??= makePage(join(folder, 'page'));
      return page;
    }
    if (asked === 'redis') {
      const { url } = await server('redis');
      given += 1;
      return `${url}/${given}`;
    }
    const { url } = await server('postgres');
    const { createDatabase } = await import('./postgres.js');
    // Our tables are made once and copied.
    if (asked === 'store') template ??= makeTemplate(url);
    const copied = asked === 'store' ? await template : undefined;
    given += 1;
    return createDatabase(url, `test_${given}`, copied);
  };
  const answer = async (socket: Socket) => {
    socket.on('error', () => {});
    for await (const line of createInterface({ input: socket })) {
      const answered: Answer = await give(line).then(
        (place) => ({ place }),
        (error: unknown) => ({ error: String(error) }),
      );
      socket.end(`${JSON.stringify(answered)}\n`);
    }
  };

  const path = join(folder, 'socket');
  const desk = createServer((socket) => void answer(socket)).listen(path);
  await once(desk, 'listening');
  desk.unref();
  project.provide('services', path);
  return async () => {
    desk.close();
    await Promise.all([...started.values()].map((one) => one.then((running) => running.end()).catch(() => {})));
    const made = [folder, ...(program === undefined ? [] : [(await program).folder])];
    for (const each of made) rmSync(each, { recursive: true, force: true });
  };
}

async function bundleProgram() {
  const { bundle } = await import('../bundle.js');
  return bundle(join(import.meta.dirname, '../../../dist/src/main.js'));
}

async function makePage(into: string): Promise<string> {
  const { buildPage } = await import('../../../scripts/build-page.js');
  await buildPage(into);
  return into;
}

async function makeTemplate(url: string): Promise<string> {
  const { createDatabase } = await import('./postgres.js');
  const { openDatabase } = await import('../../../src/cli/database.js');
  const { migrate } = await import('../../../src/store/migrate.js');
  const database = openDatabase(await createDatabase(url, 'with_tables'));
  await migrate(database);
  await database.close();
  return 'with_tables';
}
