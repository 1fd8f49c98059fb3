import {
  type APIGuildScheduledEvent,
  type APIGuildScheduledEventUser,
  RESTJSONErrorCodes as Codes,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  type RouteLike,
  Routes,
} from 'discord.js';
import { cutAtWord } from '../../../src/kit/cut-at-word.js';
import type { Identity } from '../../../src/ports/identity.js';
import type { NativeEntry, NativeEvents } from '../../../src/ports/native-events.js';
import type { Api } from '../connect/client.js';
import { codeOf, deliveryError, isAmbiguous, isPermission } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Problems } from '../problems.js';

export interface ScheduledEventsDependencies {
  readonly api: Api;
  readonly problems: Problems;
  readonly botId: () => string;
  readonly guildId: () => string;
}

const { Scheduled, Active, Canceled, Completed } = GuildScheduledEventStatus;

/**
 * The server's scheduled events. Discord knows no nonce for them, so an entry is found again by the mark at the end of its place, which
 * no other entry of the bot has.
 */
export function createScheduledEvents({ api, problems, botId, guildId }: ScheduledEventsDependencies): NativeEvents {
  /** The bot's entry with this mark that has not ended. */
  const find = async (mark: string): Promise<APIGuildScheduledEvent | undefined> => {
    const all = await api.call<APIGuildScheduledEvent[]>({ method: 'GET', route: Routes.guildScheduledEvents(guildId()) });
    return all.find(
      ({ creator_id, entity_metadata, status }) =>
        creator_id === botId() && (status === Scheduled || status === Active) && entity_metadata?.location?.endsWith(mark) === true,
    );
  };

  /** Sends a change; that it is taken shows that the permission is there. */
  const write = async <T>(method: 'POST' | 'PATCH', route: RouteLike, body: unknown): Promise<T> => {
    const written = await api.call<T>({ method, route, body });
    problems.over('event-permission-missing');
    return written;
  };

  const create = async (entry: NativeEntry): Promise<string> => {
    const body = { ...bodyOf(entry), scheduled_start_time: new Date(entry.startsAt).toISOString() };
    const { id } = await write<APIGuildScheduledEvent>('POST', Routes.guildScheduledEvents(guildId()), body);
    return id;
  };

  const change = async ({ id, status }: APIGuildScheduledEvent, entry: NativeEntry): Promise<string> => {
    // The start of one that goes on is past.
    const body = { ...bodyOf(entry), ...(status === Scheduled && { scheduled_start_time: new Date(entry.startsAt).toISOString() }) };
    await write('PATCH', Routes.guildScheduledEvent(guildId(), id), body);
    return id;
  };

  /** Does `work`; what is refused is reported in words that an organiser can follow. */
  const requesting = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isPermission(error)) problems.report({ code: 'event-permission-missing' });
      if (codeOf(error) === Codes.MaximumNumberOfUncompletedGuildScheduledEventsReached) problems.report({ code: 'events-full' });
      throw deliveryError(error, problems);
    }
  };

  return {
    put: (entry) =>
      requesting(async () => {
        const known = await find(entry.mark);
        if (known) return change(known, entry);
        try {
          return await create(entry);
        } catch (error) {
          if (!isAmbiguous(error)) throw error;
          // It may be there although the answer was lost.
          const made = await find(entry.mark);
          if (!made) throw error;
          return made.id;
        }
      }),

    remove: (mark) =>
      requesting(async () => {
        const known = await find(mark);
        if (!known) return;
        const status = known.status === Scheduled ? Canceled : Completed;
        await write('PATCH', Routes.guildScheduledEvent(guildId(), known.id), { status });
      }),

    interested: (id) =>
      requesting(async () => {
        const people: Identity[] = [];
        let after: string | undefined;
        for (;;) {
          const page = await api.call<APIGuildScheduledEventUser[]>({
            method: 'GET',
            route: Routes.guildScheduledEventUsers(guildId(), id),
            query: { limit: LIMITS.eventUsersPerPage, after },
          });
          people.push(...page.map(({ user }): Identity => ({ platform: 'discord', space: guildId(), user: user.id })));
          after = page.at(-1)?.user.id;
          if (page.length < LIMITS.eventUsersPerPage) return people;
        }
      }),
  };
}

function bodyOf({ title, about, where, mark, endsAt }: NativeEntry) {
  const place = `${where} ${mark}`.trim();
  return {
    name: cutAtWord(title, LIMITS.eventName),
    description: cutAtWord(about, LIMITS.eventDescription),
    scheduled_end_time: new Date(endsAt).toISOString(),
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
    entity_type: GuildScheduledEventEntityType.External,
    entity_metadata: { location: place.length > LIMITS.eventLocation ? mark : place },
  };
}
