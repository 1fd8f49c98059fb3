import { PermissionFlagsBits as Allow, GuildScheduledEventStatus as Status } from 'discord.js';
import { ApiError, invalid, missingPermissions } from '../errors.js';
import type { World } from '../world.js';
import { bodyOf, type Json, param, type Route, type RouteRequest } from './route.js';

/** A scheduled event of the guild; only external ones are known here. */
export interface FakeScheduledEvent {
  readonly id: string;
  readonly creator: string;
  name: string;
  description: string | null;
  location: string;
  startsAt: number;
  endsAt: number;
  status: Status;
  /** Who is interested, in the order of their ids. */
  readonly interested: Set<string>;
}

/** Events that have neither ended nor been called off (docs/topics: a guild can have 100). */
const ACTIVE_MAX = 100;

function stored(request: RouteRequest): FakeScheduledEvent {
  const found = request.world.scheduledEvents.get(param(request, 'event'));
  if (!found) throw new ApiError(404, 10070, 'Unknown Guild Scheduled Event');
  return found;
}

function demandCreation({ world }: RouteRequest): void {
  const roles = world.members.get(world.bot.id)?.roles ?? [];
  const allowed = [world.guild.id, ...roles].reduce((sum, role) => sum | (world.roles.get(role)?.permissions ?? 0n), 0n);
  if ((allowed & Allow.CreateEvents) === 0n) throw missingPermissions();
}

function textOf(body: Json, name: string, max: number): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > max) throw invalid(`${name}: at most ${max} characters`);
  return value;
}

function momentOf(body: Json, name: string): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw invalid(`${name}: no moment`);
  return at;
}

function locationOf(body: Json): string | undefined {
  const metadata = body.entity_metadata;
  if (metadata === undefined) return undefined;
  const location = textOf(metadata as Json, 'location', 100);
  if (location === undefined || location.trim() === '') throw invalid('entity_metadata.location: required for external events');
  return location;
}

const view = (world: World, event: FakeScheduledEvent) => ({
  id: event.id,
  guild_id: world.guild.id,
  channel_id: null,
  creator_id: event.creator,
  name: event.name,
  description: event.description,
  scheduled_start_time: new Date(event.startsAt).toISOString(),
  scheduled_end_time: new Date(event.endsAt).toISOString(),
  privacy_level: 2,
  status: event.status,
  entity_type: 3,
  entity_id: null,
  entity_metadata: { location: event.location },
});

const isUnfinished = ({ status }: FakeScheduledEvent): boolean => status === Status.Scheduled || status === Status.Active;

export const scheduledEventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild/scheduled-events',
    // Those that are over are not listed.
    run: ({ world }) => ({ body: [...world.scheduledEvents.values()].filter(isUnfinished).map((event) => view(world, event)) }),
  },
  {
    method: 'POST',
    path: '/guilds/:guild/scheduled-events',
    run(request) {
      const { world } = request;
      const body = bodyOf(request);
      demandCreation(request);
      if (body.entity_type !== 3 || body.privacy_level !== 2) throw invalid('entity_type');
      const name = textOf(body, 'name', 100);
      const [startsAt, endsAt, location] = [momentOf(body, 'scheduled_start_time'), momentOf(body, 'scheduled_end_time'), locationOf(body)];
      if (name === undefined || name.trim() === '') throw invalid('name: required');
      if (startsAt === undefined || startsAt <= world.clock.now()) throw invalid('scheduled_start_time: must be in the future');
      if (endsAt === undefined || endsAt <= startsAt) throw invalid('scheduled_end_time: required, after the start');
      if (location === undefined) throw invalid('entity_metadata.location: required for external events');
      if ([...world.scheduledEvents.values()].filter(isUnfinished).length >= ACTIVE_MAX)
        throw new ApiError(400, 30038, 'Maximum number of uncompleted guild scheduled events reached');
      const description = textOf(body, 'description', 1000) ?? null;
      const id = world.id();
      const event = {
        id,
        creator: world.bot.id,
        name,
        description,
        location,
        startsAt,
        endsAt,
        status: Status.Scheduled,
        interested: new Set<string>(),
      };
      world.scheduledEvents.set(id, event);
      return { body: view(world, event) };
    },
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/scheduled-events/:event',
    run(request) {
      const { world } = request;
      const [event, body] = [stored(request), bodyOf(request)];
      demandCreation(request);
      if (!isUnfinished(event)) throw invalid('status: it has ended');
      const startsAt = momentOf(body, 'scheduled_start_time');
      if (startsAt !== undefined && (event.status !== Status.Scheduled || startsAt <= world.clock.now()))
        throw invalid('scheduled_start_time');
      if (body.status !== undefined) {
        const allowed = event.status === Status.Scheduled ? [Status.Active, Status.Canceled] : [Status.Completed];
        if (!allowed.some((status) => status === body.status)) throw invalid('status: not from here');
        event.status = body.status as Status;
      }
      event.name = textOf(body, 'name', 100) ?? event.name;
      event.description = textOf(body, 'description', 1000) ?? event.description;
      event.location = locationOf(body) ?? event.location;
      event.startsAt = startsAt ?? event.startsAt;
      event.endsAt = momentOf(body, 'scheduled_end_time') ?? event.endsAt;
      if (event.endsAt <= event.startsAt) throw invalid('scheduled_end_time: after the start');
      return { body: view(world, event) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/scheduled-events/:event/users',
    run(request) {
      const { world, query } = request;
      const event = stored(request);
      const limit = Number(query.get('limit') ?? 100);
      if (!(limit >= 1 && limit <= 100)) throw invalid('limit: 1 to 100');
      const after = BigInt(query.get('after') ?? 0);
      const ids = [...event.interested].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).filter((id) => BigInt(id) > after);
      const users = ids.slice(0, limit).map((id) => ({ guild_scheduled_event_id: event.id, user_id: id, user: world.users.get(id) }));
      return { body: users };
    },
  },
];
