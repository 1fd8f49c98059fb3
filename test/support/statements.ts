import type { Option, Subcommand } from '../../src/core/command.js';
import type { Attachment } from '../../src/core/message.js';
import type { Request } from '../../src/core/request.js';
import { after, DAY } from '../../src/core/time.js';
import type { Context } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { insertEvent, insertGoing, insertHost } from './events.js';
import { readsOf, recordStatements } from './recorded-statements.js';
import { insertResource } from './resources.js';
import { aTopic } from './topic-rows.js';
import { createWorld, SPACE, type World } from './world.js';

export { recordStatements } from './recorded-statements.js';

export interface CommandCost {
  /** `/coffee status`, with its options if it was given any. */
  readonly command: string;
  /** Runs outside the single transaction. */
  readonly own: boolean;
  /** Statements that read, and writes that changed no row. */
  readonly statements: readonly string[];
  /** Writes that changed rows. */
  readonly writes: readonly string[];
  readonly transactions: number;
  /** Statements that look, after the transaction, for what features offer below the answer. */
  readonly offers: readonly string[];
}

/** How many statements a click costs, besides the rows that it changes. */
export async function costOfClick(click: () => Promise<unknown>): Promise<number> {
  const { ran, stop } = recordStatements();
  try {
    await click();
  } finally {
    stop();
  }
  return readsOf(ran).length;
}

const LIST = 'name,organisation\nZahra,Reed House\n';
const file: Attachment = { name: 'members.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode(LIST) };

/** A value that the option takes. */
async function valueOf(context: Context, option: Option<Context>, request: Request): Promise<string | number | Attachment> {
  switch (option.type) {
    case 'text':
      return (await option.complete?.(context, '', request))?.[0]?.value ?? 'a';
    case 'integer':
      return option.min;
    case 'choice':
      return option.choices[0]?.value ?? '';
    case 'member':
      return 'karwan';
    case 'date':
      return '2027-01-03';
    case 'file':
      return file;
    default:
      return option satisfies never;
  }
}

/** So that commands about topics find one: one that is open, and one that is closed. */
async function openTopics({ store, clock, person }: World): Promise<void> {
  const { topics } = store.autocommit;
  for (const state of ['open', 'closed'] as const) await topics.insertTopic(aTopic(clock.now(), { state }));
  const facilitator = (await person('zahra').member()).id;
  for (const { id } of await topics.topicsIn(['open', 'closed'])) await topics.updateTopic(id, { facilitator });
}

/** So that commands about planned topics find one. */
async function planSomething({ store, clock }: World): Promise<void> {
  await store.autocommit.topics.insertTopic(aTopic(after(clock.now(), 30 * DAY)));
}

/** So that commands about proposals find one, of somebody else than who asks. */
async function proposeSomething({ store, clock, person }: World): Promise<void> {
  const { topics } = store.autocommit;
  const text = { title: 'Water', question: 'What helps?', why: '', sector: 'protection', language: 'en', resources: [] } as const;
  const id = await topics.insert(text, { anonymous: false, at: clock.now() });
  await topics.addProposer(id, (await person('karwan').member()).id, { anonymous: false, key: crypto.randomUUID() });
}

/** So that commands about events find one to which somebody comes, and whose list whoever asks may keep. */
async function holdEvent({ contexts, clock, person }: World): Promise<void> {
  const { tx } = contexts.autocommit;
  const event = await insertEvent(tx, clock.now());
  for (const user of ['zahra', 'boss']) await insertHost(tx, event, (await person(user).member()).id);
  await insertGoing(tx, event, (await person('karwan').member()).id);
}

/** What one sub-command costs somebody who has used the bot before, in a community with a few members. */
async function costOf(name: string, word: string, subcommand: Subcommand<Context>, options: readonly string[]): Promise<CommandCost> {
  // A community that has all there is: features that need mail look for something only then.
  const world = await createWorld({ chatUrl: 'https://chat.example.org', mail: { send: async () => {} } });
  try {
    for (const user of ['zahra', 'karwan', 'lava']) await world.addMember({ user });
    await world.addMember({ user: 'boss', role: 'organiser' });
    await proposeSomething(world);
    await openTopics(world);
    await planSomething(world);
    await holdEvent(world);
    await insertResource(world.contexts.autocommit, (await world.person('karwan').member()).id);
    const asker = world.person(subcommand.access === 'organiser' || subcommand.access === 'adviser' ? 'boss' : 'zahra');
    await asker.type('/coffee join');
    await asker.type('/community help');
    const { id, name: called, language, timezone, role, status } = await asker.member();
    const request: Request = {
      actor: { id, name: called, language, timezone, role, status },
      language,
      now: world.clock.now(),
      eventId: 'asked',
      conversation: { kind: 'direct' },
      account: asker.identity,
    };
    const values: Record<string, string | number | Attachment> = {};
    for (const option of options) {
      const declared = subcommand.options[option];
      if (declared) values[option] = await valueOf(world.contexts.autocommit, declared, request);
    }
    const eventId = 'measured';
    await world.inbox.receive({ eventId, from: asker.identity, route: null, body: null });
    await world.app.settled();
    const recorded = recordStatements();
    try {
      const conversation = { platform: 'web', space: SPACE, id: 'direct', kind: 'direct' } as const;
      const input = { type: 'options', subcommand: word, values } as const;
      await world.inbox.command({ eventId, from: asker.identity, conversation, command: name, input });
    } finally {
      recorded.stop();
    }
    const own = subcommand.transaction === 'own';
    const end = recorded.ran.findLastIndex(({ source }) => /^\s*commit/i.test(source)) + 1;
    const [ran, later] = own ? [recorded.ran, []] : [recorded.ran.slice(0, end), recorded.ran.slice(end)];
    return {
      command: [`/${name} ${word}`, ...options].join(' '),
      own,
      offers: later.map(({ source }) => source),
      statements: readsOf(ran),
      writes: ran.filter(({ changed }) => changed).map(({ source }) => source),
      transactions: ran.filter(({ source }) => /^\s*begin/i.test(source)).length,
    };
  } finally {
    await world.close();
  }
}

/** The cost of every command on SQLite, with its required options alone and with all. */
export async function costOfCommands(): Promise<readonly CommandCost[]> {
  const costs: CommandCost[] = [];
  for (const { name, subcommands } of features.commands) {
    for (const [word, subcommand] of Object.entries(subcommands)) {
      const all = Object.keys(subcommand.options);
      const required = all.filter((option) => subcommand.options[option]?.required);
      costs.push(await costOf(name, word, subcommand, required));
      if (all.length > required.length) costs.push(await costOf(name, word, subcommand, all));
    }
  }
  return costs;
}
