import type { MemberId } from '../../core/ids.js';

/** Marks a value that was about the removed person alone. */
export const gone = Symbol('gone');

/** Removes a person from a payload: returns `gone` if `member` is the person, and removes their id from `members` lists. */
export function withoutMember(value: unknown, id: MemberId): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMember(item, id)).filter((item) => item !== gone);
  if (!isRecord(value)) return value;
  if (value.member === id) return gone;
  const rest: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const left = name === 'members' && Array.isArray(inner) ? inner.filter((member) => member !== id) : withoutMember(inner, id);
    if (left !== gone) rest[name] = left;
  }
  return rest;
}

/** Whether a value is an object and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
