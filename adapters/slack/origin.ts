import { z } from 'zod';
import { instantSchema } from '../../src/core/schemas.js';
import { type Instant } from '../../src/core/time.js';
import type { Identity, PlaceRef } from '../../src/ports/chat.js';

/** Where an interaction came from, and the ways in which the person can be answered there. */
export interface Origin {
  readonly eventId: string;
  readonly person: Identity;
  readonly conversation: PlaceRef;
  /** Only the person and the bot read this conversation, so private answers may simply be posted. */
  readonly own: boolean;
  readonly responseUrl?: ResponseUrl;
  /** Opens a view within three seconds (docs.slack.dev, "Modals": trigger_id); received `at` that moment. */
  readonly trigger?: { readonly id: string; readonly at: Instant };
  /** The message whose control was used. */
  readonly source?: { readonly ts: string; readonly private: boolean };
  readonly thread?: string;
  /** It happened in the home tab. */
  readonly home?: boolean;
  /** Another process may have replied since then, so the reply is searched for before it is posted. */
  readonly maybeAnsweredSince?: Instant;
  /** Another process was about to send this reply, so it is sent only where it is found again or replaces itself. */
  readonly mayHaveArrived?: boolean;
}

export interface ResponseUrl {
  readonly url: string;
  readonly issuedAt: Instant;
}

export const responseUrlSchema = z.object({ url: z.string(), issuedAt: instantSchema }).readonly();
export const sourceSchema = z.object({ ts: z.string(), private: z.boolean() }).readonly();

/** An origin in few characters: it must fit into a view's `private_metadata`. */
export const placeSchema = z
  .object({
    c: z.string(),
    k: z.enum(['direct', 'group', 'channel']),
    o: z.boolean(),
    u: responseUrlSchema.optional(),
    s: sourceSchema.optional(),
    t: z.string().optional(),
    h: z.boolean().optional(),
  })
  .readonly();

/**
 * What a view's `private_metadata` carries, so that a form submitted hours later is answered where it was opened. Views
 * stay open across an upgrade, so its keys must stay readable.
 */
export interface ViewMetadata {
  /** Our form's id, or null for the options of a slash command. */
  readonly form: string | null;
  readonly command?: readonly [command: string, subcommand: string] | undefined;
  readonly place: z.infer<typeof placeSchema>;
}

const metadataSchema: z.ZodType<ViewMetadata> = z.object({
  form: z.string().nullable(),
  command: z.tuple([z.string(), z.string()]).readonly().optional(),
  place: placeSchema,
});

/** An origin under short names, because Slack limits the metadata of a dialog. */
export function packOrigin(origin: Origin): ViewMetadata['place'] {
  return {
    c: origin.conversation.id,
    k: origin.conversation.kind,
    o: origin.own,
    ...(origin.responseUrl ? { u: origin.responseUrl } : {}),
    ...(origin.source ? { s: origin.source } : {}),
    ...(origin.thread ? { t: origin.thread } : {}),
    ...(origin.home ? { h: true } : {}),
  };
}

/** The origin that `packOrigin` packed, with who submitted the dialog. */
export function unpackOrigin(
  packed: ViewMetadata['place'],
  from: Pick<Origin, 'eventId' | 'person'> & Pick<Partial<Origin>, 'trigger'>,
): Origin {
  return {
    ...from,
    conversation: { platform: 'slack', space: from.person.space, id: packed.c, kind: packed.k },
    own: packed.o,
    ...(packed.u ? { responseUrl: packed.u } : {}),
    ...(packed.s ? { source: packed.s } : {}),
    ...(packed.t ? { thread: packed.t } : {}),
    ...(packed.h ? { home: true } : {}),
  };
}

/** Parses a view's `private_metadata`; `undefined` if the view is not one of ours. */
export function readMetadata(text: string): ViewMetadata | undefined {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
