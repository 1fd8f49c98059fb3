import { withoutDirectionControls } from '../../../src/language/index.js';
import type { Platform } from '../../../src/ports/chat.js';
import type { WebMessage } from '../../../src/ports/web-chat.js';
import type { FakeMessage as DiscordMessage } from '../discord/index.js';
import { visibleText } from '../slack/blocks.js';
import type { FakeMessage as SlackMessage } from '../slack/workspace.js';
import { type MirrorHouse, QUESTION } from './house.js';

/** A message that people see in the topic's thread. */
export interface ShownMessage {
  readonly text: string;
  readonly files: readonly string[];
  readonly byBot: boolean;
}

const plainly = (text: string): string => withoutDirectionControls(text).replaceAll('\\', '');

const inSlackThread = async (house: MirrorHouse): Promise<readonly SlackMessage[]> => {
  const { channel, ts } = (await house.places()).slack;
  return house.slack.messages.filter((each) => each.channel === channel && each.thread === ts && !each.onlyFor);
};
const inDiscordThread = async (house: MirrorHouse): Promise<readonly DiscordMessage[]> =>
  house.discord.channel((await house.places()).discord).messages.filter(({ deleted, onlyFor }) => !deleted && onlyFor === null);
const inWebThread = async (house: MirrorHouse): Promise<readonly WebMessage[]> => {
  const { conversation, thread } = (await house.places()).web;
  const user = house.personas[0].user;
  const all: WebMessage[] = [];
  for (;;) {
    const before = all[0]?.id;
    const page = await house.store.autocommit.webChat.messages({
      conversation,
      user,
      limit: 100,
      ...(thread !== null && { thread }),
      ...(before !== undefined && { before }),
    });
    if (page.length === 0) return all;
    all.unshift(...page.toSorted((one, other) => one.id - other.id));
  }
};
const webText = ({ content }: WebMessage): string =>
  content.type === 'text' ? content.text : content.type === 'message' ? content.json : '';

/** What stands in the thread of each space, as people see it. */
export async function shownIn(house: MirrorHouse): Promise<Readonly<Record<Platform, readonly ShownMessage[]>>> {
  const { discord } = house;
  return {
    slack: (await inSlackThread(house)).map((each) => ({
      text: plainly(visibleText(each)),
      files: each.files.map(({ name }) => name),
      byBot: each.byBot,
    })),
    discord: (await inDiscordThread(house)).map((each) => ({
      text: plainly(discord.words(each)),
      files: each.message.attachments.map(({ filename }) => filename),
      byBot: each.message.author.bot === true,
    })),
    web: (await inWebThread(house)).map((each) => ({
      text: plainly(webText(each)),
      files: 'files' in each.content ? each.content.files.map(({ name }) => name) : [],
      byBot: each.author === null,
    })),
  };
}

type PollMessages = { readonly slack: SlackMessage; readonly discord: DiscordMessage; readonly web: WebMessage };
const polls = new WeakMap<MirrorHouse, PollMessages>();

/** The poll's message in each space; undefined until it is in all of them. Its buttons stay the same. */
export async function pollMessages(house: MirrorHouse): Promise<PollMessages | undefined> {
  const known = polls.get(house);
  if (known) return known;
  const slack = (await inSlackThread(house)).find((each) => visibleText(each).includes(QUESTION));
  const discord = (await inDiscordThread(house)).find((each) => house.discord.words(each).includes(QUESTION));
  if (!slack || !discord) return undefined;
  const web = (await inWebThread(house)).find((each) => webText(each).includes(QUESTION));
  if (web) polls.set(house, { slack, discord, web });
  return polls.get(house);
}
