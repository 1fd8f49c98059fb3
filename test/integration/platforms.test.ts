import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/time.js';
import { features } from '../../src/features/index.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { fakePlatformsEnv } from '../support/program-env.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { createPerson } from '../support/slack/people.js';

/** The program as an operator starts it, on the fakes of both platforms: what is wired here is wired for them. */
describe('the program on Slack and Discord', () => {
  let slack: FakeSlack | undefined;
  let discord: FakeDiscord | undefined;
  let program: Program | undefined;

  afterEach(async () => {
    await program?.end('SIGKILL');
    if (program) removeFolder(program.folder);
    await slack?.close();
    await discord?.close();
  });

  it('answers people on both, each in private, from one process', async () => {
    slack = await startSlack({ clock: systemClock });
    slack.addUser({ id: 'U0ZAINAB1', name: 'zainab', realName: 'Zainab Kareem' });
    slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set(['U0ZAINAB1', slack.bot.user]) });
    discord = await startFakeDiscord({ clock: systemClock });
    const karwan = discord.person('Karwan');
    program = await startProgram(['start'], {
      env: fakePlatformsEnv(slack, discord),
    });
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200);

    const zainab = createPerson(slack, 'U0ZAINAB1');
    await zainab.command('C0GENERAL', '/community about');
    expect(JSON.stringify(await zainab.waitFor('C0GENERAL'))).toContain('Mudhif');

    const asked = karwan.command('community', 'about');
    await expect.poll(() => JSON.stringify(asked)).toContain('Mudhif');

    // A command that opens a form, which is handed in and answered.
    await zainab.command('C0GENERAL', '/profile timezone');
    await slack.until(() => zainab.dialog(), 'the form');
    expect(await zainab.submit({ timezone: 'Europe/Berlin' })).toEqual({});
    await zainab.command('C0GENERAL', '/profile show');
    await zainab.waitFor('C0GENERAL', ({ blocks }) => JSON.stringify(blocks).includes('Berlin'));

    const opened = karwan.command('profile', 'timezone');
    await expect.poll(() => opened.modal).toBeDefined();
    const submitted = karwan.submit(opened, { timezone: 'Europe/Rome' });
    await expect.poll(() => submitted.original ?? submitted.messages[0]).toBeTruthy();
    const shown = karwan.command('profile', 'show');
    await expect.poll(() => JSON.stringify(shown)).toContain('Rome');

    expect(slack.lateAcks()).toEqual([]);
    expect(slack.calls.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('registers Discord’s commands and prints the way to invite the bot', async () => {
    discord = await startFakeDiscord({ clock: systemClock });
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-'));
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(resolve(import.meta.dirname, '../..'), 'bin/mudhif.js'), 'discord-register'], {
      cwd: folder,
      env: { PATH, LANG: 'en_GB.UTF-8', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    expect(await new Promise((done) => child.once('exit', done))).toBe(0);
    removeFolder(folder);
    expect(printed).toContain(`${features.commands.length} commands registered`);
    expect(printed).toContain('https://discord.com/oauth2/authorize');
  });
});
