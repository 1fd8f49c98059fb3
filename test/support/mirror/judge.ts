import { PLATFORMS } from '../../../src/ports/chat.js';
import { ANSWERS, type MirrorHouse, QUESTION } from './house.js';
import { type ShownMessage, shownIn } from './shown.js';
import { type Said, type Speakers, textOf } from './speakers.js';

const WORD = /Word (\d+) in version \d+\./g;

/** Compares what stands in each space with what was said, and the polls with the votes. */
export async function judge(
  house: MirrorHouse,
  { said, votes, counts }: Speakers,
): Promise<{ readonly figures: string; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const shown = await shownIn(house);
  let copies = 0;
  for (const platform of PLATFORMS) {
    const messages = new Map<number, ShownMessage[]>();
    for (const message of shown[platform])
      for (const [, number] of message.text.matchAll(WORD)) {
        const known = messages.get(Number(number)) ?? [];
        messages.set(Number(number), [...known, message]);
      }
    for (const one of said) {
      const found = messages.get(one.number) ?? [];
      const isOwn = one.platform === platform;
      if (!isOwn) copies += found.length;
      const problem = problemWith(one, found, isOwn) ?? problemWithFile(one, shown[platform]);
      if (problem !== undefined) problems.push(`word ${one.number} of ${one.platform} on ${platform}: ${problem}`);
    }
  }
  const { failed = 0 } = await house.store.autocommit.agenda.countByState();
  if (failed > 0) problems.push(`${failed} rows of the agenda failed`);
  const held = await house.store.autocommit.deliveries.list({ states: ['held'], limit: 100 });
  if (held.length > 0) problems.push(`held: ${held.map(({ key }) => key).join(', ')}`);
  problems.push(...(await problemsWithPoll(house, votes, shown)));
  const figures =
    `${said.length} contributions, ${counts.edits} edits, ${counts.deletions} deletions, ${counts.votes} votes, ` +
    `${said.filter(({ file }) => file !== undefined).length} files: ${copies} copies, ${problems.length} wrong`;
  return { figures, problems };
}

function problemWith(one: Said, found: readonly ShownMessage[], isOwn: boolean): string | undefined {
  if (one.deleted) return found.length === 0 ? undefined : `deleted, and there ${found.length} times`;
  const [message] = found;
  if (!message || found.length > 1) return `there ${found.length} times`;
  if (!message.text.includes(textOf(one))) return `“${message.text.slice(0, 200)}” in place of “${textOf(one)}”`;
  if (message.byBot === isOwn) return 'by somebody else';
  return undefined;
}

/** On Slack, the bot's files stand in a message of their own below the words. */
function problemWithFile({ file, deleted }: Said, shown: readonly ShownMessage[]): string | undefined {
  if (file === undefined) return undefined;
  const count = shown.flatMap(({ files }) => files).filter((name) => name === file).length;
  return count === (deleted ? 0 : 1) ? undefined : `its file is there ${count} times`;
}

async function problemsWithPoll(
  house: MirrorHouse,
  votes: Speakers['votes'],
  shown: Awaited<ReturnType<typeof shownIn>>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const poll = await house.poll();
  if (!poll) return ['there is no poll'];
  const stored = await house.store.autocommit.topics.votesOf(poll.id);
  for (const [member, choice] of votes) {
    const own = stored.filter((vote) => vote.member === member).map((vote) => vote.choice);
    if (own.join() !== String(choice)) problems.push(`member ${member} voted ${choice}, and ${own.join()} is noted`);
  }
  const counted = ANSWERS.map((_, choice) => stored.filter((vote) => vote.choice === choice).length);
  for (const platform of PLATFORMS) {
    const polls = shown[platform].filter(({ text }) => text.includes(QUESTION));
    if (polls.length !== 1) problems.push(`${polls.length} polls on ${platform}`);
    const counts = (polls[0]?.text ?? '').match(/(\d+|[Nn]o) votes?/g)?.map((text) => Number.parseInt(text, 10) || 0) ?? [];
    if (counts.join() !== counted.join()) problems.push(`the poll on ${platform} says ${counts.join()}, and ${counted.join()} voted`);
  }
  return problems;
}
