// A bot that does nothing but echo, as the SDK's own introduction shows it: `bare.ts slack` or `bare.ts discord`. On a message from
// its parent it pairs two thousand people in a worker thread, so that the machine has as much to do as with Mudhif.

import { App, LogLevel } from '@slack/bolt';
import { ApplicationCommandOptionType, Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { createCompute } from '../../src/compute/host.js';
import { APP_TOKEN, BOT_TOKEN } from '../../test/support/slack/server.js';
import { community } from '../support/community.js';
import { COMMAND, DISCORD_TOKEN, SUBCOMMAND } from './messages.js';

// Built into `dist/bench/ack`.
const compute = createCompute({ workerUrl: new URL('../../src/compute/worker.js', import.meta.url) });
const pairing = new URL('../../src/features/coffee/pair-within-limit.js', import.meta.url);
const round = community(2_000, 24, 1);

async function echoOnSlack(slackApiUrl: string): Promise<void> {
  const app = new App({
    token: BOT_TOKEN,
    appToken: APP_TOKEN,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl },
  });
  app.command(`/${COMMAND}`, async ({ command, ack }) => ack(`You said: ${command.text}`));
  await app.start();
}

async function echoOnDiscord(api: string): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    void interaction.reply({ content: `You said: ${interaction.options.getSubcommand()}`, flags: MessageFlags.Ephemeral });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(DISCORD_TOKEN);
  await ready;
  await client.application?.commands.set([
    {
      name: COMMAND,
      description: 'Coffee',
      options: [{ type: ApplicationCommandOptionType.Subcommand, name: SUBCOMMAND, description: 'Status' }],
    },
  ]);
}

const [platform, api = ''] = process.argv.slice(2);
process.on('message', () => {
  process.send?.('matching');
  void compute.run({ module: pairing, name: 'pairWithinLimit', input: round }).then(() => process.send?.('matched'));
});
await (platform === 'slack' ? echoOnSlack(api) : echoOnDiscord(api));
process.send?.('ready');
