import { afterEach, describe, expect, it } from 'vitest';
import { demandTimeMachine } from '../../src/cli/time-machine.js';
import { readEnvironment } from '../../src/config/environment.js';
import { systemClock } from '../../src/core/time.js';
import { moveClock, type Program, removeFolder, startProgram } from '../support/program.js';
import { services } from '../support/services/index.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startSlack } from '../support/slack/index.js';

describe('the time machine with real adapters', () => {
  let slack: FakeSlack | undefined;
  let program: Program | undefined;
  afterEach(async () => {
    await program?.end('SIGKILL');
    if (program) removeFolder(program.folder);
    await slack?.close();
  });

  it('moves the community’s clock where the platform is on this machine, and keeps it over a restart', async () => {
    slack = await startSlack({ clock: systemClock });
    slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set([slack.bot.user]) });
    const file = await services.program();
    const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl, MUDHIF_TIME_MACHINE: '1' };
    program = await startProgram(['start'], { env, program: file });
    const ahead = (now: string) => Date.parse(now) - Date.now();
    const { now, ran } = await moveClock(program.url, { advance: 'P40D' });
    expect(ahead(now)).toBeGreaterThan(39 * 86_400_000);
    expect(ran).toBeGreaterThan(0);
    await program.end();
    program = await startProgram(['start'], { env, program: file, folder: program.folder });
    const still = (await (await fetch(`${program.url}/demo/clock`)).json()) as { now: string };
    expect(ahead(still.now)).toBeGreaterThan(39 * 86_400_000);
  });

  it.each([
    [{}, false],
    [{ MUDHIF_TIME_MACHINE: '0', DISCORD_TOKEN: 'x' }, false],
    [{ MUDHIF_TIME_MACHINE: '1' }, true],
    [{ MUDHIF_TIME_MACHINE: '1', HTTP_HOST: '::1', HTTP_PUBLIC_URL: 'http://localhost:3000' }, true],
    [{ MUDHIF_TIME_MACHINE: '1', DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://127.0.0.1:4000/api' }, true],
    [{ MUDHIF_TIME_MACHINE: '1', DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://[::1]:4000/api' }, true],
    [{ MUDHIF_TIME_MACHINE: '1', DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://localhost:4000/api' }, true],
  ])('is there only where it was asked for: %j', (variables, there) => {
    expect(demandTimeMachine(readEnvironment(variables), 'all')).toBe(there);
  });

  it.each([
    ['DISCORD_API_URL', { DISCORD_TOKEN: 'x' }],
    ['DISCORD_API_URL', { DISCORD_API_URL: 'https://discord.com/api' }],
    ['SLACK_API_URL', { SLACK_API_URL: 'http://127.0.0.1.example.org/api/' }],
    ['HTTP_PUBLIC_URL', { HTTP_PUBLIC_URL: 'https://chat.example.org' }],
    ['HTTP_PUBLIC_URL', { HTTP_PUBLIC_URL: 'http://127.0.0.1.example.org' }],
    ['HTTP_HOST', { HTTP_HOST: '0.0.0.0' }],
    ['HTTP_HOST', { HTTP_HOST: '::' }],
    ['SLACK_API_URL', { SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 'y', DISCORD_API_URL: 'http://127.0.0.1:1/api' }],
  ])('is refused where %s leads elsewhere: %j', (variable, variables) => {
    const refused = () => demandTimeMachine(readEnvironment({ MUDHIF_TIME_MACHINE: '1', ...variables }), 'all');
    expect(refused).toThrowError(variable);
    expect(refused).toThrowError(expect.objectContaining({ humanError: { key: 'cli.time-machine.not-here', values: { variable } } }));
  });

  it('is for one process', () => {
    expect(() => demandTimeMachine(readEnvironment({ MUDHIF_TIME_MACHINE: '1' }), 'worker')).toThrowError('several processes');
  });
});
