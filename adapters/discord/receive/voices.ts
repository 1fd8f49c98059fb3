import { z } from 'zod';
import { type Clock, type Instant } from '../../../src/core/time.js';
import type { Timer } from '../../../src/kit/timer.js';
import { createTurns } from '../../../src/kit/turns.js';
import type { Inbox } from '../../../src/ports/chat.js';
import { TIMES } from '../limits.js';

/** Who is in which voice or stage channel. */
export interface Voices {
  /** The server told who is there, after an identify or an outage; `since`: when the last event came before. */
  found(server: unknown, since: Instant | undefined): Promise<void>;
  /** Somebody's state changed, perhaps only that they are muted. */
  changed(state: VoiceState): Promise<void>;
  /** Tells now who is there, where it is heard. */
  tell(): Promise<void>;
  stop(): void;
}

const person = z.object({ user: z.object({ id: z.string(), bot: z.boolean().optional() }) });

/** What is read of a voice state (docs/resources/voice, "Voice State Object"); those of a whole server come without the member. */
export const voiceState = z.object({
  user_id: z.string().regex(/^\d{1,20}$/),
  channel_id: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
  member: person.optional(),
});
type VoiceState = z.infer<typeof voiceState>;

/** What is read of a server. */
const server = z.object({ voice_states: z.array(z.unknown()).catch([]), members: z.array(z.unknown()).catch([]) });

export interface VoicesDependencies {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly guildId: () => string;
  /** Whether Discord tells who is in voice channels: otherwise that nobody is named says nothing. */
  readonly hears: () => boolean;
  readonly isUp: () => boolean;
}

export function createVoices(options: VoicesDependencies): Voices {
  const { inbox, clock, timer, guildId, hears, isUp } = options;
  const lanes = createTurns(1);
  /** The channel of each person who is in one; without bots. */
  const rooms = new Map<string, string>();
  const bots = new Set<string>();
  let handle: unknown;
  let isStopped = false;

  /** What happens in a server is told in order. */
  const inTurn = (work: () => Promise<void>): Promise<void> => lanes.run('voices', work);

  const tell = (since?: Instant): Promise<void> => {
    if (!hears()) return Promise.resolve();
    const people = [...rooms].map(([user, room]) => ({ user, room }));
    const seen = { type: 'seen', platform: 'discord', space: guildId(), people, at: clock.now() } as const;
    return inTurn(() => inbox.presence({ ...seen, ...(since !== undefined && { since }) }));
  };

  const tick = (): void => {
    handle = undefined;
    if (isStopped || !hears()) return;
    if (isUp()) void tell();
    later();
  };
  const later = (): void => {
    if (handle === undefined && !isStopped) handle = timer.set(tick, TIMES.voices);
  };

  return {
    async found(packet, since) {
      const { voice_states: states, members } = server.parse(packet);
      for (const { user } of members.flatMap((member) => person.safeParse(member).data ?? [])) {
        if (user.bot) bots.add(user.id);
      }
      rooms.clear();
      for (const state of states.flatMap((each) => voiceState.safeParse(each).data ?? [])) {
        if (state.channel_id !== null && !isBot(state)) rooms.set(state.user_id, state.channel_id);
      }
      if (!hears()) return;
      later();
      await tell(since);
    },
    async changed(state) {
      const { user_id: user, channel_id: room } = state;
      if (isBot(state) || (rooms.get(user) ?? null) === room) return;
      if (room === null) rooms.delete(user);
      else rooms.set(user, room);
      const at = clock.now();
      await inTurn(() => inbox.presence({ type: 'moved', from: { platform: 'discord', space: guildId(), user }, room, at }));
    },
    async tell() {
      if (!hears()) return;
      later();
      await tell();
    },
    stop() {
      isStopped = true;
      timer.clear(handle);
    },
  };

  function isBot({ user_id, member }: VoiceState): boolean {
    if (member?.user.bot) bots.add(user_id);
    return bots.has(user_id);
  }
}
