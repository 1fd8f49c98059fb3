// The platforms, and a thousand people who all ask at once; in a process of their own. Told what to do by messages from bench/ack.ts.

import { systemClock } from '../../src/core/time.js';
import { type FakeDiscord, type Person, startFakeDiscord } from '../../test/support/discord/index.js';
import { type FakeSlack, startSlack } from '../../test/support/slack/index.js';
import { createPerson } from '../../test/support/slack/people.js';
import { COMMAND, type FromFakes, type Load, PEOPLE, type Platform, SUBCOMMAND, slackUser, type ToFakes } from './messages.js';

let slack: FakeSlack | undefined;
let discord: FakeDiscord | undefined;
let crowd: readonly Person[] = [];

const answer = (message: FromFakes): void => void process.send?.(message);

async function open(): Promise<void> {
  slack = await startSlack({ clock: systemClock, unchecked: true });
  const members = new Set([slack.bot.user]);
  slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members });
  for (let index = 0; index < PEOPLE; index++) {
    slack.addUser({ id: slackUser(index), name: `person-${index}` });
    members.add(slackUser(index));
  }
  // Its time stands still: an answer that came after three seconds would be refused, and what is to be measured lost.
  const now = systemClock.now();
  discord = await startFakeDiscord({ clock: { now: () => now }, unchecked: true });
  crowd = Array.from({ length: PEOPLE }, (_, index) => {
    const person = discord?.person(`Person ${index}`);
    if (!person) throw new Error('no Discord');
    // There for long: not a newcomer to be welcomed.
    const member = discord?.world.members.get(person.id);
    if (member) member.joinedAt -= 90 * 24 * 3_600_000;
    return person;
  });
  const discordPeople = crowd.map(({ id }) => id);
  const [slackTeam, guild] = [slack.team, discord.world.guild.id];
  answer({ type: 'opened', addresses: { slackApi: slack.apiUrl, discordApi: discord.apiUrl, slackTeam, guild, discordPeople } });
}

/** Resolves when something holds; looked at in each turn of the loop would slow the very thing that is measured. */
async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('the bot did not answer within two minutes');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function unlessLate(error: Error): void {
  if (error.message !== 'operation_timeout') throw error;
}

async function loadSlack(commands: number): Promise<Load> {
  if (!slack) throw new Error('not open');
  const fake = slack;
  await fake.until(() => fake.connections() > 0);
  const [acksBefore, messagesBefore] = [fake.acks.length, fake.messages.length];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: commands }, (_, index) =>
      // What comes too late is counted below like the rest.
      createPerson(fake, slackUser(index % PEOPLE))
        .command('C0GENERAL', `/${COMMAND} ${SUBCOMMAND}`)
        .catch(unlessLate),
    ),
  );
  const acknowledged = performance.now() - started;
  answer({ type: 'acknowledged' });
  const acks = fake.acks.slice(acksBefore);
  const inAck = acks.filter(({ payload }) => JSON.stringify(payload ?? null).includes('You said')).length;
  await until(() => inAck + fake.messages.length - messagesBefore >= commands);
  return { acks: acks.map(({ ms }) => ms), acknowledged, answered: performance.now() - started };
}

async function loadDiscord(commands: number): Promise<Load> {
  if (!discord) throw new Error('not open');
  const fake = discord;
  await until(() => fake.gateway.connected() && [...fake.world.commands.values()].flat().some(({ name }) => name === COMMAND));
  const started = performance.now();
  const asked = Array.from({ length: commands }, (_, index) => crowd[index % PEOPLE]?.command(COMMAND, SUBCOMMAND)).filter(
    (one) => one !== undefined,
  );
  await until(() => asked.every(({ answeredAfterMs }) => answeredAfterMs !== undefined));
  answer({ type: 'acknowledged' });
  const acks = asked.map(({ answeredAfterMs = 0 }) => answeredAfterMs);
  await until(() => asked.every(({ original }) => original !== null));
  return { acks, acknowledged: Math.max(...acks), answered: performance.now() - started };
}

const loads: Readonly<Record<Platform, (commands: number) => Promise<Load>>> = { slack: loadSlack, discord: loadDiscord };

process.on('message', (message: ToFakes) => {
  void (async () => {
    switch (message.type) {
      case 'open':
        return open();
      case 'load':
        return answer({ type: 'loaded', load: await loads[message.platform](message.commands) });
      case 'close':
        await slack?.close();
        await discord?.close();
        return answer({ type: 'closed' });
      default:
        return message satisfies never;
    }
  })().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
