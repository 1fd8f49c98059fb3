import { GatewayIntentBits } from 'discord.js';
import { settleCast, settleOnWeb } from '../cast.js';
import { bringIn } from '../chapters.js';
import type { Community, Platform } from '../community.js';
import { plan, propose } from './choosing.js';
import { close } from './closing.js';
import { discuss } from './discussing.js';
import { beginLife, type Life, withoutNumbers } from './life.js';

/** A topic from its proposal to what it reports, and what people saw of it on the way. */
export async function liveATopic(community: Community, platform: Platform): Promise<string> {
  const cast = settleCast(community, [platform], community.language);
  if (platform === 'web') await settleOnWeb(community);
  else await bringIn(community, cast.csv, cast.members.length);
  const life = beginLife(community, platform, cast.members);
  await allowSharing(life);
  await propose(life);
  const topic = await plan(life);
  await discuss(life);
  await close(life, topic);
  return withoutNumbers(life.transcript());
}

/** The organiser lets what members allow be read. */
async function allowSharing({ community: { discord }, organiser, words, see, form }: Life): Promise<void> {
  await organiser.command('/topics settings');
  await (await see(organiser, words('topics-plan.settings.title'))).press(words('topics-discussion.settings.title'));
  await (await form(organiser)).submit({ [words('topics-discussion.settings.mirroring')]: [words('common.yes')] });
  await see(organiser, words('topics.settings.saved'));
  if (!discord) return;
  const reads = (intents: number) => (intents & GatewayIntentBits.MessageContent) !== 0;
  await organiser.until(() => discord.gateway.connected() && discord.gateway.intents().every(reads), 'the bot is connected again');
}
