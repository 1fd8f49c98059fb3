import { afterEach, describe, expect, it } from 'vitest';
import { registerOnce } from '../../../adapters/discord/index.js';
import { commandBodies, fingerprint } from '../../../adapters/discord/register/commands.js';
import { noReply } from '../../../src/core/message.js';
import { defineCommand, defineSubcommand } from '../../../src/feature-api/index.js';
import { checkCommands } from '../../support/discord/check-commands.js';
import { type DiscordHarness, startDiscord } from '../../support/discord/harness.js';
import { createTestLogger } from '../../support/logger.js';
import { createOpenPace } from '../../support/pace.js';
import { sampleCommands } from '../../support/web-inbox.js';

const LANGUAGES = ['en', 'ar', 'ckb'] as const;

describe('commands on Discord', () => {
  it('are what Discord takes, in all the community’s languages', () => {
    const bodies = commandBodies(sampleCommands, LANGUAGES, 'global');
    checkCommands(bodies as never);
    const profile = bodies.find(({ name }) => name === 'profile');
    expect(profile?.description).toBe('You and Mudhif · أنت ومضيف · تۆ و موزیف');
    expect(profile).toMatchObject({ contexts: [0, 1] });
    expect(commandBodies(sampleCommands, ['ar'], 'guild')[1]?.description).toBe('أنت ومضيف');
  });

  it('type their options, complete, offer choices, and put what is required first', () => {
    const command = defineCommand({
      name: 'sample',
      description: 'web.direct',
      subcommands: {
        all: defineSubcommand({
          description: 'web.direct',
          access: 'anyone',
          options: {
            note: { type: 'text', description: 'web.today', maxLength: 10_000 },
            number: { type: 'integer', description: 'web.today', min: 1, max: 9 },
            which: { type: 'choice', description: 'web.today', choices: [{ value: 'a', label: 'web.messages' }] },
            who: { type: 'member', description: 'web.today' },
            day: { type: 'date', description: 'web.today' },
            file: { type: 'file', description: 'web.today', required: true },
            zone: { type: 'text', description: 'web.today', maxLength: 60, complete: async () => [] },
          },
          run: async () => noReply,
        }),
      },
    });
    const bodies = commandBodies([command], ['en'], 'guild');
    checkCommands(bodies as never);
    const [sub] = (bodies[0]?.options ?? []) as unknown as readonly { options: unknown }[];
    expect(sub?.options).toEqual([
      { type: 11, name: 'file', description: 'Today', required: true },
      { type: 3, name: 'note', description: 'Today', max_length: 6000 },
      { type: 4, name: 'number', description: 'Today', min_value: 1, max_value: 9 },
      { type: 3, name: 'which', description: 'Today', choices: [{ value: 'a', name: 'Messages' }] },
      { type: 6, name: 'who', description: 'Today' },
      { type: 3, name: 'day', description: 'Today', max_length: 20 },
      { type: 3, name: 'zone', description: 'Today', max_length: 60, autocomplete: true },
    ]);
  });

  it('speak fewer languages where a whole command would be too long', () => {
    const subcommands = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [
        `sub-${String.fromCharCode(97 + index)}`,
        defineSubcommand({
          description: 'web.skip-to-messages',
          access: 'anyone',
          options: Object.fromEntries(
            Array.from({ length: 6 }, (_unused, place) => [
              `option-${String.fromCharCode(97 + place)}`,
              { type: 'date' as const, description: 'web.skip-to-messages' },
            ]),
          ),
          run: async () => noReply,
        }),
      ]),
    );
    const [body] = commandBodies([defineCommand({ name: 'long', description: 'web.direct', subcommands })], LANGUAGES, 'guild');
    checkCommands([body] as never);
    expect(body?.description).not.toContain('موزیف');
  });

  it('have the same fingerprint as what Discord gives back, and another when a word changes', () => {
    const bodies = commandBodies(sampleCommands, LANGUAGES, 'global');
    const back = bodies.toReversed().map((body) => ({
      id: '1',
      application_id: '2',
      version: '3',
      default_member_permissions: null,
      nsfw: false,
      name_localizations: null,
      ...body,
      options: body.options?.map((option) => ({ required: false, ...option })),
    }));
    expect(fingerprint(back)).toBe(fingerprint(bodies));
    expect(fingerprint(commandBodies(sampleCommands, ['en'], 'global'))).not.toBe(fingerprint(bodies));
  });
});

describe('registration', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());
  const puts = () => harness.discord.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);

  it('writes once, and nothing at all when nothing changed', async () => {
    harness = await startDiscord();
    const application = harness.discord.world.applicationId;
    expect(puts()).toEqual([`/applications/${application}/commands`]);
    await harness.restart();
    expect(puts()).toHaveLength(1);
  });

  it('moves from one server to everywhere without leaving each command twice', async () => {
    harness = await startDiscord({ commandScope: 'guild' });
    const { world } = harness.discord;
    expect(world.commands.get(world.guild.id)).toHaveLength(sampleCommands.length + 1);
    expect(world.commands.get('global') ?? []).toEqual([]);
    await harness.close();
    harness = await startDiscord({
      before: (discord) => void discord.world.commands.set(discord.world.guild.id, [...(world.commands.get(world.guild.id) ?? [])]),
    });
    expect(harness.discord.world.commands.get(harness.discord.world.guild.id)).toEqual([]);
    expect(harness.discord.world.commands.get('global')).toHaveLength(sampleCommands.length + 1);
  });

  it('goes on with the old commands when Discord refuses the new ones, and tells', async () => {
    harness = await startDiscord({
      before: (discord) =>
        discord.faults.next(({ method, path }) => method === 'PUT' && path.endsWith('/commands'), {
          type: 'status',
          status: 400,
          body: { code: 50035, message: 'no' },
        }),
    });
    expect(harness.problems.map(({ code }) => code)).toContain('commands-refused');
  });

  it('can be done without connecting, and says what is wrong', async () => {
    harness = await startDiscord();
    const { discord, clock } = harness;
    const given = {
      token: discord.token,
      apiUrl: discord.apiUrl,
      commands: sampleCommands.slice(0, 1),
      languages: async () => LANGUAGES,
      clock,
      logger: createTestLogger(),
      pace: createOpenPace(),
    };
    expect(await registerOnce(given)).toMatchObject({ changed: true, count: 1, inviteLink: expect.stringContaining('client_id=') });
    expect(await registerOnce(given)).toMatchObject({ changed: false });
    const wrong = await registerOnce({ ...given, token: 'wrong' }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ humanError: { key: 'discord.setup.token' } });
    const elsewhere = await registerOnce({ ...given, guildId: '123456789012345678' }).catch((error: unknown) => error);
    expect(elsewhere).toMatchObject({ humanError: { key: 'discord.setup.server-unknown' } });
  });
});
