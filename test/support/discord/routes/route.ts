import type { UploadedFile } from '../check-message.js';
import { unknownChannel } from '../errors.js';
import type { FakeGateway } from '../gateway.js';
import type { Interactions } from '../interactions.js';
import { demand } from '../permissions.js';
import { type FakeChannel, isThread, type World } from '../world.js';

export type Json = Readonly<Record<string, unknown>>;

export interface RouteRequest {
  readonly world: World;
  readonly gateway: FakeGateway;
  readonly interactions: Interactions;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json | readonly Json[];
  readonly files: readonly UploadedFile[];
}

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages` */
  readonly path: string;
  /** Routes of interactions carry their own token. */
  readonly anonymous?: boolean;
  /** Counted against the channel's bucket. */
  readonly bucket?: string;
  readonly run: (request: RouteRequest) => { readonly status?: number; readonly body?: unknown };
}

export function param(request: RouteRequest, name: string): string {
  return request.params[name] ?? '';
}

export function bodyOf(request: RouteRequest): Json {
  return Array.isArray(request.body) ? {} : (request.body as Json);
}

/** The channel of the path, which the bot can see. Throws 10003 or 50001. */
export function channelFor(request: RouteRequest, ...needed: readonly bigint[]): FakeChannel {
  const channel = request.world.channels.get(param(request, 'channel'));
  if (!channel || (!request.world.guild.present && channel.parentId !== null && isThread(channel))) throw unknownChannel();
  demand(request.world, channel, ...needed);
  return channel;
}
