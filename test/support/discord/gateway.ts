import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { ChannelType, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { mayView } from './permissions.js';
import { guildCreateView } from './views.js';
import type { FakeChannel, World } from './world.js';

interface Packet {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  /** Which shard it is, of how many. */
  readonly shard: readonly [number, number];
  socket: WebSocket | undefined;
  sequence: number;
  /** What a resume replays. */
  readonly sent: Packet[];
}

/** An event, and who may hear of it: which intents it needs and in which channel it happened. */
export interface Dispatch {
  readonly type: string;
  readonly data: unknown;
  readonly intents?: number;
  readonly channel?: FakeChannel;
}

export interface FakeGateway {
  dispatch(event: Dispatch): void;
  /** Sends every line something as it is, with the next number where it has none. */
  packet(frame: unknown): void;
  /** Every event is told so many times. */
  repeat(times: number): void;
  /** Keeps events back; `release` tells them in the order given, first to last unless reversed. */
  hold(): void;
  release(order?: 'first-to-last' | 'last-to-first', changed?: (data: Readonly<Record<string, unknown>>) => unknown): void;
  /** Drops the line without a word. The session can be resumed. */
  cut(): void;
  /** Asks for a reconnect (op 7). */
  askReconnect(): void;
  /** Ends the session (op 9). */
  invalidate(resumable: boolean): void;
  /** Refuses new connections while true. */
  refuse(refused: boolean): void;
  /** Leaves new connections without an answer; the returned function drops them. */
  stall(): () => void;
  /** Takes who identifies, and tells them nothing. */
  keepWaiting(waiting: boolean): void;
  /** Forgets the sessions, so that a resume is answered with op 9. */
  forget(): void;
  /** Closes every line with a code, such as 4004 for a token that was reset. */
  closeWith(code: number): void;
  /** `attempts` are all connections that were tried, also refused ones. */
  readonly counts: { attempts: number; identified: number; resumed: number; heartbeats: number };
  connected(): boolean;
  /** The intents of each line that is open. */
  intents(): readonly number[];
  close(): Promise<void>;
}

const PRIVILEGED = { members: GatewayIntentBits.GuildMembers, content: GatewayIntentBits.MessageContent };

export function createGateway(server: Server, world: World, heartbeatMs: number): FakeGateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const counts = { attempts: 0, identified: 0, resumed: 0, heartbeats: 0 };
  let held: Dispatch[] | undefined;
  let times = 1;
  let refused = false;
  let waiting = false;
  let stalled: Duplex[] | undefined;

  server.on('upgrade', (request, socket, head) => {
    counts.attempts += 1;
    if (refused) {
      socket.destroy();
      return;
    }
    if (stalled) {
      stalled.push(socket);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => serve(connection));
  });

  const send = (socket: WebSocket | undefined, payload: Record<string, unknown>): void => {
    if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify(payload));
  };

  const tell = (session: Session, t: string, d: unknown): void => {
    session.sequence += 1;
    const packet: Packet = { s: session.sequence, t, d };
    session.sent.push(packet);
    send(session.socket, { op: GatewayOpcodes.Dispatch, ...packet });
  };

  const serve = (socket: WebSocket): void => {
    let session: Session | undefined;
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs }, s: null, t: null });
    socket.on('message', (raw) => {
      const payload = JSON.parse((raw as Buffer).toString('utf8')) as { op: GatewayOpcodes; d: Record<string, unknown> };
      switch (payload.op) {
        case GatewayOpcodes.Heartbeat:
          counts.heartbeats += 1;
          send(socket, { op: GatewayOpcodes.HeartbeatAck, d: null, s: null, t: null });
          return;
        case GatewayOpcodes.Identify:
          session = identify(socket, payload.d);
          return;
        case GatewayOpcodes.Resume:
          session = resume(socket, payload.d);
          return;
        default:
      }
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined;
    });
  };

  const servesGuild = ({ shard: [index, count] }: Session): boolean => (BigInt(world.guild.id) >> 22n) % BigInt(count) === BigInt(index);

  const identify = (socket: WebSocket, data: Record<string, unknown>): Session | undefined => {
    if (data.token !== world.token.value) {
      socket.close(4004, 'Authentication failed.');
      return undefined;
    }
    const intents = Number(data.intents);
    if ((intents & PRIVILEGED.members && !world.privileged.members) || (intents & PRIVILEGED.content && !world.privileged.content)) {
      socket.close(4014, 'Disallowed intent(s).');
      return undefined;
    }
    counts.identified += 1;
    const shard = (data.shard ?? [0, 1]) as Session['shard'];
    if (shard[1] < world.shards) {
      socket.close(4011, 'Sharding required.');
      return undefined;
    }
    const session: Session = { id: randomUUID(), intents, shard, socket, sequence: 0, sent: [] };
    if (waiting) return session;
    const present = world.guild.present && servesGuild(session);
    sessions.set(session.id, session);
    tell(session, 'READY', {
      v: 10,
      user: world.bot,
      guilds: present ? [{ id: world.guild.id, unavailable: true }] : [],
      session_id: session.id,
      resume_gateway_url: world.address.ws,
      shard,
      application: { id: world.applicationId, flags: 0 },
    });
    if (present) tell(session, 'GUILD_CREATE', guildCreateView(world, intents));
    return session;
  };

  const resume = (socket: WebSocket, data: Record<string, unknown>): Session | undefined => {
    const session = sessions.get(String(data.session_id));
    if (!session || data.token !== world.token.value) {
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null });
      return undefined;
    }
    counts.resumed += 1;
    session.socket = socket;
    for (const packet of session.sent.filter(({ s }) => s > Number(data.seq))) send(socket, { op: GatewayOpcodes.Dispatch, ...packet });
    tell(session, 'RESUMED', { _trace: [] });
    return session;
  };

  const broadcast = ({ type, data, intents = 0, channel }: Dispatch): void => {
    for (const session of sessions.values()) {
      if (intents !== 0 && !(session.intents & intents)) continue;
      // Direct messages come on the first shard, a guild's events on the one that its id falls to.
      if (channel?.type === ChannelType.DM ? session.shard[0] !== 0 : !servesGuild(session)) continue;
      if (channel && channel.type !== ChannelType.DM && !mayView(world, world.bot.id, channel)) continue;
      for (let turn = 0; turn < times; turn += 1) tell(session, type, withoutContent(type, data, session.intents, world));
    }
  };

  const each = (work: (socket: WebSocket) => void): void => {
    for (const socket of sockets.clients) work(socket);
  };

  return {
    counts,
    dispatch(event) {
      if (held) held.push(event);
      else broadcast(event);
    },
    packet(frame) {
      for (const session of sessions.values()) {
        session.sequence += 1;
        const numbered = typeof frame === 'object' && frame !== null && !('s' in frame) ? { ...frame, s: session.sequence } : frame;
        if (session.socket?.readyState === session.socket?.OPEN) session.socket?.send(JSON.stringify(numbered));
      }
    },
    repeat: (count) => {
      times = count;
    },
    hold: () => {
      held ??= [];
    },
    release(order = 'first-to-last', changed = (data) => data) {
      const events = held ?? [];
      held = undefined;
      for (const event of order === 'first-to-last' ? events : [...events].reverse())
        broadcast({ ...event, data: changed(event.data as Readonly<Record<string, unknown>>) });
    },
    cut: () => each((socket) => socket.terminate()),
    askReconnect: () => each((socket) => send(socket, { op: GatewayOpcodes.Reconnect, d: null, s: null, t: null })),
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      each((socket) => send(socket, { op: GatewayOpcodes.InvalidSession, d: resumable, s: null, t: null }));
    },
    refuse: (now) => {
      refused = now;
    },
    stall() {
      stalled = [];
      return () => {
        for (const socket of stalled ?? []) socket.destroy();
        stalled = undefined;
      };
    },
    keepWaiting: (now) => {
      waiting = now;
    },
    forget: () => sessions.clear(),
    closeWith: (code) => each((socket) => socket.close(code)),
    intents: () => [...sessions.values()].flatMap((each) => (each.socket === undefined ? [] : [each.intents])),
    connected: () => [...sessions.values()].some(({ socket }) => socket !== undefined),
    async close() {
      each((socket) => socket.terminate());
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** Without the message content intent, what people write in the guild comes empty, unless it mentions the bot. */
function withoutContent(type: string, data: unknown, intents: number, world: World): unknown {
  if ((type !== 'MESSAGE_CREATE' && type !== 'MESSAGE_UPDATE') || intents & GatewayIntentBits.MessageContent) return data;
  const message = data as { guild_id?: string; content?: string; author?: { id: string } };
  if (message.guild_id === undefined || message.author?.id === world.bot.id || message.content?.includes(`<@${world.bot.id}>`)) return data;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
