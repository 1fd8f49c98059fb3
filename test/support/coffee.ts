import type { MemberId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import type { Attachment, FormValues, Message, Reply } from '../../src/core/message.js';
import { type LocalDate } from '../../src/core/time.js';
import { avoid } from '../../src/features/coffee/avoid.js';
import { explain } from '../../src/features/coffee/explain.js';
import { join } from '../../src/features/coffee/join.js';
import { findMatches, writeMatches } from '../../src/features/coffee/match.js';
import { pairWithinLimit } from '../../src/features/coffee/pair-within-limit.js';
import type { PairingInput, PairingResult } from '../../src/features/coffee/pairing/types.js';
import { planRounds } from '../../src/features/coffee/plan-rounds.js';
import { preview } from '../../src/features/coffee/preview.js';
import { reportPeriod } from '../../src/features/coffee/report.js';
import { eraseMember } from '../../src/features/members/erase.js';
import type { NewMember } from '../../src/features/members/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { ConversationKind } from '../../src/ports/chat.js';
import type { Compute } from '../../src/ports/compute.js';
import { createWorld, textOf as textWithFields, type WorldOptions } from './world.js';

export type World = Awaited<ReturnType<typeof createCoffeeWorld>>;

export interface CoffeeOptions extends Omit<WorldOptions, 'compute'> {
  /** Coffee's settings instead of the defaults. */
  readonly coffee?: unknown;
  /** How members are paired, instead of the real pairing. */
  readonly pairing?: (input: PairingInput) => Promise<PairingResult>;
}

/** The world, with what tests of coffee chats do again and again. Its accounts are the members' numbers. */
export async function createCoffeeWorld({ coffee = {}, pairing, ...options }: CoffeeOptions = {}) {
  const paired: PairingInput[] = [];
  const compute: Compute = {
    // Only coffee computes anything.
    run: async ({ input }) => {
      paired.push(input as PairingInput);
      return (pairing ?? pairWithinLimit)(input as PairingInput);
    },
    close: async () => {},
  };
  const world = await createWorld({ ...options, settings: { ...options.settings, coffee }, compute });
  const { store, contexts } = world;
  const round = async () => {
    const current = await store.autocommit.coffee.currentRound();
    if (!current) throw new Error('no round is open');
    return current;
  };

  return {
    ...world,
    /** What the pairing was given, in order. */
    paired,
    plan: () => contexts.transaction((context) => planRounds(context)),
    preview: () => preview(contexts.autocommit),
    explain: (number: number) => explain(contexts.autocommit, number),
    report: (from: LocalDate, to: LocalDate) => reportPeriod(contexts.autocommit, from, to),
    join: (member: MemberId) => contexts.transaction((context) => join(context, member)),
    avoid: (member: MemberId, other: MemberId) => contexts.transaction((context) => avoid(context, member, other)),
    erase: (member: MemberId) => contexts.transaction((context) => eraseMember(context, member)),
    /** Matches the open round at once, without its job. */
    async matchNow() {
      const open = await round();
      const found = await findMatches(contexts.autocommit, open);
      await contexts.transaction((context) => writeMatches(context, open.id, found, 1));
    },

    /** Several members of different organisations who have joined. */
    async addJoined(count: number, change: Partial<NewMember> = {}): Promise<readonly MemberId[]> {
      const members: MemberId[] = [];
      for (let index = 0; index < count; index++) {
        const member = await world.addMember(change);
        await contexts.transaction((context) => join(context, member));
        members.push(member);
      }
      return members;
    },

    click: (member: MemberId, action: string, values: readonly string[] = [], kind: ConversationKind = 'direct'): Promise<Reply> =>
      world.as(member).pressAnyway(action, values, kind),
    submit: (member: MemberId, form: string, values: FormValues): Promise<Reply> => world.as(member).submit(form, values),
    command: (member: MemberId, text: string): Promise<Reply> => world.as(member).type(`/coffee ${text}`),
    say: (member: MemberId, key: string) => world.features.heard(contexts.autocommit, { key, member, at: world.clock.now() }),

    round,
    async lastRound() {
      const [round] = await store.autocommit.coffee.rounds({ limit: 1 });
      if (!round) throw new Error('no round yet');
      return round;
    },
  };
}

/** A reply as text, as a person reads it; errors without the names of their fields. */
export function textOf(reply: Reply): string {
  return reply.type === 'form-errors' ? withoutDirectionControls(Object.values(reply.errors).join('\n')) : textWithFields(reply);
}

/** The action ids of all buttons and menus in a message. */
export function actionsOf(message: Message): readonly string[] {
  return message.cards.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.type === 'actions' ? block.controls.flatMap((control) => ('action' in control ? control.action : [])) : [],
    ),
  );
}

export function messageOf(reply: Reply): Message {
  if (reply.type !== 'message') throw new Error(`not a message: ${reply.type}`);
  return reply.message;
}

export function fileText(file: Attachment | undefined): string {
  return new TextDecoder().decode(file?.bytes);
}

export function languagesOf(message: Message): readonly Language[] {
  return message.cards.map(({ language }) => language);
}
