import { MessageFlags } from 'discord.js';
import { surveyMessage } from './check-components.js';
import { ApiError, invalid } from './errors.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';
import type { Pings } from './world.js';

type Json = Readonly<Record<string, unknown>>;

export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Refuses a message that Discord refuses; answers what it says, in one string. `kept` are names of files already there. */
export function checkMessage(body: Json, files: readonly UploadedFile[], kept: readonly string[] = []): string {
  const flags = Number(body.flags ?? 0);
  const v2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const content = typeof body.content === 'string' ? body.content : '';
  const embeds = list(body.embeds);
  const components = list(body.components);
  if (files.length > LIMITS.files) throw invalid('attachments: 10 at most');
  if (files.some(({ bytes }) => bytes.byteLength > LIMITS.fileBytes)) throw new ApiError(413, 40005, 'Request entity too large');
  if (v2 && (content !== '' || embeds.length > 0 || body.poll !== undefined || body.sticker_ids !== undefined)) {
    throw invalid('flags: IS_COMPONENTS_V2 allows no content, embeds, polls or stickers');
  }
  if (content.length > LIMITS.content) throw invalid(`content: ${content.length} characters of at most ${LIMITS.content}`);
  if (embeds.length > LIMITS.embeds || charactersOf(embeds) > LIMITS.embedTotal) throw invalid('embeds: too large');
  if (typeof body.nonce === 'string' && body.nonce.length > LIMITS.nonce) throw invalid(`nonce: ${LIMITS.nonce} characters at most`);
  const survey = surveyMessage(components, v2);
  const names = new Set([...files.map(({ name }) => name), ...kept]);
  for (const name of survey.attachments) if (!names.has(name)) throw invalid(`components: no attachment is called ${name}`);
  if (content.trim() === '' && embeds.length === 0 && components.length === 0 && files.length === 0) {
    throw new ApiError(400, 50006, 'Cannot send an empty message');
  }
  return `${content}\n${survey.text}`;
}

/** Whom a message notifies. Nothing that a client would show as code or as escaped is spared: what could ping counts as a ping. */
export function pingsOf(text: string, body: Json): Pings {
  const users = [...new Set([...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => String(id)))];
  const roles = [...text.matchAll(/<@&(\d+)>/g)].map(([, id]) => String(id));
  const everyone = /@(everyone|here)/.test(text);
  const allowed = body.allowed_mentions as { parse?: string[]; users?: string[]; roles?: string[] } | null | undefined;
  if (allowed === undefined || allowed === null) return { users, roles, everyone };
  const parse = allowed.parse ?? [];
  if (parse.includes('users') && (allowed.users?.length ?? 0) > 0) throw invalid('allowed_mentions: users twice');
  if ((allowed.users?.length ?? 0) > 100) throw invalid('allowed_mentions: 100 users at most');
  return {
    users: users.filter((id) => parse.includes('users') || allowed.users?.includes(id)),
    roles: roles.filter((id) => parse.includes('roles') || allowed.roles?.includes(id)),
    everyone: everyone && parse.includes('everyone'),
  };
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Titles, descriptions, names and values of all embeds together. */
function charactersOf(embeds: readonly Json[]): number {
  const count = (value: unknown): number => {
    if (typeof value === 'string') return value.length;
    return typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, each) => sum + count(each), 0) : 0;
  };
  return count(embeds);
}
