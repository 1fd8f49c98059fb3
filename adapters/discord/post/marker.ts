import { createHash } from 'node:crypto';
import type { APIMessage, APIMessageTopLevelComponent } from 'discord.js';
import { ComponentType } from 'discord.js';
import { LIMITS } from '../limits.js';

/** Identifies a message as one part of a delivery. */
export interface Marker {
  readonly key: string;
  readonly index: number;
  readonly total: number;
}

/**
 * The marker as ids of components. Discord remembers a nonce for minutes only, but keeps the ids of components, which are 32 bits
 * long and invisible (discord.com/developers/docs/components/reference). The container's id holds 30 bits of the key's hash; the id
 * of its first component holds 16 more, the part's index and the number of parts. Two keys have the same marker with a probability
 * of 1 in 7·10¹³.
 */
export interface Numbers {
  readonly container: number;
  readonly first: number;
}

/** The ids of components that stand for a marker. */
export function numbersOf({ key, index, total }: Marker): Numbers {
  const hash = createHash('sha256').update(key).digest();
  return {
    // Discord numbers other components from 1 on, so large numbers never collide with those.
    container: (hash.readUInt32BE(0) >>> 2) + 0x4000_0000,
    first: (hash.readUInt16BE(4) << 8) + (index << 4) + total + 0x0100_0000,
  };
}

/** A nonce of at most 25 characters: with `enforce_nonce`, Discord returns the existing message when it is sent again within minutes. */
export function nonceOf({ key, index }: Pick<Marker, 'key' | 'index'>): string {
  return createHash('sha256').update(`${key}\0${index}`).digest('base64url').slice(0, LIMITS.nonce);
}

/** The components with a marker's ids. */
export function marked(components: readonly APIMessageTopLevelComponent[], numbers: Numbers): APIMessageTopLevelComponent[] {
  return components.map((component, index) => {
    if (index > 0 || component.type !== ComponentType.Container) return component;
    const [first, ...rest] = component.components;
    return { ...component, id: numbers.container, components: first ? [{ ...first, id: numbers.first }, ...rest] : [] };
  });
}

/** The ids that may be a marker; `undefined` if the message has none. */
export function readNumbers(message: Pick<APIMessage, 'components'>): Numbers | undefined {
  const [container] = message.components ?? [];
  if (container?.type !== ComponentType.Container || container.id === undefined) return undefined;
  const first = container.components[0]?.id;
  return first === undefined ? undefined : { container: container.id, first };
}

/** Which part of a key's delivery a message is, and of how many; `undefined` if it is none. */
export function partOf(
  message: Pick<APIMessage, 'components'>,
  key: string,
): { readonly index: number; readonly total: number } | undefined {
  const numbers = readNumbers(message);
  const own = numbersOf({ key, index: 0, total: 0 });
  if (numbers?.container !== own.container || numbers.first >>> 8 !== own.first >>> 8) return undefined;
  return { index: (numbers.first >>> 4) & 0xf, total: numbers.first & 0xf };
}
