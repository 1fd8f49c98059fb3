import { join } from 'node:path';
import { setImmediate as nextIteration } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { moveClock, type Program, removeFolder, startProgram } from '../support/program.js';
import { services } from '../support/services/index.js';

/** How many of the demo's messages are out when the process is killed: at the invitation, amid introductions, at the check-in. */
const KILLED_AFTER = [3, 61, 104, 118, 152, 201];

describe('a round whose server is killed again and again', () => {
  let program: Program | undefined;
  let db: Sqlite.Database | undefined;

  afterEach(async () => {
    db?.close();
    await program?.end('SIGKILL');
    if (program) removeFolder(program.folder);
  });

  it('goes on each time, and nobody gets a message twice or none', async () => {
    const file = await services.program();
    program = await startProgram(['demo', '--at', '2026-11-22T10:00'], { program: file });
    db = new Sqlite(join(program.folder, 'demo.db'), { readonly: true });
    const count = (sql: string): number => Number(db?.prepare(sql).pluck().get());
    const latest = count('select max(number) from coffee_rounds');
    const sentBefore = count(`select count(*) from deliveries where state = 'sent'`);
    const round = `(select id from coffee_rounds where number = ${latest + 1})`;
    const isOver = () => count(`select count(*) from coffee_rounds where number = ${latest + 1} and state = 'closed'`) === 1;

    for (const messages of KILLED_AFTER) {
      const journey = moveClock(program.url, { advance: 'P70D' }).catch(() => undefined);
      while (count(`select count(*) from deliveries where state in ('sent', 'sending')`) < sentBefore + messages) await nextIteration();
      await program.end('SIGKILL');
      await journey;
      program = await startProgram(['demo'], { folder: program.folder, program: file });
    }
    while (!isOver()) await moveClock(program.url, { advance: 'P1W' });
    await program.end();

    // Told twice would be the same words of the bot in the same conversation, whatever their keys; nudges may come each week.
    const since = `(select invitation_at from coffee_rounds where number = ${latest + 1})`;
    const twice = `select 1 from web_messages where author is null and only_for is null and at >= ${since} and key not like 'topics:facilitators:nudge:%' group by conversation_id, body having count(*) > 1`;
    expect(count(`select count(*) from (${twice})`)).toBe(0);
    expect(count(`select count(*) from deliveries where state in ('sending', 'failed')`)).toBe(0);
    // What closes a thread is no message.
    const missing = `select count(*) from deliveries d where d.state = 'sent' and d.kind not like 'thread-%' and not exists (select 1 from web_messages m where m.key = d.key)`;
    expect(count(`${missing} and d.sent_at > (select invitation_at from coffee_rounds where number = ${latest + 1})`)).toBe(0);
    const asked = count(`select count(*) from coffee_participations where round_id = ${round}`);
    const matched = count(`select count(*) from coffee_matches where round_id = ${round}`);
    expect(asked).toBeGreaterThan(60);
    expect(matched).toBeGreaterThan(30);
    const sent = (kind: string, id: string) =>
      count(
        `select count(*) from deliveries where kind = '${kind}' and state = 'sent' and json_extract(args, '$.${id}') in (${id === 'match' ? `select id from coffee_matches where round_id = ${round}` : round})`,
      );
    expect(sent('coffee.introduction', 'match')).toBe(matched);
    expect(count(`select count(*) from agenda where state in ('running', 'failed')`)).toBe(0);
  }, 240_000);
});
