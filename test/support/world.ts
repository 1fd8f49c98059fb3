import { type App, createApp } from '../../src/app.js';
import { createInlineCompute } from '../../src/compute/host.js';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import { type Attachment, type Button, type FormValues, type Message, plainText, type Reply, type Select } from '../../src/core/message.js';
import { latest } from '../../src/core/time.js';
import type { ConfiguredOrganiser, FeatureSet } from '../../src/feature-api/index.js';
import { features as allFeatures } from '../../src/features/index.js';
import type { NewMember, Organisation } from '../../src/features/members/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import type {
  Capabilities,
  ChatAdapter,
  ConversationKind,
  Identity,
  JoinEvent,
  Matter,
  MessageRef,
  Platform,
} from '../../src/ports/chat.js';
import type { Compute } from '../../src/ports/compute.js';
import type { FileTools } from '../../src/ports/files.js';
import type { Links } from '../../src/ports/links.js';
import type { Mail } from '../../src/ports/mail.js';
import type { Metrics } from '../../src/ports/metrics.js';
import { memberWith } from './active-member.js';
import { createClickCosts } from './click-costs.js';
import { createTestClock } from './clock.js';
import { createFakeAdapter } from './fake-adapter.js';
import { listsFromSource } from './files.js';
import { held } from './held.js';
import { createTestLogger } from './logger.js';
import { aMember, anOrganisation } from './records.js';
import { settingsOf } from './settings.js';
import { type Engine, openTestStore, type TestStore } from './store.js';

export interface WorldOptions {
  /** The moment at which the clock stands, ISO 8601 with an offset. */
  readonly start?: string;
  /** Settings instead of the defaults, sections included: `{ name: 'Rivers', coffee: { odd: 'trio' } }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly compute?: Compute;
  /** Where files are kept, and how they are read; nowhere unless told. */
  readonly blobs?: BlobStore;
  readonly files?: FileTools;
  /** What finds out whether links lead somewhere; nothing unless told. */
  readonly linkChecks?: Links;
  /** Where browsers find the bot; nowhere unless told. */
  readonly publicUrl?: string;
  readonly metrics?: Metrics;
  readonly file?: string;
  readonly store?: TestStore;
  readonly open?: Engine['open'];
  readonly organisers?: readonly ConfiguredOrganiser[];
  readonly capabilities?: Partial<Capabilities>;
  /** The fake platform has a calendar of its own. */
  readonly hasCalendar?: boolean;
  /** People talk in rooms of the platform. */
  readonly hasRooms?: boolean;
  /** Fake platforms that are connected besides the one that `person` uses. */
  readonly also?: readonly Platform[];
  /** The address of the browser chat, and how mail is sent; there is neither unless told. */
  readonly chatUrl?: string | undefined;
  readonly mail?: Mail;
  /** The features of the app; the tables of others have to be in the store already. */
  readonly features?: FeatureSet;
  /** Whether organisers have set the community up, which they have unless told. */
  readonly isSetUp?: boolean;
}

export interface Sent {
  /** `direct:7`, `channel:coffee`, `group:coffee:3`. */
  readonly to: string;
  readonly key: string;
  readonly at: number;
  readonly message: Message;
  readonly text: string;
}

export type World = Awaited<ReturnType<typeof createWorld>>;
export type Person = ReturnType<World['person']>;

/** The space of the fake platform. */
export const SPACE = 'test';

