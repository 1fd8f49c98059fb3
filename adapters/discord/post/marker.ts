import { createHash } from 'node:crypto';
import type { APIMessage, APIMessageTopLevelComponent } from 'discord.js';
import { ComponentType } from 'discord.js';
import { LIMITS } from '../limits.js';

/** Which part of which delivery a message is. */
export interface Marker {
  readonly key: string;
  readonly index: number;
  readonly total: number;
}

/**
 * A nonce lasts minutes only, so a message carries its key for good as well: Discord keeps the numbers that components
 * have (32 bits, invisible). The container has 30 bits of the key's hash, its first component 16 more with the part's
 * place: one chance in 7·10¹³ that two keys look the same.
 */
export interface Numbers {
  readonly container: number;
  readonly first: number;
}

export function numbersOf({ key, index, total }: Marker): Numbers {
  const hash = createHash('sha256').update(key).digest();
  return {
    // Never so small that Discord's own numbering comes near.
    container: (hash.readUInt32BE(0) >>> 2) + 0x4000_0000,
    first: (hash.readUInt16BE(4) << 8) + (index << 4) + total + 0x0100_0000,
  };
}

/** ≤ 25 characters: with `enforce_nonce` Discord gives the same message back when it is sent again within minutes. */
export function nonceOf({ key, index }: Pick<Marker, 'key' | 'index'>): string {
  return createHash('sha256').update(`${key}\0${index}`).digest('base64url').slice(0, LIMITS.nonce);
}

/** The same components with the marker's numbers. */
export function marked(components: readonly APIMessageTopLevelComponent[], numbers: Numbers): APIMessageTopLevelComponent[] {
  return components.map((component, index) => {
    if (index > 0 || component.type !== ComponentType.Container) return component;
    const [first, ...rest] = component.components;
    return { ...component, id: numbers.container, components: first ? [{ ...first, id: numbers.first }, ...rest] : [] };
  });
}

/** The numbers that a message carries, if it is one of ours. */
export function readNumbers(message: Pick<APIMessage, 'components'>): Numbers | undefined {
  const [container] = message.components ?? [];
  if (container?.type !== ComponentType.Container || container.id === undefined) return undefined;
  const first = container.components[0]?.id;
  return first === undefined ? undefined : { container: container.id, first };
}

/** Which of a key's parts a message is, and of how many; `undefined` if it is none. */
export function partOf(
  message: Pick<APIMessage, 'components'>,
  key: string,
): { readonly index: number; readonly total: number } | undefined {
  const numbers = readNumbers(message);
  const own = numbersOf({ key, index: 0, total: 0 });
  if (numbers?.container !== own.container || numbers.first >>> 8 !== own.first >>> 8) return undefined;
  return { index: (numbers.first >>> 4) & 0xf, total: numbers.first & 0xf };
}
