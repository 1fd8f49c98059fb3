import type { JSX } from 'preact';
import type { AuthorView } from '../../protocol.js';
import { hueOf, initialsOf } from '../format.js';
import { Arch } from './icons.js';

export function Avatar({ author }: { readonly author: AuthorView }): JSX.Element {
  if (author.type === 'bot') {
    return (
      <span class="avatar avatar-bot" aria-hidden="true">
        <Arch />
      </span>
    );
  }
  return (
    <span class={`avatar hue-${hueOf(author.user)}`} aria-hidden="true">
      {initialsOf(author.name)}
    </span>
  );
}