/** The whole app on a real database, with the real runner, deliveries and dispatch; only the platform is a fake. `web:boss` is an organiser. */
export async function createWorld(options: WorldOptions = {}) {
  const { features = allFeatures } = options;
  const settings = settingsOf(options.settings);
  const open = options.open ?? openTestStore;
  const store =
    options.store ??
    (await open({
      settings,
      ...(options.file !== undefined && { file: options.file }),
      ...(options.isSetUp !== undefined && { isSetUp: options.isSetUp }),
    }));
  const clock = createTestClock(options.start ?? '2026-11-22T09:00:00+03:00');
  const logger = createTestLogger();
  const fake = createFakeAdapter('web', options.capabilities, {
    hasCalendar: options.hasCalendar ?? false,
    hasRooms: options.hasRooms ?? false,
  });
  const others = (options.also ?? []).map((platform) => createFakeAdapter(platform));
  const sent: Sent[] = [];
  /** What messages were changed to, in order. */
  const updates: string[] = [];
  const adapter: ChatAdapter = {
    ...fake,
    async update(_message, content) {
      updates.push(plainText(content));
    },
    async post(to, message, post) {
      const ref = await fake.post(to, message, post);
      sent.push({
        to: to.id,
        key: post.key,
        at: clock.now(),
        message: await held(message),
        text: withoutDirectionControls(plainText(message)),
      });
      return ref;
    },
  };
  let seed = 11;
  const app: App = createApp({
    store: store.engines,
    features,
    clock,
    logger,
    compute: options.compute ?? createInlineCompute(),
    ...(options.blobs && { blobs: options.blobs }),
    files: options.files ?? listsFromSource,
    ...(options.linkChecks && { linkChecks: options.linkChecks }),
    organisers: options.organisers ?? [{ platform: 'web', user: 'boss' }],
    createAdapters: () => [adapter, ...others],
    newReference: () => 'REF',
    random: () => seed++,
    owner: 'test',
    ...(options.publicUrl !== undefined && { publicUrl: () => options.publicUrl }),
    ...(options.metrics && { metrics: options.metrics }),
    chatUrl: () => options.chatUrl,
    mail: options.mail,
  });
  const { inbox, runner, contexts } = app;
  const costs = createClickCosts();

  // A world that is opened again on the same database has events of its own.
  const run = crypto.randomUUID();
  let events = 0;
  const nextEvent = () => `e${++events}-${run}`;
  const eventOf = (from: Identity, kind: ConversationKind) => ({
    eventId: nextEvent(),
    from,
    conversation: { platform: 'web', space: SPACE, id: kind, kind } as const,
  });

  /** Somebody who uses the fake platform under this name. */
  function person(user: string) {
    const identity: Identity = { platform: 'web', space: SPACE, user };
    let last: Message | undefined;
    const keep = (reply: Reply): Reply => {
      if (reply.type === 'message') last = reply.message;
      return reply;
    };
    const self = {
      identity,
      /** A button or menu that the person can see: in the last reply, or in the newest message to them. */
      control(start: string): Button | Select {
        const message = last ?? sent.findLast(({ to }) => to === `direct:${user}`)?.message;
        const found = (message ? controlsOf(message) : []).find(({ action }) => action.startsWith(start));
        if (!found) throw new Error(`${user} sees no ${start}`);
        return found;
      },
      /** Presses what is there to be pressed, found by the beginning of its action. */
      press: (start: string, values: readonly string[] = []) => self.pressAnyway(self.control(start).action, values),
      /** Presses a button that may be long gone. */
      pressAnyway: async (action: string, values: readonly string[] = [], kind: ConversationKind = 'direct') =>
        keep(await costs.counted(action, () => inbox.action({ ...eventOf(identity, kind), action, values }))),
      /** Opens the menu of a message, which stands where it stands. */
      openMenu: async (message: MessageRef, matter?: Matter) =>
        keep(
          await costs.counted('menu', () =>
            inbox.menu({
              eventId: nextEvent(),
              from: identity,
              conversation: message.conversation,
              message,
              ...(matter && { matter }),
            }),
          ),
        ),
      submit: async (form: string, values: FormValues) =>
        keep(await costs.counted(`form ${form}`, () => inbox.form({ ...eventOf(identity, 'direct'), form, values }))),
      type: async (line: string, files: readonly Attachment[] = []) => {
        const [command = '', ...rest] = line.replace(/^\//, '').split(' ');
        return keep(
          await costs.counted(line, () =>
            inbox.command({ ...eventOf(identity, 'channel'), command, input: { type: 'text', text: rest.join(' '), files } }),
          ),
        );
      },
      join: async (profile: Partial<JoinEvent['profile']> = {}) => {
        await inbox.joined({ eventId: nextEvent(), from: identity, profile: { name: user, isBot: false, ...profile } });
        await runner.runDue();
      },
      leave: () => inbox.left({ eventId: nextEvent(), from: identity }),
      member: async () => {
        const member = await store.autocommit.members.findByAccount(identity);
        if (!member) throw new Error(`${user} is nobody`);
        return member;
      },
      isKnown: async () => (await store.autocommit.members.findByAccount(identity)) !== undefined,
      received: () => sent.filter(({ to }) => to === `direct:${user}`).map(({ text }) => text),
      /** Forgets the card at hand, so that the next press looks at the newest message. */
      lookAtMessages: () => {
        last = undefined;
      },
    };
    return self;
  }

  let organisations = 0;
  const addOrganisation = (given: Partial<Omit<Organisation, 'id'>> = {}): Promise<OrganisationId> =>
    store.autocommit.organisations.insert(anOrganisation({ name: `Organisation ${++organisations}`, ...given }));

  let people = 0;
  /** An active member of an organisation of their own unless told; their account is their number, or `user`. */
  async function addMember(given: Partial<NewMember> & { readonly user?: string } = {}): Promise<MemberId> {
    people++;
    const { user, ...change } = given;
    const organisation = change.organisation === undefined ? await addOrganisation() : change.organisation;
    const person = { name: user ?? `Member ${people}`, joinedAt: clock.now(), ...change, organisation };
    if (user !== undefined) return memberWith(store, { platform: 'web', space: SPACE, user }, person);
    return store.transaction(async ({ members, accounts }) => {
      const id = await members.insert(aMember(person));
      await accounts.link(id, { platform: 'web', space: SPACE, user: String(id) });
      return id;
    });
  }

  return {
    app,
    store,
    clock,
    logger,
    inbox,
    runner,
    contexts,
    features,
    fake,
    /** The fake platforms of `also`. */
    others,
    sent,
    updates,
    person,
    /** Who acts under a member's account that was made by `addMember`. */
    as: (member: MemberId) => person(String(member)),
    addOrganisation,
    addMember,

    /** Runs all that falls due until then, each at its own moment, as the time machine does. */
    async runUntil(moment: string | number): Promise<void> {
      const end = typeof moment === 'number' ? moment : Date.parse(moment);
      for (;;) {
        const next = await runner.nextDue();
        if (next === undefined || next > end) break;
        clock.set(latest(next, clock.now()));
        await runner.runDue();
      }
      clock.set(Math.max(end, clock.now()));
    },
    /** The server was off: the clock moves, and nothing runs meanwhile. */
    async leapTo(moment: string | number): Promise<void> {
      clock.set(moment);
      await runner.runDue();
    },

    to: (destination: string): readonly Sent[] => sent.filter(({ to }) => to === destination),
    keys: (prefix: string): readonly string[] => sent.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => key),
    close: async () => {
      await store.close();
      const unlisted = logger.lines.find(({ message }) => message === 'a message to one person belongs to no notice');
      if (unlisted) throw new Error(`${String(unlisted.fields['kind'])} was sent to one person and says \`notice: 'posted'\``);
      costs.assertCheap();
    },
  };
}

export function controlsOf(message: Message): readonly (Button | Select)[] {
  return message.cards.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'actions' ? block.controls.filter((control) => control.type !== 'link-button') : [])),
  );
}

/** A reply as text, as a person reads it. */
export function textOf(reply: Reply): string {
  switch (reply.type) {
    case 'message':
      return withoutDirectionControls(plainText(reply.message));
    case 'form':
      return [reply.form.title, ...reply.form.fields.map(({ label }) => label)].join('\n');
    case 'form-errors':
      return withoutDirectionControls(
        Object.entries(reply.errors)
          .map(([field, error]) => `${field}: ${error}`)
          .join('\n'),
      );
    case 'none':
      return '';
    default:
      return reply satisfies never;
  }
}
